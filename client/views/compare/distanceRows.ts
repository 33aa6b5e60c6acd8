// How far the two snapshots are apart, number by number, and how well each is known.
import type { Distribution } from "#contract/distribution.ts";
import type { ExactDistances } from "#contract/measures/exactDistances.ts";
import { distancesBetween } from "#contract/measures/distances.ts";
import type { Origin } from "../../parts/statistics.ts";
import { JS_NEEDS_BINS } from "../../store/quantities.ts";
import { valueText } from "../../ui/format.ts";

export interface DistanceRow {
  id: string;
  label: string;
  about: string;
  value: number;
  origin: Origin;
}

const FROM_WEIGHTS: Origin = { kind: "exact" };

/**
 * Wasserstein-1, Jensen-Shannon and Kolmogorov-Smirnov of the two; none where one has no finite value. `exact`: the
 * first and the last of the weights themselves, where these are known.
 */
export function distanceRows(
  a: Distribution,
  b: Distribution,
  exact: ExactDistances | null,
): DistanceRow[] {
  const { wasserstein, jensenShannon, kolmogorovSmirnov } = distancesBetween(a, b);
  const origin = originOf(a, b, wasserstein);
  const isExact = exact !== null && Number.isFinite(exact.wasserstein);
  const known = isExact
    ? { ...exact, origin: FROM_WEIGHTS }
    : { wasserstein, kolmogorovSmirnov, origin };
  return [
    {
      id: "wasserstein",
      label: "Wasserstein-1",
      about: "How far the values have to be carried on average to turn one into the other.",
      value: known.wasserstein,
      origin: known.origin,
    },
    {
      id: "jensen-shannon",
      label: "Jensen-Shannon",
      about: `How well one value tells which of the two it is from: 0 not at all, ${valueText(Math.LN2)} nats always. ${JS_NEEDS_BINS}`,
      value: jensenShannon,
      origin,
    },
    {
      id: "kolmogorov-smirnov",
      label: "Kolmogorov-Smirnov",
      about: "The largest difference of the shares below any value: from 0 to 1.",
      value: known.kolmogorovSmirnov,
      origin: known.origin,
    },
  ];
}

function originOf(a: Distribution, b: Distribution, distance: number): Origin {
  if (Number.isNaN(distance)) {
    return { kind: "unavailable", why: "One of the two has no value that is known to be finite." };
  }
  if (!a.exactBins || !b.exactBins) {
    return {
      kind: "estimated",
      how: "Estimated from the logged buckets, each taken as evenly filled.",
    };
  }
  // One snapshot against itself, or against the very same counts.
  if (distance === 0) return { kind: "exact" };
  const width = 2 ** Math.max(a.level, b.level);
  return {
    kind: "estimated",
    how: `Counted in exact bins ${valueText(width)} wide: no value is taken for more than that from where it is.`,
  };
}
