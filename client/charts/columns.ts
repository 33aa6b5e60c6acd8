// Which steps stand in which column of pixels: every step in one, and no column empty between the first step and the last.
import type { Scale } from "./scales.ts";

/** Column c shows the steps with indices `from[c]` up to, not including, `to[c]`. */
export interface Columns {
  from: Int32Array;
  to: Int32Array;
}

/** The steps whose middle lies in each of `count` equal columns over the scale; none where none does. */
export function slotsOver(steps: ArrayLike<number>, scale: Scale, count: number): Columns {
  const [from, to] = [new Int32Array(count), new Int32Array(count)];
  let next = 0;
  while (next < steps.length && scale.place(steps[next]!) < 0) next++;
  for (let c = 0; c < count; c++) {
    from[c] = next;
    const end = c === count - 1 ? 1 + Number.EPSILON : (c + 1) / count;
    while (next < steps.length && scale.place(steps[next]!) < end) next++;
    to[c] = next;
  }
  return { from, to };
}

/** The same, and in a column between two steps the nearer one: a cell reaches half the way to its neighbours. */
export function columnsOver(steps: ArrayLike<number>, scale: Scale, count: number): Columns {
  const { from, to } = slotsOver(steps, scale, count);
  for (let c = 0; c < count; c++) {
    if (from[c]! < to[c]!) continue;
    const at = scale.at((c + 0.5) / count);
    const nearest = nearestStep(steps, at);
    if (nearest < 0 || Math.abs(at - steps[nearest]!) > reach(steps, nearest)) continue;
    from[c] = nearest;
    to[c] = nearest + 1;
  }
  return { from, to };
}

/** How far a step's cell goes towards its wider side; the outermost cells are as wide as their neighbours. */
function reach(steps: ArrayLike<number>, i: number): number {
  const before = i > 0 ? steps[i]! - steps[i - 1]! : NaN;
  const after = i + 1 < steps.length ? steps[i + 1]! - steps[i]! : NaN;
  const wider = Math.max(Number.isNaN(before) ? 0 : before, Number.isNaN(after) ? 0 : after);
  return (wider === 0 ? LONE_CELL : wider) / 2;
}

/** A single step's cell. */
const LONE_CELL = 1;

/** The index of the step nearest to `at`, the earlier of two; −1 where there is none. Steps ascend. */
export function nearestStep(steps: ArrayLike<number>, at: number): number {
  let [low, high] = [0, steps.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (steps[middle]! < at) low = middle + 1;
    else high = middle;
  }
  if (low === 0 || low >= steps.length) return Math.min(low, steps.length - 1);
  return at - steps[low - 1]! <= steps[low]! - at ? low - 1 : low;
}

/** Ends of a step axis with room for half a cell at both. */
export function cellEdges(steps: ArrayLike<number>): [number, number] {
  const last = steps.length - 1;
  if (last < 0) return [0, 1];
  return [steps[0]! - reach(steps, 0), steps[last]! + reach(steps, last)];
}
