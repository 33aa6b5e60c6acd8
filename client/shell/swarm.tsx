// A circle per model: further right and brighter is better, larger has more parameters, stacked so that none is hidden.
import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { useMemo } from "preact/hooks";
import type { RunSummary } from "#contract/protocol.ts";
import { fittingSwarm } from "../charts/beeswarm.ts";
import { fittingStacks } from "../charts/stacks.ts";
import type { MetricScale } from "../charts/metricScale.ts";
import { css, type Rgb } from "../charts/oklch.ts";
import { paletteOf, scoreColour } from "../charts/palette.ts";
import { Reused } from "../parts/reused.ts";
import { useStore } from "../store/context.ts";
import { type Direction, presentScore, scoreOf } from "../store/metric.ts";
import { parameterCount } from "../store/runState.ts";
import { rove } from "../ui/roving.ts";
import { useWidth } from "../ui/useWidth.ts";
import { Circle } from "./circle.tsx";
import { Crowd } from "./crowd.tsx";
import { canHover, type Pointed } from "./pointed.ts";
import { type Beyond, MARGIN, ScoreAxis } from "./scoreAxis.tsx";
import { RIGHT_END, ScorePicker } from "./scorePicker.tsx";
import { HoverMark, type Marked, SlotMarks } from "./slotMarks.tsx";

/** A few circles need no more than a band; a sweep gets room to stack. */
const HEIGHTS = { few: 132, some: 168, many: 168 };
const FEW = 8;
const SOME = 40;
/** Between a few, the rings of A and B have room; among many, the circles themselves need it. */
const GAPS = { few: 12, some: 4, many: 2 };
/** More are stacked in columns: nobody would wait for them to find their places one around the other. */
const MOST_SWARMING = 150;
/** More are painted: elements for thousands take a tenth of a second to come or go. */
const MOST_ELEMENTS = 300;
const SMALLEST_RADIUS = 9;
const RADIUS_PER_DECADE = 3;
/** A thousand parameters have the smallest circle. */
const FIRST_DECADE = 3;

interface SwarmProps {
  runs: readonly RunSummary[];
  scale: MetricScale;
  point: (pointed: Pointed | null) => void;
}

export function Swarm({ runs, scale, point }: SwarmProps) {
  const { metric, theme, selection, runs: known } = useStore();
  const [box, width] = useWidth<HTMLDivElement>();
  const focused = useSignal<string | null>(null);
  const shared = metric.value;
  const scores = new Map(runs.map((run) => [run, presentScore(run, shared)]));
  // Models without a score stand off the axis, in a lane as wide as their number asks for.
  const unscored = runs.filter((run) => Number.isNaN(scores.get(run)!)).length;
  const room = Math.max(width.value - 2 * MARGIN, 10);
  const lane = shared === null ? room : laneFor(unscored, runs.length, room);
  const start = MARGIN + lane;
  const span = Math.max(room - lane, 10);
  // Placed in the order of names: a model that learns moves along, and the others keep their places around it.
  const listed = new Set(runs);
  const ordered = known.all.value.filter((run) => listed.has(run));
  const isCrowd = ordered.length > MOST_SWARMING;
  let nth = 0;
  const dots = ordered.map((run) => {
    const place = scale.place(scores.get(run)!);
    const radius = radiusOf(run);
    if (!Number.isNaN(place)) return { x: start + place * span, radius };
    const broad = lane - (lane < room ? LANE_GAP : 0);
    // Among few, columns that the rings of A and B fit between; thousands are stacked wherever there is room.
    const columns = Math.max(Math.floor(broad / LANE_COLUMN), 1);
    const share = isCrowd ? (nth / unscored) * broad : (nth % columns) * LANE_COLUMN;
    nth++;
    return { x: MARGIN + share, radius };
  });
  // By all models, not by those that pass the filter: typing in it moves nothing.
  const { length } = known.all.value;
  const size = length > SOME ? "many" : length > FEW ? "some" : "few";
  const [height, gap] = [HEIGHTS[size], GAPS[size]];
  // Packing hundreds takes many milliseconds: it is done again only when a circle moves or grows.
  const key = dots.map(({ x, radius }) => `${x.toFixed(1)} ${radius.toFixed(1)}`).join();
  const packing = useMemo(() => {
    const fitting = isCrowd ? fittingStacks : fittingSwarm;
    return fitting(dots, gap, height - 8);
  }, [key, height, gap]);
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
  const isPainted = length > MOST_ELEMENTS;
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
        <span class="dim">size: parameters</span>
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

/** Between the last model without a score and the axis' start. */
const LANE_GAP = 34;
const LANE_COLUMN = 24;
/** Models that one column of the lane takes without pressing all others together. */
const LANE_ROWS = 6;
const WIDEST_LANE = 0.5;

/** Width of the strip for models without a score. */
function laneFor(unscored: number, all: number, room: number): number {
  if (unscored === 0) return 0;
  const fair = Math.floor(((unscored / all) * room) / LANE_COLUMN);
  const columns = Math.max(Math.min(Math.ceil(unscored / LANE_ROWS), fair), 1);
  return unscored === all ? room : Math.min(LANE_GAP + columns * LANE_COLUMN, room * WIDEST_LANE);
}

function radiusOf(run: RunSummary): number {
  const decades = Math.log10(Math.max(parameterCount(run), 1)) - FIRST_DECADE;
  return SMALLEST_RADIUS + RADIUS_PER_DECADE * Math.min(Math.max(decades, 0), 6);
}
