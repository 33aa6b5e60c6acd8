// Derived values that stay the same object while they come out equal.
import { computed, type ReadonlySignal } from "@preact/signals";
import type { BarGrid } from "../charts/bars.ts";

/** A derived value that keeps its identity while a recalculation comes out equal, so that nothing is drawn again for it. */
export function steady<T>(derive: () => T, same: (one: T, two: T) => boolean): ReadonlySignal<T> {
  let last: { value: T } | null = null;
  return computed(() => {
    const value = derive();
    if (last === null || !same(last.value, value)) last = { value };
    return last.value;
  });
}

export function samePair(one: readonly number[] | null, two: readonly number[] | null): boolean {
  return one === two || (one !== null && two !== null && one[0] === two[0] && one[1] === two[1]);
}

export function sameGrid(one: BarGrid | null, two: BarGrid | null): boolean {
  if (one === null || two === null) return one === two;
  return one.level === two.level && one.first === two.first && one.length === two.length;
}
