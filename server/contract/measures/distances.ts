// How far two distributions are apart: Wasserstein-1, Jensen-Shannon and Kolmogorov-Smirnov, from their bins.
import type { Distribution } from "../distribution.ts";
import { cumulativeDistances } from "./cumulative.ts";
import { jensenShannon } from "./jensenShannon.ts";
import { type Law, lawOf } from "./law.ts";

/** All three are symmetric, 0 between equal distributions, and NaN where one has no finite value. */
export interface Distances {
  /** ∫|F−G|, in the unit of the values: how far they have to be carried on average. */
  wasserstein: number;
  /** In nats, at most ln 2. */
  jensenShannon: number;
  /** max|F−G|: from 0 to 1. */
  kolmogorovSmirnov: number;
}

const NO_DISTANCES: Distances = {
  wasserstein: NaN,
  jensenShannon: NaN,
  kolmogorovSmirnov: NaN,
};

/** The distances of two distributions; only estimates where the bins of one are (`exactBins`). */
export function distancesBetween(a: Distribution, b: Distribution): Distances {
  return distancesOfLaws(lawOf(a), lawOf(b));
}

/** The same of laws, for who compares one distribution with several. */
export function distancesOfLaws(a: Law | null, b: Law | null): Distances {
  if (a === null || b === null) return NO_DISTANCES;
  const { wasserstein, kolmogorovSmirnov } = cumulativeDistances(a, b);
  return { wasserstein, jensenShannon: jensenShannon(a, b), kolmogorovSmirnov };
}
