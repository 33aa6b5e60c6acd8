// The distances between the weights themselves, both in ascending order: what the ones from bins are measured against.
import type { Values } from "../dtypes.ts";

/** Of the weights themselves; NaN where one of the two has no finite value. */
export interface ExactDistances {
  wasserstein: number;
  kolmogorovSmirnov: number;
}

/** More weights of a tensor are not put in order: as doubles, 128 MB and some seconds of one core. */
export const MOST_SORTED = 16_777_216;

/** The finite values in ascending order; the given ones stay as they are. */
export function sortedFinite(values: Values): Values {
  return values.filter((value) => value - value === 0).sort();
}

/** ∫|F−G| and max|F−G| of two ascending lists of finite values, of any lengths. */
export function exactDistances(a: Values, b: Values): ExactDistances {
  const steps = exactDistanceSteps(a, b);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/** Values between two turns: a few milliseconds of work. */
const VALUES_A_TURN = 262_144;

/** The same in turns, between which others can have theirs. */
export function* exactDistanceSteps(
  a: Values,
  b: Values,
): Generator<undefined, ExactDistances, undefined> {
  if (a.length === 0 || b.length === 0) return { wasserstein: NaN, kolmogorovSmirnov: NaN };
  let [wasserstein, furthest] = [0, 0];
  let [i, j] = [0, 0];
  let at = Math.min(a[0]!, b[0]!);
  let turn = VALUES_A_TURN;
  while (i < a.length || j < b.length) {
    if (i + j >= turn) {
      turn = i + j + VALUES_A_TURN;
      yield;
    }
    const one = i < a.length ? a[i]! : Infinity;
    const other = j < b.length ? b[j]! : Infinity;
    const next = one < other ? one : other;
    const difference = Math.abs(i / a.length - j / b.length);
    wasserstein += difference * (next - at);
    if (difference > furthest) furthest = difference;
    while (i < a.length && a[i] === next) i++;
    while (j < b.length && b[j] === next) j++;
    at = next;
  }
  return { wasserstein, kolmogorovSmirnov: furthest };
}
