// A histogram as nine values along its cumulative weight: what TensorBoard draws its distributions from.
import type { Buckets } from "./buckets.ts";

/** In hundredths of a percent: the normal distribution's at -∞, -1.5, -1, -0.5, 0, 0.5, 1, 1.5 and ∞ standard deviations. */
export const BASIS_POINTS: readonly number[] = [0, 668, 1587, 3085, 5000, 6915, 8413, 9332, 10_000];

const WHOLE = 10_000;

/**
 * The value at each of the basis points, found between the edges of the bucket in which the point falls; zeros when
 * there is no bucket. As `compress_histogram` does in TensorBoard's plugins/distribution/compressor.py.
 */
export function compressed(buckets: Buckets): number[] {
  const length = buckets.length / 3;
  if (length === 0) return BASIS_POINTS.map(() => 0);
  const right = (i: number): number => buckets[i * 3 + 1]!;
  const [lowest, highest] = [buckets[0]!, right(length - 1)];
  const weights = cumulativeWeights(buckets);
  let bucket = 0;
  return BASIS_POINTS.map((point) => {
    while (bucket < length && weights[bucket]! <= point) bucket++;
    if (bucket === length) return highest;
    const before = bucket > 0 ? weights[bucket - 1]! : 0;
    const from = before === 0 ? lowest : pythonMax(right(bucket - 1), lowest);
    const to = pythonMin(right(bucket), highest);
    return from + ((point - before) * (to - from)) / (weights[bucket]! - before);
  });
}

function cumulativeWeights(buckets: Buckets): Float64Array {
  const weights = new Float64Array(buckets.length / 3);
  let total = 0;
  for (let i = 2; i < buckets.length; i += 3) total += buckets[i]!;
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    sum += (buckets[i * 3 + 2]! * WHOLE) / (total || 1);
    weights[i] = sum;
  }
  return weights;
}

/** Of NaN and a number Python's `max` and `min` give the first, whichever that is. */
const pythonMax = (a: number, b: number): number => (b > a ? b : a);
const pythonMin = (a: number, b: number): number => (b < a ? b : a);
