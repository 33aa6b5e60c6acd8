// Logged histograms, v1 (HistogramProto) and v2 (tensor [k, 3]), to and from our distributions.
import { type Distribution, fromBuckets, levelFor, uncountable } from "../distribution.ts";
import { metadata } from "./event.ts";
import type { LoggedTensor } from "./tensor.ts";
import { type Field, fields, floatOf, MalformedMessage, MessageWriter } from "./wire.ts";

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

/** Decodes the HistogramProto in `payload[start, end)`. Throws {@link MalformedMessage}. */
export function decodeHistogramProto(
  payload: Uint8Array,
  start: number,
  end: number,
): Distribution {
  // A zero is left out on the wire.
  const scalars: [number, number, number, number, number] = [0, 0, 0, 0, 0];
  let limits: Float64Array = NO_DOUBLES;
  let counts: Float64Array = NO_DOUBLES;
  for (const field of fields(payload, start, end)) {
    if (field.wire === 1 && field.number <= 5) scalars[field.number - 1] = floatOf(payload, field);
    else if (field.number === 6) limits = withDoubles(payload, field, limits);
    else if (field.number === 7) counts = withDoubles(payload, field, counts);
  }
  if (limits.length !== counts.length) throw new MalformedMessage("a histogram with unequal lists");
  checkCounts(counts);
  const [min, max, num, sum, squares] = scalars;
  const whole = Number.isFinite(sum) && Number.isFinite(squares);
  if (whole) [limits, counts] = countedBeyond(limits, counts, min, max, num);
  const held = sumOf(counts);
  const lefts = new Float64Array(limits.length);
  lefts.set(limits.subarray(0, -1), 1);
  if (limits.length > 0) lefts[0] = Number.isFinite(min) ? Math.min(min, limits[0]!) : limits[0]!;
  const mean = sum / held;
  const level = levelOfOurs(limits, min, max);
  return fromBuckets({
    lefts,
    rights: limits,
    counts,
    min,
    max,
    count: Math.max(num, held),
    zeros: level === null ? NaN : zeroCount(limits, counts),
    moments:
      whole && held > 0 ? { mean, variance: Math.max(0, squares / held - mean * mean) } : null,
    level,
  });
}

/** Reads a v2 histogram: rows of (left, right, count). Moments can only be estimated from it. */
export function histogramFromTensor(tensor: LoggedTensor): Distribution {
  const [rows = 0, columns = 0] = tensor.shape;
  if (tensor.shape.length !== 2 || columns !== 3) {
    throw new MalformedMessage(`a histogram of shape [${tensor.shape.join(", ")}]`);
  }
  const column = (offset: number): number[] =>
    Array.from({ length: rows }, (_, i) => tensor.numbers[i * 3 + offset]!);
  const counts = column(2);
  checkCounts(counts);
  const [lefts, rights] = [column(0), column(1)];
  const held = counts.map((count, i) => (count > 0 ? i : -1)).filter((i) => i >= 0);
  const count = counts.reduce((total, one) => total + one, 0);
  // Edges of NaN come from values that are not finite; the buckets then tell of none that is.
  if (tensor.numbers.some((number) => Number.isNaN(number))) {
    return { ...uncountable(count), exactBins: false, exactMoments: false };
  }
  return fromBuckets({
    lefts,
    rights,
    counts,
    min: held.length > 0 ? lefts[held[0]!]! : NaN,
    max: held.length > 0 ? rights[held.at(-1)!]! : NaN,
    count,
    zeros: NaN,
    moments: null,
    level: null,
  });
}

const NO_DOUBLES = new Float64Array();

/** The field's doubles behind those that are there: packed or one by one, both occur. */
function withDoubles(payload: Uint8Array, field: Field, there: Float64Array): Float64Array {
  if (field.wire === 1) return joined(there, Float64Array.of(floatOf(payload, field)));
  if (field.wire !== 2 || (field.end - field.start) % 8 !== 0) {
    throw new MalformedMessage("a histogram list that holds no doubles");
  }
  // A copy of its own lies where doubles may; they are little-endian on every machine that runs this.
  const doubles = new Float64Array(new Uint8Array(payload.subarray(field.start, field.end)).buffer);
  return there.length === 0 ? doubles : joined(there, doubles);
}

function joined(head: Float64Array, tail: Float64Array): Float64Array {
  const all = new Float64Array(head.length + tail.length);
  all.set(head);
  all.set(tail, head.length);
  return all;
}

function checkCounts(counts: ArrayLike<number>): void {
  for (let i = 0; i < counts.length; i++) {
    if (!(counts[i]! >= 0 && counts[i]! < Infinity))
      throw new MalformedMessage("a histogram with a negative or non-finite count");
  }
}

function sumOf(counts: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) sum += counts[i]!;
  return sum;
}

/**
 * PyTorch's buckets end at ±1e20 and what lies beyond is in `num` alone, as is what is not finite. With finite sums it
 * can only be beyond: it is counted between the buckets and the extremes that show it, half and half if both do.
 */
function countedBeyond(
  limits: Float64Array,
  counts: Float64Array,
  min: number,
  max: number,
  num: number,
): [limits: Float64Array, counts: Float64Array] {
  const missing = num - sumOf(counts);
  const below = counts[0] === 0 && min < limits[0]!;
  const above = max > limits.at(-1)!;
  if (!(missing > 0)) return [limits, counts];
  if (below) counts[0] = above ? missing / 2 : missing;
  if (!above) return [limits, counts];
  const held = below ? missing / 2 : missing;
  return [Float64Array.of(...limits, max), Float64Array.of(...counts, held)];
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
