// Logged histograms, v1 (HistogramProto) and v2 (tensor [k, 3]), to and from our distributions.
import { type Distribution, fromBuckets, levelFor, uncountable } from "../distribution.ts";
import { ownRoom, type Room } from "../room.ts";
import { metadata } from "./event.ts";
import { ListedDoubles } from "./listedDoubles.ts";
import type { LoggedTensor } from "./tensor.ts";
import { fields, floatOf, MalformedMessage, MessageWriter } from "./wire.ts";

/** The smallest positive double: the bucket [0, SMALLEST) holds exactly the values that are zero. */
const SMALLEST = Number.MIN_VALUE;

/**
 * The value that logs a distribution as a v1 histogram: moments exact, bucket edges on the dyadic grid, and a
 * bucket of its own for exact zeros. As PyTorch does, `num` counts non-finite values and the buckets do not;
 * the shape goes into the description, where readers of ours find it and TensorBoard shows it (with --load_fast=false).
 */
export function histogramValue(
  tag: string,
  distribution: Distribution,
  shape: readonly number[],
): MessageWriter {
  const { bins, first, level, zeros } = distribution;
  const finite = distribution.count - distribution.nonFinite;
  const width = 2 ** level;
  const limits: number[] = [];
  const counts: number[] = [];
  for (let i = 0; i < bins.length; i++) {
    const holdsZeros = first + i === 0 && zeros > 0;
    if (holdsZeros) {
      if (limits.length === 0) push(0, 0);
      push(SMALLEST, zeros);
    }
    push((first + i + 1) * width, bins[i]! - (holdsZeros ? zeros : 0));
  }
  if (limits.length === 0) push(0, 0);
  const proto = new MessageWriter()
    .double(1, distribution.min)
    .double(2, distribution.max)
    .double(3, distribution.count)
    .double(4, finite * distribution.mean)
    .double(5, finite * (distribution.variance + distribution.mean ** 2))
    .doubles(6, limits)
    .doubles(7, counts);
  return new MessageWriter()
    .text(1, tag)
    .message(5, proto)
    .message(9, metadata("histograms", undefined, `shape [${shape.join(", ")}]`));

  function push(limit: number, count: number): void {
    limits.push(limit);
    counts.push(count);
  }
}

/** The shape that {@link histogramValue} put into a description, or null. */
export function shapeFromDescription(description: string | null): number[] | null {
  const match = /^shape \[(\d+(?:, \d+)*)?\]$/.exec(description ?? "");
  if (!match) return null;
  return match[1] === undefined ? [] : match[1].split(", ").map(Number);
}

/** Nothing of them is left in a distribution. */
const LIMITS = new ListedDoubles();
const COUNTS = new ListedDoubles();
const LEFTS = new ListedDoubles();

/** Decodes the HistogramProto in `payload[start, end)`; `room` is for its bins. Throws {@link MalformedMessage}. */
export function decodeHistogramProto(
  payload: Uint8Array,
  start: number,
  end: number,
  room: Room = ownRoom,
): Distribution {
  // A zero is left out on the wire.
  const scalars: [number, number, number, number, number] = [0, 0, 0, 0, 0];
  LIMITS.clear();
  COUNTS.clear();
  for (const field of fields(payload, start, end)) {
    if (field.wire === 1 && field.number <= 5) scalars[field.number - 1] = floatOf(payload, field);
    else if (field.number === 6) LIMITS.take(payload, field);
    else if (field.number === 7) COUNTS.take(payload, field);
  }
  if (LIMITS.values.length !== COUNTS.values.length)
    throw new MalformedMessage("a histogram with unequal lists");
  let held = checkedSum(COUNTS.values);
  const [min, max, num, sum, squares] = scalars;
  const whole = Number.isFinite(sum) && Number.isFinite(squares);
  if (whole && num > held) held = countBeyond(min, max, num - held, held);
  const [limits, counts] = [LIMITS.values, COUNTS.values];
  const level = levelOfOurs(limits, min, max);
  const mean = sum / held;
  return fromBuckets(
    {
      lefts: leftsOf(limits, min),
      rights: limits,
      counts,
      min,
      max,
      count: Math.max(num, held),
      zeros: level === null ? NaN : zeroCount(limits, counts),
      moments:
        whole && held > 0 ? { mean, variance: Math.max(0, squares / held - mean * mean) } : null,
      level,
    },
    room,
  );
}

/** Reads a v2 histogram: rows of (left, right, count). Moments can only be estimated from it. */
export function histogramFromTensor(tensor: LoggedTensor, room: Room = ownRoom): Distribution {
  const [rows = 0, columns = 0] = tensor.shape;
  if (tensor.shape.length !== 2 || columns !== 3) {
    throw new MalformedMessage(`a histogram of shape [${tensor.shape.join(", ")}]`);
  }
  const column = (offset: number): number[] =>
    Array.from({ length: rows }, (_, i) => tensor.numbers[i * 3 + offset]!);
  const counts = column(2);
  const count = checkedSum(counts);
  const [lefts, rights] = [column(0), column(1)];
  const held = counts.map((count, i) => (count > 0 ? i : -1)).filter((i) => i >= 0);
  // Edges of NaN come from values that are not finite; the buckets then tell of none that is.
  if (tensor.numbers.some((number) => Number.isNaN(number))) {
    return { ...uncountable(count), exactBins: false, exactMoments: false };
  }
  return fromBuckets(
    {
      lefts,
      rights,
      counts,
      min: held.length > 0 ? lefts[held[0]!]! : NaN,
      max: held.length > 0 ? rights[held.at(-1)!]! : NaN,
      count,
      zeros: NaN,
      moments: null,
      level: null,
    },
    room,
  );
}

/** Throws where one is negative or not finite. */
function checkedSum(counts: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i]!;
    if (!(count >= 0 && count < Infinity))
      throw new MalformedMessage("a histogram with a negative or non-finite count");
    sum += count;
  }
  return sum;
}

/**
 * PyTorch's buckets end at ±1e20 and what lies beyond is in `num` alone, as is what is not finite. With finite sums it
 * can only be beyond: it is counted between the buckets and the extremes that show it, half and half if both do.
 * Returns how many values are held then.
 */
function countBeyond(min: number, max: number, missing: number, held: number): number {
  const [limits, counts] = [LIMITS.values, COUNTS.values];
  const below = counts[0] === 0 && min < limits[0]!;
  const above = max > limits.at(-1)!;
  if (below) counts[0] = above ? missing / 2 : missing;
  if (above) {
    LIMITS.push(max);
    COUNTS.push(below ? missing / 2 : missing);
  }
  return below || above ? held + missing : held;
}

/** Each bucket begins where the one before it ends; the first at the smallest value. */
function leftsOf(limits: Float64Array, min: number): Float64Array {
  LEFTS.clear();
  if (limits.length === 0) return LEFTS.values;
  const lefts = LEFTS.ofLength(limits.length);
  lefts.set(limits.subarray(0, -1), 1);
  lefts[0] = Number.isFinite(min) ? Math.min(min, limits[0]!) : limits[0]!;
  return lefts;
}

/** The level of the buckets that {@link histogramValue} made: one for every bin of the range; null for those of others. */
function levelOfOurs(limits: Float64Array, min: number, max: number): number | null {
  if (!Number.isFinite(min) || !Number.isFinite(max)) return null;
  const level = levelFor(min, max);
  const width = 2 ** level;
  const first = Math.floor(min / width) * width;
  let before = NaN;
  for (let i = 0; i < limits.length; i++) {
    const edge = limits[i]!;
    if (edge === SMALLEST) continue;
    const isFirst = Number.isNaN(before);
    if (isFirst ? edge !== first && edge !== first + width : edge - before !== width) return null;
    before = edge;
  }
  return before === (Math.floor(max / width) + 1) * width ? level : null;
}

function zeroCount(limits: Float64Array, counts: Float64Array): number {
  const at = limits.indexOf(SMALLEST);
  return at < 0 ? 0 : counts[at]!;
}
