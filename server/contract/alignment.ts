// Which moments of two trainings belong together: by step, epoch, time, share of the training, or what they had reached.

/** A scalar over the steps, which ascend. */
export interface ScalarCourse {
  steps: ArrayLike<number>;
  values: ArrayLike<number>;
}

/** The points of one model that are aligned, and what tells where they stand. */
export interface Timeline {
  /** Of the points, ascending. */
  steps: ArrayLike<number>;
  /** Seconds since 1970, of the same points. */
  wallTimes: ArrayLike<number>;
  /** The scalar that counts epochs; null where a step is one. */
  epochs: ScalarCourse | null;
  /** The score that models are compared by; null where there is none. */
  score: (ScalarCourse & { lowerIsBetter: boolean }) | null;
  /** The step at which the training is to end; null where that is not known: the last one counts. */
  plannedSteps: number | null;
}

export const ALIGNMENTS = ["step", "epoch", "time", "fraction", "score"] as const;
export type Alignment = (typeof ALIGNMENTS)[number];

/** Where nothing is to be found. */
export const NOWHERE = -1;

/**
 * Where each point stands, on an axis that both models share: its step; its epoch; seconds since the model's first
 * point; the share of the training that is done, from 0 to 1; the best score so far, the sign turned where lower is
 * better. Never falls along the points; NaN at those before anything is known.
 */
export function positionsOf(timeline: Timeline, by: Alignment): Float64Array {
  return POSITIONS[by](timeline);
}

/**
 * For each point of `a` the index of the point of `b` that belongs to it: the last one that stands no further; by score
 * the first one that had reached as much. {@link NOWHERE} when there is none.
 */
export function alignedIndices(a: Timeline, b: Timeline, by: Alignment): Int32Array {
  const positions = positionsOf(b, by);
  return Int32Array.from(positionsOf(a, by), (position) => indexAt(positions, position, by));
}

/** The point that stands at a position on the axis of {@link positionsOf}, as {@link alignedIndices} takes it. */
export function indexAt(positions: Float64Array, position: number, by: Alignment): number {
  if (Number.isNaN(position)) return NOWHERE;
  if (by !== "score") {
    const last = firstWhere(positions, (own) => own > position) - 1;
    return positions[last]! <= position ? last : NOWHERE;
  }
  const reached = firstWhere(positions, (own) => own >= position);
  return reached === positions.length ? NOWHERE : reached;
}

/** The first point by which the model's score had reached `value`; {@link NOWHERE} when it never did. */
export function firstReaching(timeline: Timeline, value: number): number {
  const sign = timeline.score?.lowerIsBetter ? -1 : 1;
  return indexAt(positionsOf(timeline, "score"), sign * value, "score");
}

const POSITIONS: Readonly<Record<Alignment, (timeline: Timeline) => Float64Array>> = {
  step: ({ steps }) => Float64Array.from(steps),
  epoch: ({ steps, epochs }) =>
    epochs === null ? Float64Array.from(steps) : rising(valuesAt(steps, epochs, NaN, newest)),
  time: ({ wallTimes }) => {
    const start = Array.from(wallTimes).find((time) => Number.isFinite(time)) ?? NaN;
    return rising(Float64Array.from(wallTimes, (time) => time - start));
  },
  fraction: ({ steps, plannedSteps }) => {
    const [first, last] = [steps[0]!, steps[steps.length - 1]!];
    const end = Math.max(plannedSteps ?? last, last);
    return Float64Array.from(steps, (step) => (end > first ? (step - first) / (end - first) : 1));
  },
  score: ({ steps, score }) => {
    if (score === null) return new Float64Array(steps.length).fill(NaN);
    const sign = score.lowerIsBetter ? -1 : 1;
    return valuesAt(steps, score, NaN, (best, value) => better(best, sign * value));
  },
};

const newest = (_before: number, value: number): number => value;
const better = (best: number, value: number): number => (value <= best ? best : value);

/** What `take` makes of all finite values at or before each of the steps. */
function valuesAt(
  steps: ArrayLike<number>,
  scalar: ScalarCourse,
  start: number,
  take: (before: number, value: number) => number,
): Float64Array {
  let [next, taken] = [0, start];
  return Float64Array.from(steps, (step) => {
    for (; next < scalar.steps.length && scalar.steps[next]! <= step; next++) {
      const value = scalar.values[next]!;
      if (Number.isFinite(value)) taken = take(taken, value);
    }
    return taken;
  });
}

/** Clocks that were set back, and epochs that are counted anew, stand still until they are where they were. */
function rising(positions: Float64Array): Float64Array {
  let furthest = NaN;
  return positions.map((position) => {
    if (Number.isFinite(position)) furthest = better(furthest, position);
    return furthest;
  });
}

/** The first index whose position is as asked, which all after it are, too; NaN comes first and is none. */
function firstWhere(positions: Float64Array, isAsked: (position: number) => boolean): number {
  let [low, high] = [0, positions.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isAsked(positions[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
