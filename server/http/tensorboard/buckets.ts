// A logged histogram's buckets as TensorBoard's Python reader hands them on.
import { VALUE } from "#contract/eventlog/batch.ts";
import { decodeTensor } from "#contract/eventlog/tensor.ts";
import { type Field, fields, floatOf } from "#contract/eventlog/wire.ts";

/** Rows of (left edge, right edge, count), one after the other. */
export type Buckets = Float64Array;

const [MIN, MAX, LIMITS, COUNTS] = [1, 2, 6, 7];

/** The buckets in the bytes of a value that `kind` (batch.ts's VALUE) says is a histogram. */
export function bucketsOf(bytes: Uint8Array, kind: number): Buckets {
  if (kind !== VALUE.histogram) return decodeTensor(bytes, 0, bytes.length).numbers;
  return bucketsOfProto(bytes);
}

/**
 * A HistogramProto's buckets without the empty ones at both ends; the outermost edges are the smallest and the largest
 * value. Every number is rounded to float32. As `_migrate_histogram_value` does in TensorBoard's data_compat.py.
 */
function bucketsOfProto(bytes: Uint8Array): Buckets {
  let [min, max] = [0, 0];
  const [limitLists, countLists]: [Float64Array[], Float64Array[]] = [[], []];
  for (const field of fields(bytes)) {
    if (field.number === MIN && field.wire === 1) min = floatOf(bytes, field);
    else if (field.number === MAX && field.wire === 1) max = floatOf(bytes, field);
    else if (field.number === LIMITS) limitLists.push(doublesOf(bytes, field));
    else if (field.number === COUNTS) countLists.push(doublesOf(bytes, field));
  }
  const [limits, counts] = [joined(limitLists), joined(countLists)];
  const start = counts.findIndex((count) => count > 0);
  if (start < 0) return new Float64Array();
  const end = counts.findLastIndex((count) => count > 0);
  const buckets = new Float64Array((end - start + 1) * 3);
  for (let i = start, at = 0; i <= end; i++, at += 3) {
    buckets[at] = Math.fround(i === start ? min : limits[i - 1]!);
    buckets[at + 1] = Math.fround(i === end ? max : limits[i]!);
    buckets[at + 2] = Math.fround(counts[i]!);
  }
  return buckets;
}

/** Packed or one by one: both occur. */
function doublesOf(bytes: Uint8Array, field: Field): Float64Array {
  if (field.wire === 1) return Float64Array.of(floatOf(bytes, field));
  if (field.wire !== 2) return new Float64Array();
  // A copy lies on a boundary of eight.
  return new Float64Array(bytes.slice(field.start, field.end).buffer);
}

function joined(lists: readonly Float64Array[]): Float64Array {
  if (lists.length === 1) return lists[0]!;
  const whole = new Float64Array(lists.reduce((sum, list) => sum + list.length, 0));
  let at = 0;
  for (const list of lists) {
    whole.set(list, at);
    at += list.length;
  }
  return whole;
}
