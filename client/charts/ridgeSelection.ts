// Which rows of thousands are drawn as ridges: one for each few pixels, always the first, the last and the one that changed most.
import { type BinTable, rowOf } from "./binTable.ts";
import { slotsOver } from "./columns.ts";
import type { Scale } from "./scales.ts";

/** Rows in ascending order, at most one for each of `slots` equal stretches of the step axis. The same for the same table. */
export function ridgeRows(table: BinTable, scale: Scale, slots: number): number[] {
  const { from, to } = slotsOver(table.steps, scale, Math.max(slots, 1));
  const kept: number[] = [];
  const last = table.steps.length - 1;
  for (let slot = 0; slot < from.length; slot++) {
    const [start, end] = [from[slot]!, to[slot]!];
    if (start >= end) continue;
    const before = kept.at(-1);
    if (end - 1 === last) kept.push(last);
    else if (before === undefined) kept.push(start);
    else kept.push(farthest(table, before, start, end));
  }
  // Where all fall into one slot, both ends are still two rows.
  if (kept.length === 1 && kept[0] !== from[0] && last > 0) kept.unshift(0);
  return kept;
}

function farthest(table: BinTable, before: number, start: number, end: number): number {
  if (end - start === 1) return start;
  let [best, most] = [start, -1];
  for (let row = start; row < end; row++) {
    const change = between(rowOf(table, before), rowOf(table, row));
    if (change > most) [best, most] = [row, change];
  }
  return best;
}

/** How many weights stand in other bins, times two. */
function between(one: Float32Array, two: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += Math.abs(one[i]! - two[i]!);
  return sum;
}
