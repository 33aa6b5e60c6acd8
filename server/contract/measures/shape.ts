// Numbers that say of what shape a distribution is and how large the weights are, whatever their place.
import type { Distribution } from "../distribution.ts";

/** ‖W‖ = √Σw², of the finite values: exact where mean and variance are; NaN where no value is finite. */
export function normOf({ count, nonFinite, mean, variance }: Distribution): number {
  return Math.sqrt((count - nonFinite) * (mean * mean + variance));
}

/** Share of all values that are exactly zero; NaN where the log does not tell. */
export function zerosShare({ zeros, count }: Distribution): number {
  return zeros / count;
}

/** Share of all values that are not finite. */
export function nonFiniteShare({ nonFinite, count }: Distribution): number {
  return nonFinite / count;
}

/**
 * Fourth central moment over the squared variance, less the 3 of a normal law: −1.2 of a uniform one, large with heavy
 * tails. From the bins, in each of which values are taken to lie evenly; NaN where all values are one or none is finite.
 */
export function excessKurtosis({ bins, min, max }: Distribution): number {
  if (!(max > min)) return NaN;
  let [total, sum] = [0, 0];
  for (let i = 0; i < bins.length; i++) {
    total += bins[i]!;
    sum += bins[i]! * i;
  }
  const mean = sum / total;
  let [second, fourth] = [0, 0];
  for (let i = 0; i < bins.length; i++) {
    const distance = (i - mean) * (i - mean);
    second += bins[i]! * distance;
    fourth += bins[i]! * distance * distance;
  }
  second /= total;
  // Of a uniform piece of width 1 around its middle: the second moment is 1/12, the fourth 1/80.
  fourth = fourth / total + second / 2 + 1 / 80;
  second += 1 / 12;
  return fourth / (second * second) - 3;
}
