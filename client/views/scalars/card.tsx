// A tag's card: its name, the values at the step that is looked at, and the chart; drawn and fetched while it is in sight.
import { type ReadonlySignal, useComputed, useSignal, useSignalEffect } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { valueAtX } from "../../charts/axes.ts";
import { shortValue } from "../../charts/axisText.ts";
import { nearestStep } from "../../charts/columns.ts";
import { lineAt, linesLayout, paintLines } from "../../charts/lines.ts";
import { withAlpha } from "../../charts/oklch.ts";
import type { Painting } from "../../charts/surface.ts";
import { Painted, type Spot } from "../../parts/painted.tsx";
import { PictureActions } from "../../parts/pictureActions.tsx";
import { PictureMenu } from "../../parts/pictureMenu.tsx";
import { useStore } from "../../store/context.ts";
import { SlotBadge } from "../../ui/badge.tsx";
import { wholeText } from "../../ui/format.ts";
import { Name, RunName } from "../../ui/name.tsx";
import { useOnScreen } from "../../ui/useOnScreen.ts";
import { type Chart, createChart, paintMarks, pointAt, stepOf } from "./chartPicture.ts";
import { type Curve, needsOf, wantedOf } from "./curves.ts";
import { notFinite } from "./numbers.ts";
import type { SharedState } from "./shared.ts";
import { cardTakeaway, wordsOf } from "./takeaway.ts";

interface CardProps {
  tag: string;
  /** The tag without what its group is called. */
  short: string;
  shared: SharedState;
}

export function Card({ tag, short, shared }: CardProps) {
  const store = useStore();
  const [root, isNear] = useOnScreen<HTMLElement>();
  const chart = useMemo(() => createChart(store, shared, tag), [store, shared, tag]);
  const shown = useComputed(() => ({
    needs: needsOf(chart.of.value),
    wanted: wantedOf(store.points, chart.of.value),
  }));
  useSignalEffect(() => (isNear.value ? store.onScreen.show(shown) : undefined));
  const { large } = shared.choices.value;
  const isLarge = large.includes(tag);
  const resize = (): void => {
    shared.change({
      large: isLarge ? large.filter((other) => other !== tag) : [...large, tag],
    });
  };
  return (
    <section
      ref={root}
      class={isLarge ? "scalar scalar-large" : "scalar"}
      data-testid="scalar"
      data-tag={tag}
    >
      <header class="scalar-head">
        <button
          type="button"
          class="scalar-name"
          aria-expanded={isLarge}
          title={isLarge ? "Smaller" : "Larger, with its numbers and files"}
          onClick={resize}
        >
          <Name text={short} longest={64} />
        </button>
        {isNear.value && <Values chart={chart} shared={shared} tag={tag} />}
        {isNear.value && !isLarge && (
          <PictureMenu id="scalar" take={() => cardTakeaway(store, chart, tag)} />
        )}
      </header>
      <div class="scalar-plot">
        {isNear.value && <Plot chart={chart} shared={shared} tag={tag} isLarge={isLarge} />}
      </div>
    </section>
  );
}

interface PartProps {
  chart: Chart;
  shared: SharedState;
  tag: string;
}

/** The values of A and B, and of the model that is pointed at, at the step that is looked at. */
function Values({ chart, shared, tag }: PartProps) {
  const store = useStore();
  const pointed = shared.pointed.value;
  const own = chart.curves.value.filter(({ isOld }) => !isOld).toReversed();
  const lit = pointed?.tag === tag ? pointed.model : null;
  const told = own.filter(({ slot, run }) => slot !== null || run.name === lit);
  const bad = own.reduce((sum, curve) => sum + notFinite(curve), 0);
  return (
    <p class="scalar-values">
      {bad > 0 && (
        <span class="scalar-bad" data-testid="not-finite" title="Marked × at the upper edge">
          {wholeText(bad)} not finite
        </span>
      )}
      {told.map((curve) => (
        <span key={curve.run.id} class="scalar-value">
          {curve.slot === null ? (
            <RunName text={curve.run.name} />
          ) : (
            <SlotBadge slot={curve.slot} />
          )}
          <span data-testid={`scalar-${curve.slot ?? "lit"}`}>
            {valueWords(curve, pointed?.step ?? stepOf(store, curve) ?? Infinity)}
          </span>
        </span>
      ))}
    </p>
  );
}

function valueWords(curve: Curve, step: number): string {
  const value = curve.scalars.values[pointAt(curve, step)] ?? null;
  if (value === null) return "–";
  if (Number.isFinite(value)) return shortValue(Number(value.toPrecision(4)));
  return Number.isNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞";
}

function Plot({ chart, shared, tag, isLarge }: PartProps & { isLarge: boolean }) {
  const store = useStore();
  const { aligned, playhead } = store;
  const band = useSignal<readonly [number, number] | null>(null);
  const picture: ReadonlySignal<Painting> = useComputed(() => {
    const drawn = chart.picture.value;
    return (surface) => paintLines(surface, drawn);
  });
  const lit = useComputed(() => {
    const pointed = shared.pointed.value;
    const isHere = pointed?.tag === tag;
    // A circle or a row that is pointed at lights its model's line in every chart.
    const model = isHere ? pointed.model : pointed === null ? store.hover.model.value : null;
    if (model === null) return null;
    const line = chart.curves.value.findLastIndex(({ run }) => run.name === model);
    const curve = chart.curves.value[line];
    if (curve === undefined) return null;
    const step = isHere ? pointed.step : (stepOf(store, curve) ?? Infinity);
    return { line, index: Math.max(pointAt(curve, step), 0) };
  });
  const marks: ReadonlySignal<Painting> = useComputed(() => {
    const [drawn, curves, dragged] = [chart.picture.value, chart.curves.value, band.value];
    const what = {
      at: curves.map((curve) => stepOf(store, curve)),
      isOneStep: aligned.by.value === "step" && chart.of.value.axis === "step",
      pointed: shared.pointed.value,
      lit: lit.value,
    };
    return (surface) => {
      if (dragged !== null) {
        const { box } = linesLayout(drawn, surface);
        surface.rect(dragged[0], box.top, dragged[1] - dragged[0], box.height);
        surface.fill(withAlpha(drawn.palette.text, BAND_ALPHA));
      }
      paintMarks(surface, drawn, curves, what);
    };
  });
  const words = useComputed(() => wordsOf(store, chart, tag));
  /** The step nearest to a place, of the line there or else of A's. */
  const under = (spot: Spot): { step: number; curve: Curve; isNear: boolean } | null => {
    const drawn = chart.picture.peek();
    const hit = lineAt(drawn, spot.size, spot.left, spot.top);
    const curves = chart.curves.peek();
    const curve = hit === null ? curves.at(-1) : curves[hit.line];
    if (curve === undefined) return null;
    const at = valueAtX(linesLayout(drawn, spot.size), spot.left);
    const index = hit?.index ?? nearestStep(curve.positions, at);
    return { step: curve.scalars.steps[index]!, curve, isNear: hit !== null };
  };
  return (
    <>
      {isLarge && <PictureActions id="scalar" take={() => cardTakeaway(store, chart, tag)} />}
      <div class="scalar-painting">
        <Painted
          picture={picture}
          marks={marks}
          words={words}
          testId="scalar-chart"
          hovered={(spot) => {
            const found = spot === null ? null : under(spot);
            const model = found?.isNear ? found.curve.run.name : null;
            const at = found === null ? null : { tag, step: found.step, model };
            shared.point(at, found?.curve.slot ?? null);
          }}
          clicked={(spot) => {
            const found = under(spot);
            if (found === null) return;
            const { slot } = found.curve;
            playhead.moveTo(slot === null ? found.step : aligned.playheadAt(slot, found.step));
          }}
          dragged={(from, to, isDone) => {
            const [left, right] = [Math.min(from.left, to.left), Math.max(from.left, to.left)];
            band.value = isDone ? null : [left, right];
            if (!isDone) return;
            const plot = linesLayout(chart.picture.peek(), to.size);
            shared.zoom.value = [valueAtX(plot, left), valueAtX(plot, right)];
          }}
          doubleClicked={() => (shared.zoom.value = null)}
        />
      </div>
    </>
  );
}

const BAND_ALPHA = 0.14;
