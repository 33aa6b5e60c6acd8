// A logged HistogramProto: whether it can be drawn, and how many values it counts.
import {
  BAD_COUNT,
  EDGE_NAN,
  LIST_WITHOUT_DOUBLES,
  TOO_MANY_BUCKETS,
  UNEQUAL_LISTS,
} from "./reasons";
import { BYTES, bytes, failed, FIXED64, fixed, key, skip, start, value } from "./wire";

/** No writer makes as many. */
export const MOST_BUCKETS: usize = 65_536;

/** How many values the histogram counts that was looked at last. */
export let counted: f64 = 0;

/** Looks at the HistogramProto in [at, end); false: it cannot be drawn, `fault` says why. */
export function countHistogram(at: usize, end: usize): bool {
  let num: f64 = 0;
  let edges: usize = 0;
  let counts: usize = 0;
  counted = 0;
  while (at < end) {
    at = key(at, end);
    if (at === 0) return false;
    const field = <u32>value >>> 3;
    const wire = <u32>value & 7;
    if (field === 6 || field === 7) {
      let from = at;
      if (wire === BYTES) {
        at = bytes(at, end);
        from = start;
      } else if (wire === FIXED64) {
        at = fixed(at, end, 8);
      } else {
        at = skip(at, end, wire);
        if (at !== 0) failed(LIST_WITHOUT_DOUBLES);
        return false;
      }
      if (at === 0) return false;
      if ((at - from) & 7) return failed(LIST_WITHOUT_DOUBLES) !== 0;
      if (field === 6) {
        edges += (at - from) >>> 3;
        if (edges > MOST_BUCKETS) return failed(TOO_MANY_BUCKETS) !== 0;
        if (hasNaN(from, at)) return failed(EDGE_NAN) !== 0;
      } else {
        counts += (at - from) >>> 3;
        if (counts > MOST_BUCKETS) return failed(TOO_MANY_BUCKETS) !== 0;
        if (!add(from, at)) return failed(BAD_COUNT) !== 0;
      }
    } else {
      if (field === 3 && wire === FIXED64 && end - at >= 8) num = load<f64>(at);
      at = skip(at, end, wire);
      if (at === 0) return false;
    }
  }
  if (edges !== counts) return failed(UNEQUAL_LISTS) !== 0;
  if (num > counted) counted = num;
  return true;
}

function hasNaN(at: usize, end: usize): bool {
  let found = i64x2.splat(0);
  for (; end - at >= 16; at += 16) {
    const pair = v128.load(at);
    found = v128.or(found, f64x2.ne(pair, pair));
  }
  if (at < end && isNaN(load<f64>(at))) return true;
  return v128.any_true(found);
}

/** Adds the counts in their order, as who decodes them does; false when one is negative or not finite. */
function add(at: usize, end: usize): bool {
  let sum = counted;
  let good = true;
  for (; at < end; at += 8) {
    const count = load<f64>(at);
    good = good && count >= 0 && count < Infinity;
    sum += count;
  }
  counted = sum;
  return good;
}
