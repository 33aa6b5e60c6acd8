// A parameter's distributions over steps as columns: what the server keeps ready and the page scrubs through.
import type { Distribution } from "./distribution.ts";
import type { Column } from "./frames.ts";

/** One point of a distribution series. */
export interface DistributionPoint {
  step: number;
  /** Seconds since 1970. */
  wallTime: number;
  distribution: Distribution;
}

/** Per point: step, wallTime, count, nonFinite, zeros, min, max, mean, variance, first. */
const NUMBERS = 10;
const EXACT_BINS = 1;
const EXACT_MOMENTS = 2;
const LOW_RESOLUTION = 4;

/** Columns: numbers [n·10], levels [n], flags [n], ends of bins [n], bins [Σ]. */
export function toColumns(points: readonly DistributionPoint[]): Column[] {
  const numbers = new Float64Array(points.length * NUMBERS);
  const levels = new Int32Array(points.length);
  const flags = new Uint8Array(points.length);
  const ends = new Uint32Array(points.length);
  let total = 0;
  points.forEach(({ step, wallTime, distribution: d }, i) => {
    numbers.set(
      [step, wallTime, d.count, d.nonFinite, d.zeros, d.min, d.max, d.mean, d.variance, d.first],
      i * NUMBERS,
    );
    levels[i] = d.level;
    flags[i] =
      (d.exactBins ? EXACT_BINS : 0) |
      (d.exactMoments ? EXACT_MOMENTS : 0) |
      (d.lowResolution ? LOW_RESOLUTION : 0);
    ends[i] = total += d.bins.length;
  });
  // Counts of values fit 32 bits; counts shared out from foreign buckets are fractions.
  const whole = points.every(
    ({ distribution }) => distribution.exactBins && distribution.count < 2 ** 32,
  );
  const bins = whole ? new Uint32Array(total) : new Float64Array(total);
  let at = 0;
  for (const { distribution } of points) {
    bins.set(distribution.bins, at);
    at += distribution.bins.length;
  }
  return [numbers, levels, flags, ends, bins];
}

/** The inverse of {@link toColumns}. */
export function fromColumns(columns: readonly Column[]): DistributionPoint[] {
  const [numbers, levels, flags, ends, bins] = columns as [Column, Column, Column, Column, Column];
  let start = 0;
  return Array.from(levels, (level, i) => {
    const end = ends[i]!;
    const own = Float64Array.from(bins.subarray(start, end));
    start = end;
    const [step, wallTime, count, nonFinite, zeros, min, max, mean, variance, first] =
      numbers.subarray(i * NUMBERS, (i + 1) * NUMBERS) as unknown as [
        number,
        number,
        number,
        number,
        number,
        number,
        number,
        number,
        number,
        number,
      ];
    const exact = {
      exactBins: (flags[i]! & EXACT_BINS) !== 0,
      exactMoments: (flags[i]! & EXACT_MOMENTS) !== 0,
      lowResolution: (flags[i]! & LOW_RESOLUTION) !== 0,
    };
    const counted = { count, nonFinite, zeros, min, max, mean, variance };
    return { step, wallTime, distribution: { ...counted, level, first, bins: own, ...exact } };
  });
}
