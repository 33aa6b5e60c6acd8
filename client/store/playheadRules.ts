// Where the playhead may stand: on logged steps, at the newest one (following) or at a chosen one (staying).

/** Ascending. */
export type Steps = readonly number[] | Float64Array;

/** Index of the last of the ascending `steps` that is ≤ `step`; −1 when all lie behind it. */
export function indexAt(steps: ArrayLike<number>, step: number): number {
  let [low, high] = [0, steps.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (steps[middle]! <= step) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The logged step nearest to a place on the slider. */
export function nearestStep(steps: Steps, place: number): number | null {
  const before = indexAt(steps, place);
  const [left, right] = [steps[before], steps[before + 1]];
  if (left === undefined) return right ?? null;
  if (right === undefined) return left;
  return place - left <= right - place ? left : right;
}

/** The logged step `by` steps from `at`, stopping at the ends. */
export function neighbour(steps: Steps, at: number, by: number): number | null {
  const index = Math.min(Math.max(indexAt(steps, at) + by, 0), steps.length - 1);
  return steps[index] ?? null;
}

/**
 * What a wish means: at the newest step the playhead follows (null), elsewhere it stays put. While the steps of a layer
 * just chosen are on their way, the wish itself is kept.
 */
export function settled(steps: Steps, wish: number): number | null {
  const nearest = nearestStep(steps, wish) ?? wish;
  return nearest === steps.at(-1) ? null : nearest;
}

/** Ascending union of two models' ascending steps, each once. */
export function unionOfSteps(one: ArrayLike<number>, two: ArrayLike<number>): number[] {
  const union: number[] = [];
  for (let [i, j] = [0, 0]; i < one.length || j < two.length;) {
    const next = Math.min(one[i] ?? Infinity, two[j] ?? Infinity);
    union.push(next);
    while (one[i] === next) i++;
    while (two[j] === next) j++;
  }
  return union;
}

/** How a model with `steps` of its own stands under a playhead at `at`. */
export type Standing =
  | { kind: "empty" }
  /** Its first snapshot is still to come; that one is shown. */
  | { kind: "before"; index: number }
  | { kind: "on"; index: number }
  /** The playhead lies beyond its last snapshot, which it holds. */
  | { kind: "past"; index: number };

export function standingAt(steps: ArrayLike<number>, at: number): Standing {
  if (steps.length === 0) return { kind: "empty" };
  const index = indexAt(steps, at);
  if (index < 0) return { kind: "before", index: 0 };
  const last = steps.length - 1;
  return at > steps[last]! ? { kind: "past", index: last } : { kind: "on", index };
}
