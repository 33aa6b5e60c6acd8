// One parameter's bars at all its steps as one table, which the pictures over time draw.
import { type Distribution, windowOf } from "#contract/distribution.ts";
import type { BarGrid } from "./bars.ts";

/** `counts[row · grid.length + bin]`: how many weights the bin held at `steps[row]`; steps ascend. */
export interface BinTable {
  steps: Float64Array;
  grid: BarGrid;
  counts: Float32Array;
}

/** The table of all points on one grid; what lies beyond its ends is not in it. */
export function binTable(
  points: readonly { step: number; distribution: Distribution }[],
  grid: BarGrid,
): BinTable {
  const counts = new Float32Array(points.length * grid.length);
  points.forEach(({ distribution }, row) => {
    const bars = windowOf(distribution, grid.level, grid.first, grid.length);
    counts.set(bars.counts, row * grid.length);
  });
  return { steps: Float64Array.from(points, ({ step }) => step), grid, counts };
}

/** The bars of one step, not copied. */
export function rowOf({ grid, counts }: BinTable, row: number): Float32Array {
  return counts.subarray(row * grid.length, (row + 1) * grid.length);
}

/** The fullest bin of all. */
export function fullest({ counts }: BinTable): number {
  let most = 0;
  for (let i = 0; i < counts.length; i++) if (counts[i]! > most) most = counts[i]!;
  return most;
}
