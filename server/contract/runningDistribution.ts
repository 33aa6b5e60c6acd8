// A distribution that grows piece by piece, in one pass over any number of values: equal to that of all values at once.
import { type Distribution, levelFor } from "./distribution.ts";
import type { Values } from "./dtypes.ts";

/** 2^-1000 is a double; 2^-2030 is none. */
const MOST_OCTAVES_AT_ONCE = 1000;

/**
 * Bins of finer levels nest in those of coarser ones, and no new value ever asks for a finer level, so pairs of bins are
 * merged as the range grows and every count stays exact. Moments are merged by the formula of Chan, Golub and LeVeque
 * (1979), "Updating formulae and a pairwise algorithm for computing sample variances".
 */
export class RunningDistribution {
  #count = 0;
  #nonFinite = 0;
  #zeros = 0;
  #min = Infinity;
  #max = -Infinity;
  #mean = 0;
  /** Sum of the squared differences from the mean. */
  #squares = 0;
  #level = 0;
  #first = 0;
  #bins = new Float64Array();

  add(values: Values): void {
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
    const before = this.#count - this.#nonFinite;
    const finite = values.length - nonFinite;
    this.#count += values.length;
    this.#nonFinite += nonFinite;
    this.#zeros += zeros;
    if (finite === 0) return;
    this.#widen(min, max, before);
    const mean = sum / finite;
    const squares = nonFinite === 0 ? this.#bin(values, mean) : this.#binFinite(values, mean);
    const delta = mean - this.#mean;
    const share = finite / (before + finite);
    this.#mean = before === 0 ? mean : this.#mean + delta * share;
    this.#squares += squares + (before === 0 ? 0 : delta * delta * before * share);
  }

  /** The distribution of all values so far. */
  result(): Distribution {
    const finite = this.#count - this.#nonFinite;
    const some = finite > 0;
    return {
      count: this.#count,
      nonFinite: this.#nonFinite,
      zeros: this.#zeros,
      min: some ? this.#min : NaN,
      max: some ? this.#max : NaN,
      mean: some ? this.#mean : NaN,
      variance: some ? this.#squares / finite : NaN,
      level: this.#level,
      first: this.#first,
      bins: this.#bins.slice(),
      exactBins: true,
      exactMoments: true,
      lowResolution: false,
    };
  }

  /** Counts the values, all finite; returns the sum of their squared differences from `mean`. */
  #bin(values: Values, mean: number): number {
    const [bins, first, perUnit] = [this.#bins, this.#first, 2 ** -this.#level];
    let squares = 0;
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      bins[Math.floor(value * perUnit) - first]! += 1;
      squares += (value - mean) * (value - mean);
    }
    return squares;
  }

  #binFinite(values: Values, mean: number): number {
    return this.#bin(
      values.filter((value) => value - value === 0),
      mean,
    );
  }

  /** Makes room for values from `min` to `max`, where `before` finite values have been counted. */
  #widen(min: number, max: number, before: number): void {
    const [oldMin, oldMax, oldLevel] = [this.#min, this.#max, this.#level];
    const [oldFirst, oldBins] = [this.#first, this.#bins];
    if (min >= oldMin && max <= oldMax) return;
    this.#min = min < oldMin ? min : oldMin;
    this.#max = max > oldMax ? max : oldMax;
    this.#level = levelFor(this.#min, this.#max);
    const perUnit = 2 ** -this.#level;
    this.#first = Math.floor(this.#min * perUnit);
    this.#bins = new Float64Array(Math.floor(this.#max * perUnit) - this.#first + 1);
    if (before === 0) return;
    if (oldMin === oldMax) {
      // A single value has a bin of its own width, which may be coarser: the value itself is known.
      this.#bins[Math.floor(oldMin * perUnit) - this.#first] = before;
      return;
    }
    for (let i = 0; i < oldBins.length; i++) {
      const bin = coarser(oldFirst + i, this.#level - oldLevel) - this.#first;
      // Values that are nothing beside the width are counted in the bin at zero, as all at once they would be.
      this.#bins[Math.max(bin, 0)]! += oldBins[i]!;
    }
  }
}

/** The bin that holds `bin`, this many levels up. */
function coarser(bin: number, levels: number): number {
  let index = bin;
  for (let left = levels; left > 0; left -= MOST_OCTAVES_AT_ONCE)
    index = Math.floor(index * 2 ** -Math.min(left, MOST_OCTAVES_AT_ONCE));
  return index;
}
