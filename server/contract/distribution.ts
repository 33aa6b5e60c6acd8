// How one parameter's weights are spread at one step: counts on a dyadic grid, and moments.
//
// Every bin is [i·2^level, (i+1)·2^level). Grids of any two distributions therefore nest: coarsening is a sum of whole
// bins, so two models or two epochs share edges without re-binning error and counts stay integers.

import { ownRoom, type Room } from "./room.ts";

/** One parameter at one step. */
export interface Distribution {
  /** All values, non-finite ones included. */
  count: number;
  nonFinite: number;
  /** Values exactly zero; NaN where the log does not tell. */
  zeros: number;
  /** Of the finite values; NaN when there is none. */
  min: number;
  max: number;
  mean: number;
  /** Population variance (divided by n). */
  variance: number;
  /** Bin width is 2^level. */
  level: number;
  /** `bins[i]` counts the finite values in [(first+i)·2^level, (first+i+1)·2^level); it sums to count − nonFinite. */
  first: number;
  bins: Float64Array;
  /** Whether the bins count values (true), or were shared out from somebody else's buckets (false). */
  exactBins: boolean;
  /** Whether mean and variance come from the values themselves. */
  exactMoments: boolean;
  /** Whether somebody else's buckets were so wide that one or two of them hold all of different values: the shape is lost. */
  lowResolution: boolean;
}

/** At most this many bins over the range of the values: 250 and more per standard deviation of anything bell-shaped. */
const FINEST_BINS = 1024;
/** Both 2^level and 2^-level are doubles, and the widest range of doubles still has its bins. */
const WIDEST_LEVEL = 1015;
/** With a single value there is no range; its bin is this much smaller than the value. */
const SINGLE_VALUE_OCTAVES = 10;

/** The finest level whose grid covers [min, max] with about {@link FINEST_BINS} bins or fewer. */
export function levelFor(min: number, max: number): number {
  const range = max - min;
  const level =
    range > 0
      ? ceilLog2(range) - Math.log2(FINEST_BINS)
      : (max === 0 ? 0 : ceilLog2(Math.abs(max))) - SINGLE_VALUE_OCTAVES;
  return Math.min(Math.max(level, -WIDEST_LEVEL), WIDEST_LEVEL);
}

/** The smallest integer e with 2^e ≥ x; the logarithm of doubles is checked, since it rounds. */
function ceilLog2(x: number): number {
  const guess = Math.ceil(Math.log2(x));
  if (2 ** (guess - 1) >= x) return guess - 1;
  return 2 ** guess >= x ? guess : guess + 1;
}

/** Counts and measures the values themselves: one pass for the moments' sums, one for the bins. */
export function summarise(values: ArrayLike<number>): Distribution {
  let [min, max, sum, nonFinite, zeros] = [Infinity, -Infinity, 0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!(value - value === 0)) {
      nonFinite++;
      continue;
    }
    if (value < min) min = value;
    if (value > max) max = value;
    if (value === 0) zeros++;
    sum += value;
  }
  const finite = values.length - nonFinite;
  if (finite === 0) return uncountable(values.length);
  const level = levelFor(min, max);
  const perUnit = 2 ** -level;
  const first = Math.floor(min * perUnit);
  const bins = new Float64Array(Math.floor(max * perUnit) - first + 1);
  const mean = sum / finite;
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!(value - value === 0)) continue;
    bins[Math.floor(value * perUnit) - first]! += 1;
    squares += (value - mean) ** 2;
  }
  const variance = squares / finite;
  const counted = { count: values.length, nonFinite, zeros, min, max, mean, variance };
  return {
    ...counted,
    level,
    first,
    bins,
    exactBins: true,
    exactMoments: true,
    lowResolution: false,
  };
}

/** `count` values of which none can be placed: as far as is known, none is finite. */
export function uncountable(count: number): Distribution {
  return { ...nothing(), count, nonFinite: count };
}

function nothing(): Distribution {
  const none = { count: 0, nonFinite: 0, zeros: 0, min: NaN, max: NaN, mean: NaN, variance: NaN };
  return {
    ...none,
    level: 0,
    first: 0,
    bins: new Float64Array(),
    exactBins: true,
    exactMoments: true,
    lowResolution: false,
  };
}

/** A logged histogram: `counts[i]` values between `lefts[i]` and `rights[i]`. */
export interface Buckets {
  lefts: ArrayLike<number>;
  rights: ArrayLike<number>;
  counts: ArrayLike<number>;
  /** NaN: take the edges of the outermost occupied buckets. */
  min: number;
  max: number;
  count: number;
  zeros: number;
  /** Null: estimate them from the buckets. */
  moments: { mean: number; variance: number } | null;
  /** Not null: every right edge lies on this level's grid, so that counts can be taken over as they are. */
  level: number | null;
}

/** So few buckets tell no shape. */
const TOO_FEW_BUCKETS = 2;

/**
 * Puts logged buckets on the dyadic grid: exactly where they lie on it, else each spread evenly over its width. `room`
 * is for the bins.
 */
export function fromBuckets(buckets: Buckets, room: Room = ownRoom): Distribution {
  const { lefts, rights, counts } = buckets;
  let [low, high, finite, occupied] = [Infinity, -Infinity, 0, 0];
  for (let i = 0; i < counts.length; i++) {
    if (counts[i] === 0) continue;
    occupied++;
    finite += counts[i]!;
    if (lefts[i]! < low) low = lefts[i]!;
    if (rights[i]! > high) high = rights[i]!;
  }
  const nonFinite = Math.max(0, buckets.count - finite);
  if (finite === 0) return uncountable(buckets.count);
  const min = Number.isFinite(buckets.min) ? buckets.min : finiteEdge(low);
  const max = Math.max(min, Number.isFinite(buckets.max) ? buckets.max : finiteEdge(high));
  const level = buckets.level ?? levelFor(min, max);
  const perUnit = 2 ** -level;
  const first = Math.floor(min * perUnit);
  const bins = room(Math.floor(max * perUnit) - first + 1);
  const last = bins.length - 1;
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i]!;
    if (count === 0) continue;
    const left = within(lefts[i]!, min, max);
    if (buckets.level === null) {
      const right = within(rights[i]!, left, max);
      spread(bins, left * perUnit - first, right * perUnit - first, count);
    } else bins[within(Math.floor(left * perUnit) - first, 0, last)]! += count;
  }
  const { mean, variance } = buckets.moments ?? estimatedMoments(buckets, min, max, finite);
  const exactBins = buckets.level !== null;
  return {
    count: buckets.count,
    nonFinite,
    zeros: buckets.zeros,
    min,
    max,
    mean,
    variance,
    level,
    first,
    bins,
    exactBins,
    exactMoments: buckets.moments !== null,
    lowResolution: !exactBins && occupied <= TOO_FEW_BUCKETS && min < max,
  };
}

/** Mean and variance of values that lie evenly in their buckets, which end at `min` and `max`. */
function estimatedMoments(
  { lefts, rights, counts }: Buckets,
  min: number,
  max: number,
  finite: number,
): { mean: number; variance: number } {
  let [sum, squares] = [0, 0];
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i]!;
    if (count === 0) continue;
    const left = Math.min(Math.max(lefts[i]!, min), max);
    const right = Math.min(Math.max(rights[i]!, left), max);
    sum += (count * (left + right)) / 2;
    squares += (count * (left * left + left * right + right * right)) / 3;
  }
  const mean = sum / finite;
  return { mean, variance: Math.max(0, squares / finite - mean * mean) };
}

function within(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value;
}

function finiteEdge(edge: number): number {
  return Math.min(Math.max(edge, -Number.MAX_VALUE / 4), Number.MAX_VALUE / 4);
}

/** Shares `count` out evenly over [from, to), both in bins. */
function spread(bins: Float64Array, from: number, to: number, count: number): void {
  const last = bins.length - 1;
  const [start, stop] = [Math.min(Math.floor(from), last), Math.min(Math.floor(to), last)];
  if (start === stop) {
    bins[start]! += count;
    return;
  }
  const perBin = count / (to - from);
  bins[start]! += perBin * (start + 1 - from);
  for (let i = start + 1; i < stop; i++) bins[i]! += perBin;
  bins[stop]! += perBin * (to - stop);
}

/** Counts of one distribution in a shared window of bins; what lies outside is counted, never dropped. */
export interface Window {
  level: number;
  first: number;
  counts: Float64Array;
  below: number;
  above: number;
}

/**
 * The distribution's counts in `length` bins of width 2^level from bin `first` on.
 * Exact when `level` ≥ the distribution's own; a finer level shares each bin out evenly.
 */
export function windowOf(
  distribution: Distribution,
  level: number,
  first: number,
  length: number,
): Window {
  const counts = new Float64Array(length);
  let [below, above] = [0, 0];
  const ratio = 2 ** (distribution.level - level);
  for (let i = 0; i < distribution.bins.length; i++) {
    const count = distribution.bins[i]!;
    if (count === 0) continue;
    if (ratio <= 1) {
      put(Math.floor((distribution.first + i) * ratio) - first, count);
    } else {
      const start = (distribution.first + i) * ratio - first;
      for (let part = 0; part < ratio; part++) put(start + part, count / ratio);
    }
  }
  return { level, first, counts, below, above };

  function put(bin: number, count: number): void {
    if (bin < 0) below += count;
    else if (bin >= length) above += count;
    else counts[bin]! += count;
  }
}

/** The value below which the share `p` of the finite values lies, to within one bin; NaN when there is none. */
export function quantile(distribution: Distribution, p: number): number {
  const { bins, first, level, min, max } = distribution;
  const finite = distribution.count - distribution.nonFinite;
  let wanted = p * finite;
  for (let i = 0; i < bins.length; i++) {
    const held = bins[i]!;
    if (held > 0 && wanted <= held) {
      const value = (first + i + wanted / held) * 2 ** level;
      return Math.min(Math.max(value, min), max);
    }
    wanted -= held;
  }
  return max;
}
