// The chosen parameter of every listed model, small and side by side, at the playhead.
import { type ReadonlySignal, useComputed, useSignalEffect } from "@preact/signals";
import type { ParameterSummary, RunSummary } from "#contract/protocol.ts";
import { paletteOf } from "../../charts/palette.ts";
import {
  multipleAt,
  multiplesGrid,
  type MultiplesPicture,
  paintMultipleLit,
  paintMultiples,
} from "../../charts/smallMultiples.ts";
import type { Painting } from "../../charts/surface.ts";
import { Painted } from "../../parts/painted.tsx";
import { multiplesNumbers } from "../../parts/multiplesNumbers.ts";
import { ParameterPicker } from "../../parts/parameterPicker.tsx";
import { PictureActions, type Takeaway } from "../../parts/pictureActions.tsx";
import { useStore } from "../../store/context.ts";
import { isHeld, nearestHeld } from "../../store/history.ts";
import { findParameter } from "../../store/parameters.ts";
import { indexAt } from "../../store/playheadRules.ts";
import type { Place } from "../../store/points.ts";
import { letter, SLOTS } from "../../store/selectionRules.ts";
import type { Need, Wanted } from "../../store/slot.ts";
import { wholeText } from "../../ui/format.ts";
import { printable } from "../../ui/printable.ts";
import { useOnScreen } from "../../ui/useOnScreen.ts";
import { useWidth } from "../../ui/useWidth.ts";
import type { SharedState } from "./shared.ts";

/** More are no comparison, and more histories than a page should hold. */
const MOST_DRAWN = 24;

interface Drawn {
  run: RunSummary;
  parameter: ParameterSummary;
  place: Place;
}

export function Multiples({ shared }: { shared: SharedState }) {
  const store = useStore();
  const { parameterKey, playhead, points, selection, theme, unit } = store;
  const [near, isNear] = useOnScreen<HTMLElement>();
  const [box, width] = useWidth<HTMLDivElement>();
  const having = useComputed(() =>
    shared.rows.value.flatMap((run): Drawn[] => {
      const parameter = findParameter(run, parameterKey.value);
      if (parameter === null || parameter.unavailable !== null) return [];
      const place = { run: run.id, generation: run.generation, series: parameter.series };
      return [{ run, parameter, place }];
    }),
  );
  const drawn = useComputed(() => having.value.slice(0, MOST_DRAWN));
  const shown = useComputed(() => ({
    needs: drawn.value.map(({ place, parameter }): Need => ({
      ...place,
      kind: "distributions",
      known: parameter.points,
    })),
    wanted: drawn.value.flatMap(({ place }): Wanted[] => {
      const history = points.history(place).value;
      const index = indexOf(history.steps, playhead.at.value);
      if (index < 0 || isHeld(history, index)) return [];
      return [{ ...place, from: index, to: index + 1, superseded: false }];
    }),
  }));
  useSignalEffect(() => (isNear.value ? store.onScreen.show(shown) : undefined));
  const troubleOf = (place: Place): string | null =>
    points.troubles(place).value.length > 0 ? "could not be read" : null;
  const picture: ReadonlySignal<MultiplesPicture> = useComputed(() => ({
    multiples: drawn.value.map(({ run, place }) => {
      const history = points.history(place).value;
      const index = indexOf(history.steps, playhead.at.value);
      const point = index < 0 ? null : nearestHeld(history, index);
      const slot = SLOTS.find((one) => selection.chosen.value[one] === run.name);
      const name = printable(run.name);
      return {
        name: slot === undefined ? name : `${letter(slot)} · ${name}`,
        distribution: point?.distribution ?? null,
        instead: troubleOf(place) ?? "loading",
        hue: shared.colouring.value.of(run),
      };
    }),
    axes: "shared",
    palette: paletteOf(theme.value),
  }));
  const painting: ReadonlySignal<Painting> = useComputed(() => {
    const all = picture.value;
    return (surface) => paintMultiples(surface, all);
  });
  const marks: ReadonlySignal<Painting> = useComputed(() => {
    const all = picture.value;
    const lit = drawn.value.findIndex(({ run }) => run.name === shared.pointed.value);
    return (surface) => {
      if (lit >= 0) paintMultipleLit(surface, all, lit);
    };
  });
  const words = useComputed(() => {
    const names = drawn.value.map(({ run }) => printable(run.name, 40)).join(", ");
    return `${parameterKey.value ?? "No parameter"} of ${drawn.value.length} models at ${unit.value} ${playhead.at.value ?? 0}, on one scale: ${names}`;
  });
  const height = multiplesGrid(Math.max(drawn.value.length, 1), Math.max(width.value, 1)).height;
  const take = (): Takeaway => {
    const [parameter, step] = [parameterKey.peek(), playhead.at.peek()];
    return {
      name: `${parameter ?? "parameter"} ${step ?? ""}`,
      words: words.peek(),
      ...multiplesNumbers(picture.peek(), "model", { parameter, [unit.peek()]: step }),
      painting: painting.peek(),
      size: { width: width.peek(), height },
    };
  };
  const lacking = shared.rows.value.length - having.value.length;
  return (
    <section ref={near} class="models-multiples" aria-label="One parameter of all listed models">
      <div class="toolbar">
        <ParameterPicker />
        <p class="dim" data-testid="multiples-shown">
          {having.value.length > MOST_DRAWN &&
            `shown ${MOST_DRAWN} of ${wholeText(having.value.length)} models, in the table’s order. `}
          {lacking > 0 && `${wholeText(lacking)} listed ${lacking === 1 ? "has" : "have"} none.`}
        </p>
      </div>
      <div ref={box}>
        {drawn.value.length === 0 ? (
          <p class="dim models-alike" data-testid="no-multiples">
            No listed model has logged weights of this parameter.
          </p>
        ) : (
          <>
            <PictureActions id="multiples" take={take} />
            <div class="models-painting" style={{ height: `${height}px` }} {...shared.order.hold}>
              <Painted
                picture={painting}
                marks={marks}
                words={words}
                testId="multiples"
                hovered={(spot) => {
                  const index =
                    spot === null
                      ? null
                      : multipleAt(picture.peek(), spot.size, spot.left, spot.top);
                  shared.point(index === null ? null : (drawn.peek()[index]?.run.name ?? null));
                }}
                clicked={(spot) => {
                  const index = multipleAt(picture.peek(), spot.size, spot.left, spot.top);
                  const name = index === null ? undefined : drawn.peek()[index]?.run.name;
                  if (name !== undefined) selection.toggle(name);
                }}
              />
            </div>
          </>
        )}
      </div>
    </section>
  );
}

/** The point at the playhead, before the first one that, and without a playhead the last. */
function indexOf(steps: Float64Array, at: number | null): number {
  if (steps.length === 0) return -1;
  return Math.max(indexAt(steps, at ?? Infinity), 0);
}
