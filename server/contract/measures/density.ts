// A smooth curve through a distribution: the kernel density estimate that is drawn before any fitted law.
import type { Distribution } from "../distribution.ts";
import { scaleOf } from "./law.ts";

/** Silverman (1986), "Density estimation for statistics and data analysis", 3.31. */
const SILVERMAN = 0.9;
/** A normal kernel is nothing beyond: 1e-8 of its height. */
const REACH_IN_BANDWIDTHS = 6;

/** 0.9 · min(sd, IQR/1.34) · n^(−1/5) of the finite values; 0 where all of them are one, NaN where there is none. */
export function bandwidthOf(distribution: Distribution): number {
  const finite = distribution.count - distribution.nonFinite;
  return SILVERMAN * scaleOf(distribution) * finite ** (-1 / 5);
}

/**
 * The estimated density (per unit of the values; its integral is 1) at each of the ascending `points`, with normal
 * kernels of the given bandwidth around the middles of the bins. All zeros where there is no width or no finite value.
 */
export function densityAt(
  distribution: Distribution,
  points: ArrayLike<number>,
  bandwidth = bandwidthOf(distribution),
): Float64Array {
  const densities = new Float64Array(points.length);
  const { bins, first, level, count, nonFinite } = distribution;
  if (!(bandwidth > 0)) return densities;
  const width = 2 ** level;
  const reach = (REACH_IN_BANDWIDTHS * bandwidth) / width;
  const height = 1 / ((count - nonFinite) * bandwidth * Math.sqrt(2 * Math.PI));
  for (let at = 0; at < points.length; at++) {
    const middle = points[at]! / width - first - 0.5;
    const from = Math.max(0, Math.ceil(middle - reach));
    const to = Math.min(bins.length - 1, Math.floor(middle + reach));
    let density = 0;
    for (let i = from; i <= to; i++) {
      const distance = ((i - middle) * width) / bandwidth;
      density += bins[i]! * Math.exp(-(distance * distance) / 2);
    }
    densities[at] = density * height;
  }
  return densities;
}
