// The law that a distribution's bins describe: the share of values at or below any x, as a polyline.
import { type Distribution, quantile } from "../distribution.ts";

/** Inside a bin values are taken to lie evenly; the outermost bins end at the extremes, where those are known. */
export interface Law {
  /** Ascending; twice the same where a share of the values lies on one point. */
  readonly edges: Float64Array;
  /** Share of the finite values at or below each edge: from 0 to 1. */
  readonly shares: Float64Array;
  readonly distribution: Distribution;
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
  let total = 0;
  for (let i = 0; i < bins.length; i++) total += bins[i]!;
  if (!(total > 0)) return null;
  const width = 2 ** level;
  const edges = new Float64Array(bins.length + 1);
  const shares = new Float64Array(bins.length + 1);
  let below = 0;
  for (let i = 0; i <= bins.length; i++) {
    const edge = (first + i) * width;
    edges[i] = edge < min ? min : edge > max ? max : edge;
    shares[i] = below / total;
    below += bins[i] ?? 0;
  }
  return { edges, shares, distribution, scale: scaleOf(distribution), count: total };
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
