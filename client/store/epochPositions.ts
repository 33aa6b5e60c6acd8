// Where points stand on an axis of epochs, while points and epochs come in: only what is new, or newly told, is placed.
import { positionsOf } from "#contract/alignment.ts";
import { grewFrom, keptAlong } from "./column.ts";
import { indexAt } from "./playheadRules.ts";
import type { Scalars } from "./points.ts";

/** Of a column of steps, as far as it was placed. */
interface Placed {
  /** Has room for what comes. */
  buffer: Float64Array;
  length: number;
  /** The steps of the epochs that it was placed by. */
  known: Float64Array;
}

const UNKNOWN = { wallTimes: [], score: null, plannedSteps: null };

/** As `positionsOf` of contract/alignment.ts places them by epoch; null for steps that are epochs. */
export function epochPositions(steps: Float64Array, epochs: Scalars | null): Float64Array {
  if (epochs === null) return steps;
  const placed = keptAlong(steps, "epochs", (): Placed => {
    return { buffer: new Float64Array(), length: 0, known: new Float64Array() };
  });
  if (placed === null) return positionsOf({ ...UNKNOWN, steps, epochs }, "epoch");
  place(placed, steps, epochs);
  return placed.buffer.subarray(0, steps.length);
}

function place(placed: Placed, steps: Float64Array, epochs: Scalars): void {
  const isMore = placed.length > 0 && grewFrom(placed.known, epochs.steps);
  // An epoch that is told of late is that of all points from its step on.
  const toldFrom = isMore ? (epochs.steps[placed.known.length] ?? Infinity) : -Infinity;
  const from = Math.min(placed.length, firstNotBefore(steps, toldFrom));
  if (placed.buffer.length < steps.length) {
    const larger = new Float64Array(steps.length * 2);
    larger.set(placed.buffer.subarray(0, from));
    placed.buffer = larger;
  }
  let next = from === 0 ? 0 : indexAt(epochs.steps, steps[from - 1]!) + 1;
  let epoch = newestBefore(epochs.values, next);
  let furthest = from === 0 ? NaN : placed.buffer[from - 1]!;
  for (let i = from; i < steps.length; i++) {
    for (; next < epochs.steps.length && epochs.steps[next]! <= steps[i]!; next++) {
      if (Number.isFinite(epochs.values[next])) epoch = epochs.values[next]!;
    }
    // Epochs that are counted anew stand still until they are where they were.
    if (Number.isFinite(epoch) && !(epoch <= furthest)) furthest = epoch;
    placed.buffer[i] = furthest;
  }
  placed.length = Math.max(from, steps.length);
  placed.known = epochs.steps;
}

/** The first of the ascending steps that is not before `step`. */
function firstNotBefore(steps: Float64Array, step: number): number {
  let [low, high] = [0, steps.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (steps[middle]! < step) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The last finite value before an index; NaN where there is none. */
function newestBefore(values: Float64Array, index: number): number {
  for (let i = index - 1; i >= 0; i--) if (Number.isFinite(values[i])) return values[i]!;
  return NaN;
}
