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
export function excessKurtosis({ bins, first, level, min, max, mean }: Distribution): number {
  if (!(max > min)) return NaN;
  // Around a bin near the mean, as whole numbers of bins: nothing large is taken from something large.
  const around = Math.min(Math.max(Math.floor(mean * 2 ** -level) - first, 0), bins.length - 1);
  let [total, one, two, three, four] = [0, 0, 0, 0, 0];
  for (let i = 0; i < bins.length; i++) {
    const count = bins[i]!;
    const distance = i - around;
    const square = count * distance * distance;
    total += count;
    one += count * distance;
    two += square;
    three += square * distance;
    four += square * distance * distance;
  }
  const off = one / total;
  let second = two / total - off * off;
  let fourth =
    four / total - (4 * off * three) / total + (6 * off * off * two) / total - 3 * off ** 4;
  // Of a uniform piece of width 1 around its middle: the second moment is 1/12, the fourth 1/80.
  fourth += second / 2 + 1 / 80;
  second += 1 / 12;
  return fourth / (second * second) - 3;
}
