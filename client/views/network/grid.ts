// All rows' values on common steps, so that a place in A's matrix is the same place in B's.
import type { Quantities } from "../../charts/matrixPixels.ts";
import { indexAt } from "../../store/playheadRules.ts";
import type { Values } from "../../store/quantities.ts";

/** One model's values; `estimated` lies as `values` of the quantities do. */
export interface Grid extends Quantities {
  steps: Float64Array;
  estimated: Uint8Array;
}

/** Ascending steps of all that are there, each once. */
export function commonSteps(all: readonly (Values | null)[]): Float64Array {
  let common = new Float64Array();
  for (const one of all) {
    if (one === null || isSame(one.steps, common)) continue;
    common = Float64Array.from(new Set([...common, ...one.steps])).sort();
  }
  return common;
}

function isSame(one: Float64Array, other: Float64Array): boolean {
  return one.length === other.length && one.every((step, i) => step === other[i]);
}

/** A row for each of `all`, a column for each of the steps, which hold all of theirs. */
export function gridOf(all: readonly (Values | null)[], steps: Float64Array): Grid {
  const size = all.length * steps.length;
  const grid = {
    values: new Float64Array(size).fill(NaN),
    known: new Uint8Array(size),
    estimated: new Uint8Array(size),
    steps,
    isSigned: false,
  };
  all.forEach((one, row) => {
    if (one === null) return;
    const isWhole = one.steps.length === steps.length;
    for (let i = 0; i < one.steps.length; i++) {
      const at = row * steps.length + (isWhole ? i : indexAt(steps, one.steps[i]!));
      // A step that was logged twice shows what was logged last.
      grid.values[at] = one.values[i]!;
      grid.known[at] = one.known[i]!;
      grid.estimated[at] = one.estimated[i]!;
    }
  });
  return grid;
}
