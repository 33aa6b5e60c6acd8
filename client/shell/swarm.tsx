// A circle per model: further right and brighter is better, larger has more parameters, stacked so that none is hidden.
import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { useMemo } from "preact/hooks";
import type { RunSummary } from "#contract/protocol.ts";
import type { MetricScale } from "../charts/metricScale.ts";
import { css, type Rgb } from "../charts/oklch.ts";
import { paletteOf, scoreColour } from "../charts/palette.ts";
import { PictureMenu } from "../parts/pictureMenu.tsx";
import { Reused } from "../parts/reused.ts";
import { useStore } from "../store/context.ts";
import { type Direction, presentScore, scoreOf } from "../store/metric.ts";
import { rove } from "../ui/roving.ts";
import { useWidth } from "../ui/useWidth.ts";
import { Circle } from "./circle.tsx";
import { Crowd } from "./crowd.tsx";
import { canHover, type Pointed } from "./pointed.ts";
import { type Beyond, ScoreAxis } from "./scoreAxis.tsx";
import { RIGHT_END, ScorePicker } from "./scorePicker.tsx";
import { HoverMark, type Marked, SlotMarks } from "./slotMarks.tsx";
import { packingKey, packingOf, swarmPlan } from "./swarmPlan.ts";

/** More are painted: elements for thousands take a tenth of a second to come or go. */
const MOST_ELEMENTS = 300;

interface SwarmProps {
  runs: readonly RunSummary[];
  scale: MetricScale;
  point: (pointed: Pointed | null) => void;
}

export function Swarm({ runs, scale, point }: SwarmProps) {
  const store = useStore();
  const { metric, theme, selection, runs: known } = store;
  const [box, width] = useWidth<HTMLDivElement>();
  const focused = useSignal<string | null>(null);
  const shared = metric.value;
  const scores = new Map(runs.map((run) => [run, presentScore(run, shared)]));
  const plan = swarmPlan({
    runs,
    scores,
    scale: shared === null ? null : scale,
    width: width.value,
    known: known.all.value,
  });
  const { ordered, dots, size, isCrowd, height, gap, lane, start, span } = plan;
  // It is done again only when a circle moves or grows.
  const packing = useMemo(() => packingOf(plan), [packingKey(plan)]);
  const { xs, ys, scale: shrunk } = packing;
  const colourOf = (run: RunSummary): Rgb => {
    return scoreColour(scale.place(scores.get(run)!), theme.value);
  };
  const looks = ordered.map((run, i) => ({
    x: xs[i]!,
    y: height / 2 + ys[i]!,
    radius: dots[i]!.radius * shrunk,
    colour: colourOf(run),
    isDiverged: scoreOf(run, shared).kind === "diverged",
    beyond: scale.beyond(scores.get(run)!),
  }));
  const placeOf = (name: string | null): Marked | null => {
    return looks[ordered.findIndex((run) => run.name === name)] ?? null;
  };
  const circles = useMemo(() => new Reused<VNode>(), []);
  circles.begin();
  const stop = ordered.find(({ name }) => name === focused.value) ?? ordered[0];
  const label = shared?.label ?? "score";
  const ends = shared === null ? "none logged" : RIGHT_END[shared.direction];
  const words = `Models by ${label}, ${ends}. Arrow keys move, Enter chooses.`;
  const ticks = shared === null ? [] : scale.ticks.map(({ place }) => start + place * span);
  const marks = (
    <>
      <SlotMarks placeOf={placeOf} />
      <HoverMark placeOf={placeOf} />
    </>
  );
  // By all models here too: what is filtered away changes no more than its circles.
  const isPainted = known.all.value.length > MOST_ELEMENTS;
  return (
    <div ref={box} class={`swarm swarm-${size} ${isCrowd ? "swarm-crowd" : ""}`}>
      {width.value > 0 && isPainted && (
        <Crowd
          crowded={{
            runs: ordered,
            picture: { dots: looks, ticks, palette: paletteOf(theme.value) },
          }}
          height={height}
          words={words}
          point={point}
        >
          <svg width={width.value} height={height} class="swarm-marks" aria-hidden="true">
            {marks}
          </svg>
        </Crowd>
      )}
      {width.value > 0 && !isPainted && (
        <svg
          width={width.value}
          height={height}
          role="group"
          aria-label={words}
          onKeyDown={(event) => rove(event.currentTarget, event)}
          onPointerLeave={() => point(null)}
        >
          {ticks.map((x) => (
            <line key={x} class="swarm-tick" x1={x} x2={x} y1={0} y2={height} />
          ))}
          {ordered.map((run, i) => {
            const { colour, ...look } = looks[i]!;
            const shown = {
              ...look,
              reach: (dots[i]!.radius + gap / 2) * shrunk,
              colour: css(colour),
              isStop: run === stop,
            };
            return circles.of(run.id, [run, ...Object.values(shown)], () => (
              <Circle
                key={run.id}
                run={run}
                {...shown}
                point={point}
                focus={() => (focused.value = run.name)}
                choose={() => {
                  // The card would cover the frame that the choice fills.
                  if (canHover()) point(null);
                  selection.toggle(run.name);
                }}
              />
            ));
          })}
          {marks}
        </svg>
      )}
      {shared === null ? (
        <div class="score-axis" />
      ) : (
        <ScoreAxis
          scale={scale}
          lane={lane}
          span={span}
          theme={theme.value}
          beyond={beyondOf([...scores.values()], scale)}
        />
      )}
      <div class="swarm-caption">
        <ScorePicker />
        {shared !== null && <span class="dim">{ARROW[shared.direction]}</span>}
        <span class="swarm-size dim" title="The more parameters, the larger the circle">
          <span>size: parameters</span>
        </span>
        {runs.length > 0 && (
          <PictureMenu
            id="circles"
            take={async () =>
              (await import("./swarmTakeaway.ts")).swarmTakeaway(store, runs, scale)
            }
          />
        )}
      </div>
    </div>
  );
}

/** The models at each end of the axis that lie beyond it. */
function beyondOf(scores: readonly number[], scale: MetricScale): Beyond[] {
  return ([0, 1] as const).flatMap((end) => {
    const there = scores.filter((score) => scale.beyond(score) === end);
    if (there.length === 0) return [];
    const isAbove = scale.beyond(Infinity) === end;
    const furthest = there.reduce((most, score) => (score > most === isAbove ? score : most));
    return [{ end, models: there.length, furthest }];
  });
}

/** What the axis' right end means, after the name of the score. */
const ARROW: Readonly<Record<Direction, string>> = {
  higher: "→ better",
  lower: "→ lower is better",
  neither: "→ higher",
};
