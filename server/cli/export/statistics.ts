// What is told of a distribution beside its bins: the columns, in the words of whoever works with tables.
import type { Distribution } from "#contract/distribution.ts";

/** Columns of numbers, by name. */
export const STATISTICS: Readonly<Record<string, (distribution: Distribution) => number>> = {
  count: ({ count }) => count,
  non_finite: ({ nonFinite }) => nonFinite,
  zeros: ({ zeros }) => zeros,
  min: ({ min }) => min,
  max: ({ max }) => max,
  mean: ({ mean }) => mean,
  std: ({ variance }) => Math.sqrt(variance),
};

/** Columns of truth values, by name: whether the numbers were counted, or estimated from somebody else's buckets. */
export const EXACTNESS: Readonly<Record<string, (distribution: Distribution) => boolean>> = {
  exact_bins: ({ exactBins }) => exactBins,
  exact_moments: ({ exactMoments }) => exactMoments,
};

export const widthOf = ({ level }: Distribution): number => 2 ** level;
/** Left edge of the first bin; 0 when there is none. */
export const leftOf = ({ first, level }: Distribution): number => first * 2 ** level;
