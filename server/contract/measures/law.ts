// The law that a distribution's bins describe: the share of the values below any x, a straight line inside each bin.
import { type Distribution, quantile } from "../distribution.ts";

export interface Law {
  /** The distribution's own grid: bin i is [(first+i)·2^level, (first+i+1)·2^level). */
  readonly level: number;
  readonly first: number;
  /** Share of the finite values below each edge of the bins, from 0 to 1: one more than there are bins. */
  readonly shares: Float64Array;
  /** Not null: all values are this one, and the bin that holds them says less. */
  readonly single: number | null;
  /** See {@link scaleOf}. */
  readonly scale: number;
  /** Number of finite values. */
  readonly count: number;
}

/** A normal law's interquartile range in standard deviations. */
export const NORMAL_IQR = 1.34;

/** The law of the finite values; null when there is none. */
export function lawOf(distribution: Distribution): Law | null {
  const { bins, first, level, min, max } = distribution;
  let count = 0;
  for (let i = 0; i < bins.length; i++) count += bins[i]!;
  if (!(count > 0)) return null;
  const shares = new Float64Array(bins.length + 1);
  let below = 0;
  for (let i = 0; i < bins.length; i++) {
    below += bins[i]!;
    shares[i + 1] = below / count;
  }
  const single = min === max ? min : null;
  return { level, first, shares, single, scale: scaleOf(distribution), count };
}

/** Share of the values below the place `position` of the law's grid, counted in bins from its first edge on. */
export function shareAt({ shares }: Law, position: number): number {
  if (!(position > 0)) return 0;
  if (position >= shares.length - 1) return 1;
  const bin = Math.floor(position);
  const share = shares[bin]!;
  return position === bin ? share : share + (position - bin) * (shares[bin + 1]! - share);
}

/** Where `x` lies on the law's grid. */
export function positionOf({ first, level }: Law, x: number): number {
  return x * 2 ** -level - first;
}

/**
 * How wide the bulk of the values is: the smaller of the standard deviation and the interquartile range / 1.34
 * (Silverman 1986, "Density estimation", 3.31); the deviation alone where half of the values are one.
 */
export function scaleOf(distribution: Distribution): number {
  const deviation = Math.sqrt(distribution.variance);
  const range = quantile(distribution, 0.75) - quantile(distribution, 0.25);
  return range > 0 ? Math.min(deviation, range / NORMAL_IQR) : deviation;
}
