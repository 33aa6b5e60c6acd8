// The law that a distribution's bins describe: the share of the values below any x, a straight line inside each bin.
import type { Distribution } from "../distribution.ts";
import { ownRoom, type Room } from "../room.ts";

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

/** The law of the finite values; null when there is none. `room` is for its shares. */
export function lawOf(distribution: Distribution, room: Room = ownRoom): Law | null {
  const { bins, first, level, min, max } = distribution;
  const shares = room(bins.length + 1);
  let count = 0;
  for (let i = 0; i < bins.length; i++) shares[i + 1] = count += bins[i]!;
  if (!(count > 0)) return null;
  for (let i = 1; i < shares.length; i++) shares[i]! /= count;
  const single = min === max ? min : null;
  return { level, first, shares, single, scale: scaleIn(shares, distribution), count };
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
 * (Silverman 1986, "Density estimation", 3.31); the deviation alone where half of the values are one; NaN where none is
 * finite.
 */
export function scaleOf(distribution: Distribution): number {
  return lawOf(distribution)?.scale ?? NaN;
}

function scaleIn(shares: Float64Array, { variance, level, first, min, max }: Distribution): number {
  const deviation = Math.sqrt(variance);
  const [lower, upper] = [0.25, 0.75].map((p) => {
    return Math.min(Math.max((first + positionBelow(shares, p)) * 2 ** level, min), max);
  });
  const range = upper! - lower!;
  return range > 0 ? Math.min(deviation, range / NORMAL_IQR) : deviation;
}

/** The place, in bins from the first edge on, below which the share `p` of the values lies. */
function positionBelow(shares: Float64Array, p: number): number {
  let [low, high] = [0, shares.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (shares[middle]! < p) low = middle;
    else high = middle;
  }
  return low + (p - shares[low]!) / (shares[high]! - shares[low]!);
}
