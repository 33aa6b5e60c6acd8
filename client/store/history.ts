// A parameter's snapshots as far as the page has them: every step, and a distribution for as many as a picture needs.
import type { Distribution } from "#contract/distribution.ts";
import type { DistributionPoint } from "#contract/distributionColumns.ts";
import { selectedPoints } from "#contract/selection.ts";
import { appended } from "./column.ts";
import { indexAt } from "./playheadRules.ts";

export interface History {
  /** Of all points that the series is known to have. */
  readonly steps: Float64Array;
  /** Which of them are here, ascending. */
  readonly indices: readonly number[];
  /** Those points. */
  readonly points: readonly DistributionPoint[];
  /** Whether those that are not here were compared with those that are, and differ from them less. */
  readonly byChange: boolean;
}

export const NO_HISTORY: History = {
  steps: new Float64Array(),
  indices: [],
  points: [],
  byChange: true,
};

/** Points that lie behind what is known; `indices` count from the series' start. */
export interface Arrived {
  steps: Float64Array;
  indices: readonly number[];
  points: readonly DistributionPoint[];
  byChange: boolean;
}

/** About 12 MB of snapshots; beyond, a page that stays open for days would fill the memory. */
const MOST_HELD = 1536;
const HELD_AFTER_THINNING = 1024;

/** The history with what arrived behind it. */
export function extended(history: History, arrived: Arrived): History {
  return thinned({
    steps: appended(history.steps, arrived.steps),
    indices: [...history.indices, ...arrived.indices],
    points: [...history.points, ...arrived.points],
    byChange: history.byChange && arrived.byChange,
  });
}

/** The history with the points `from` … put into it, which are among those that it knows of. */
export function completed(
  history: History,
  from: number,
  points: readonly DistributionPoint[],
): History {
  const held = new Map(history.indices.map((index, i) => [index, history.points[i]!]));
  points.forEach((point, i) => held.set(from + i, point));
  const indices = [...held.keys()].sort((one, two) => one - two);
  return thinned({ ...history, indices, points: indices.map((index) => held.get(index)!) });
}

/** The snapshot at `index`; while that is not here, the last one before it that is. */
export function nearestHeld(history: History, index: number): DistributionPoint | null {
  const place = indexAt(history.indices, index);
  return history.points[Math.max(place, 0)] ?? null;
}

export function isHeld({ indices }: History, index: number): boolean {
  return indices[indexAt(indices, index)] === index;
}

function thinned(history: History): History {
  if (history.points.length <= MOST_HELD) return history;
  const of = (what: (distribution: Distribution) => number): Float64Array =>
    Float64Array.from(history.points, ({ distribution }) => what(distribution));
  const outlines = {
    mean: of(({ mean }) => mean),
    deviation: of(({ variance }) => Math.sqrt(variance)),
    min: of(({ min }) => min),
    max: of(({ max }) => max),
  };
  const kept = [...selectedPoints(history.points.length, outlines, HELD_AFTER_THINNING)];
  return {
    ...history,
    indices: kept.map((place) => history.indices[place]!),
    points: kept.map((place) => history.points[place]!),
  };
}
