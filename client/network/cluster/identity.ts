// Which cluster of one epoch is which of another: the matching that keeps most neurons where they were.
import { assignment } from "./assignment.ts";

/**
 * The clusters of `now` under the numbers of those of `before` that they share most neurons with, all together;
 * what is like none has a number that `before` has not.
 */
export function keptNumbers(now: Int32Array, before: Int32Array): Int32Array {
  const numbers = [...new Set(before)].sort((one, other) => one - other);
  const own = [...new Set(now)].sort((one, other) => one - other);
  const shared = new Float64Array(own.length * numbers.length);
  const rows = new Map(own.map((label, row) => [label, row]));
  const columns = new Map(numbers.map((label, column) => [label, column]));
  for (let i = 0; i < now.length; i++) {
    shared[rows.get(now[i]!)! * numbers.length + columns.get(before[i]!)!]! -= 1;
  }
  const matched = assignment(shared, own.length, numbers.length);
  const taken = new Set(numbers);
  const kept = new Map<number, number>();
  own.forEach((label, row) => {
    const column = matched[row]!;
    const isShared = column >= 0 && shared[row * numbers.length + column]! < 0;
    if (isShared) kept.set(label, numbers[column]!);
  });
  for (const label of own) {
    if (kept.has(label)) continue;
    const free = leastFree(taken);
    taken.add(free);
    kept.set(label, free);
  }
  return now.map((label) => kept.get(label)!);
}

/** The least number that is not taken. */
export function leastFree(taken: ReadonlySet<number>): number {
  let free = 0;
  while (taken.has(free)) free++;
  return free;
}
