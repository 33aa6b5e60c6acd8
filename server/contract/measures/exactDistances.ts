// The distances between the weights themselves, both in ascending order: what the ones from bins are measured against.
import type { Values } from "../dtypes.ts";

/** The finite values in ascending order; the given ones stay as they are. */
export function sortedFinite(values: Values): Values {
  return values.filter((value) => value - value === 0).sort();
}

/** ∫|F−G| and max|F−G| of two ascending lists of finite values, of any lengths; NaN where one is empty. */
export function exactDistances(
  a: Values,
  b: Values,
): { wasserstein: number; kolmogorovSmirnov: number } {
  if (a.length === 0 || b.length === 0) return { wasserstein: NaN, kolmogorovSmirnov: NaN };
  let [wasserstein, furthest] = [0, 0];
  let [i, j] = [0, 0];
  let at = Math.min(a[0]!, b[0]!);
  while (i < a.length || j < b.length) {
    const next = Math.min(a[i] ?? Infinity, b[j] ?? Infinity);
    const difference = Math.abs(i / a.length - j / b.length);
    wasserstein += difference * (next - at);
    furthest = Math.max(furthest, difference);
    while (i < a.length && a[i] === next) i++;
    while (j < b.length && b[j] === next) j++;
    at = next;
  }
  return { wasserstein, kolmogorovSmirnov: furthest };
}
