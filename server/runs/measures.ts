// What is measured of a series of distributions, and between two of them: decoded a few at a time, then measured.
import type { Distribution } from "#contract/distribution.ts";
import type { DistributionPoint } from "#contract/distributionColumns.ts";
import type { Column } from "#contract/frames.ts";
import { type Course, RunningCourse } from "#contract/measures/course.ts";
import { distancesBetween } from "#contract/measures/distances.ts";
import type { Pair } from "#contract/measures/pairs.ts";
import { MOST_SHOWN } from "#contract/selection.ts";
import type { MeasuredSeries } from "./measuredSeries.ts";

/** Of a longer stretch a selection is measured, each of its points against the one before it in the series. */
export const MOST_MEASURED = 2 * MOST_SHOWN;
/** So few are measured here: they are decoded already, or soon. */
const FEW = 16;
/** Points that are decoded and measured in one turn: some ten milliseconds. */
const POINTS_A_TURN = 128;

/** The course of points `from` … `to`, or of a selection of them; `byChange` is true when no point that differs is left out. */
export async function courseOver(
  series: MeasuredSeries,
  from: number,
  to: number,
): Promise<{ course: Course; byChange: boolean }> {
  const { indices, byChange } =
    to - from <= MOST_MEASURED
      ? { indices: Uint32Array.from({ length: to - from }, (_, i) => from + i), byChange: true }
      : await series.glance(from, to);
  const beside = indices.length < FEW ? null : series.course([...indices]);
  if (beside !== null) return { course: await beside, byChange };
  const [first] = await series.at([0]);
  const running = new RunningCourse(first!.distribution);
  for (let at = 0; at < indices.length; at += POINTS_A_TURN) {
    const some = indices.subarray(at, at + POINTS_A_TURN);
    const points = await withThoseBefore(series, some);
    for (const index of some) {
      const previous: Distribution | null = points.get(index - 1)?.distribution ?? null;
      running.add({ index, point: points.get(index)!, previous });
    }
  }
  return { course: running.result(), byChange };
}

/** The distances of each pair of points, in the order of the pairs: columns of numbers, NaN where one has no finite value. */
export interface PairDistances {
  wasserstein: Float64Array;
  jensenShannon: Float64Array;
  kolmogorovSmirnov: Float64Array;
  /** 1 where the bins of one of the two are estimated. */
  estimated: Uint8Array;
}

/** Measures pairs of points of two series, which may be the same. */
export async function distancesOver(
  a: MeasuredSeries,
  b: MeasuredSeries,
  pairs: readonly Pair[],
): Promise<PairDistances> {
  const column = (): Float64Array => new Float64Array(pairs.length);
  const distances = {
    wasserstein: column(),
    jensenShannon: column(),
    kolmogorovSmirnov: column(),
    estimated: new Uint8Array(pairs.length),
  };
  for (let from = 0; from < pairs.length; from += POINTS_A_TURN) {
    const some = pairs.slice(from, from + POINTS_A_TURN);
    const ones = await a.at(some.map(([one]) => one));
    const others = await b.at(some.map(([, other]) => other));
    some.forEach((_, i) => {
      const [one, other] = [ones[i]!.distribution, others[i]!.distribution];
      const between = distancesBetween(one, other);
      distances.wasserstein[from + i] = between.wasserstein;
      distances.jensenShannon[from + i] = between.jensenShannon;
      distances.kolmogorovSmirnov[from + i] = between.kolmogorovSmirnov;
      distances.estimated[from + i] = one.exactBins && other.exactBins ? 0 : 1;
    });
  }
  return distances;
}

/** Columns of a frame of distances (see protocol.ts). */
export function distanceColumns(distances: PairDistances): Column[] {
  const { wasserstein, jensenShannon, kolmogorovSmirnov, estimated } = distances;
  return [wasserstein, jensenShannon, kolmogorovSmirnov, estimated];
}

/** Points by their index: the wanted ones, and for each the one before. */
async function withThoseBefore(
  series: MeasuredSeries,
  indices: Uint32Array,
): Promise<Map<number, DistributionPoint>> {
  const all = new Set<number>();
  for (const index of indices) {
    if (index > 0) all.add(index - 1);
    all.add(index);
  }
  const wanted = [...all];
  const points = await series.at(wanted);
  return new Map(wanted.map((index, i) => [index, points[i]!]));
}
