// A logged TensorProto: whether it is one number or rows of a histogram, in every encoding that writers use.
import { MOST_BUCKETS } from "./histogram";
import {
  BYTES,
  bytes,
  FIXED32,
  fixed,
  FIXED64,
  key,
  skip,
  start,
  value,
  VARINT,
  varint,
} from "./wire";

/** A single number, rows of three, or anything else. */
export const ONE: i32 = 2;
export const ROWS_OF_THREE: i32 = 3;
export const OTHER: i32 = 4;

/** The number, or how many values the rows count; NaN: they are no histogram. */
export let number: f64 = NaN;

/** As in contract/eventlog/tensor.ts: above this it is not one we draw. */
const MOST_ELEMENTS: f64 = 16_777_216;

const FLOAT: u64 = 1;
const DOUBLE: u64 = 2;
const INT32: u64 = 3;
const UINT8: u64 = 4;
const INT16: u64 = 5;
const INT8: u64 = 6;
const STRING: u64 = 7;
const INT64: u64 = 9;
const BOOL: u64 = 10;
const BFLOAT16: u64 = 14;
const UINT16: u64 = 17;
const HALF: u64 = 19;
const UINT32: u64 = 22;
const UINT64: u64 = 23;

let rank: i32 = 0;
let elements: f64 = 1;
let rows: f64 = 0;
let columns: f64 = 0;

/** What the TensorProto in [at, end) is. */
export function kindOfTensor(at: usize, end: usize): i32 {
  number = NaN;
  const from = at;
  let dtype: u64 = 0;
  let listed: u32 = 0;
  let content: usize = 0;
  let contentEnd: usize = 0;
  rank = 0;
  elements = 1;
  while (at < end) {
    at = key(at, end);
    if (at === 0) return OTHER;
    const field = <u32>value >>> 3;
    const wire = <u32>value & 7;
    if (field === 1 && wire === VARINT) {
      at = varint(at, end);
      dtype = value;
    } else if (field === 2 && wire === BYTES) {
      at = bytes(at, end);
      if (at === 0 || !readShape(start, at)) return OTHER;
    } else if (field === 4 && wire === BYTES) {
      at = bytes(at, end);
      content = start;
      contentEnd = at;
    } else if (field === 8 && wire === BYTES) {
      return OTHER;
    } else if (isList(field)) {
      at = listEnd(at, end, field, wire);
      if (at !== 0) listed += inList;
    } else at = skip(at, end, wire);
    if (at === 0) return OTHER;
  }
  if (dtype === STRING || !(elements <= MOST_ELEMENTS)) return OTHER;
  const isRows = rank === 2 && columns === 3;
  if (elements !== 1 && !isRows) return OTHER;
  if (content !== 0) {
    const width = widthOf(dtype);
    if (width === 0 || <f64>(contentEnd - content) !== elements * <f64>width) return OTHER;
    if (elements === 1) number = elementAt(content, dtype);
    else countRows(content, contentEnd, width, dtype);
  } else {
    if (listed > 1 && <f64>listed !== elements) return OTHER;
    if (elements === 1) number = listed === 0 ? 0 : firstListed(from, end, dtype);
    else if (listed === 0) number = rows <= <f64>MOST_BUCKETS ? 0 : NaN;
    else countListedRows(from, end, dtype, listed);
  }
  return elements === 1 ? ONE : ROWS_OF_THREE;
}

/** The last shape counts; false when it is malformed or negative. */
function readShape(at: usize, end: usize): bool {
  rank = 0;
  elements = 1;
  while (at < end) {
    at = key(at, end);
    if (at === 0) return false;
    if (value !== ((2 << 3) | BYTES)) {
      at = skip(at, end, <u32>value & 7);
      if (at === 0) return false;
      continue;
    }
    at = bytes(at, end);
    if (at === 0) return false;
    let size: i64 = 0;
    for (let dim = start; dim < at;) {
      dim = key(dim, at);
      if (dim === 0) return false;
      const isSize = value === ((1 << 3) | VARINT);
      dim = skip(dim, at, <u32>value & 7);
      if (dim === 0) return false;
      if (isSize) size = value;
    }
    if (size < 0) return false;
    rank++;
    elements *= <f64>size;
    if (rank === 1) rows = <f64>size;
    if (rank === 2) columns = <f64>size;
  }
  return true;
}

/** float_val, double_val, int_val, int64_val, bool_val, half_val, uint32_val, uint64_val. */
@inline
function isList(field: u32): bool {
  return (
    (field >= 5 && field <= 7) ||
    field === 10 ||
    field === 11 ||
    field === 13 ||
    field === 16 ||
    field === 17
  );
}

/** Elements that the field holds which was passed last. */
let inList: u32 = 0;
/** Where they begin; one by one they have no length before them. */
let listStart: usize = 0;

/** Goes behind a field of a list: one element, or many packed; 0 when it is malformed. */
function listEnd(at: usize, end: usize, field: u32, wire: u32): usize {
  const width: u32 = field === 5 ? 4 : field === 6 ? 8 : 0;
  inList = 0;
  listStart = at;
  if (wire !== BYTES) {
    if (width === 0 ? wire === VARINT : wire === FIXED32 || wire === FIXED64) inList = 1;
    return skip(at, end, wire);
  }
  at = bytes(at, end);
  if (at === 0) return 0;
  listStart = start;
  if (width !== 0) {
    const length = <u32>(at - start);
    if (length % width !== 0) return 0;
    inList = length / width;
    return at;
  }
  for (let one = start; one < at; inList++) {
    one = varint(one, at);
    if (one === 0) return 0;
  }
  return at;
}

/** The first listed number; there is one, and the message is well formed. */
function firstListed(at: usize, end: usize, dtype: u64): f64 {
  while (at < end) {
    at = key(at, end);
    const field = <u32>value >>> 3;
    const wire = <u32>value & 7;
    if (!isList(field)) {
      at = skip(at, end, wire);
      continue;
    }
    at = listEnd(at, end, field, wire);
    if (inList > 0) {
      nextListed(listStart, at, field, wire, dtype);
      return element;
    }
  }
  return NaN;
}

/** The element that was read last. */
let element: f64 = 0;

/** Reads one listed element, and goes behind it. */
function nextListed(at: usize, end: usize, field: u32, wire: u32, dtype: u64): usize {
  if (field === 5 || field === 6) {
    // One by one, the wire type says how wide it is.
    if (wire === FIXED64 || (wire === BYTES && field === 6)) {
      element = load<f64>(at);
      return at + 8;
    }
    element = <f64>load<f32>(at);
    return at + 4;
  }
  at = varint(at, end);
  if (field === 13) element = dtype === BFLOAT16 ? bfloat16(<u32>value) : half(<u32>value);
  else if (field === 16 || field === 17) element = <f64>value;
  else if (field === 11) element = value === 0 ? 0 : 1;
  else element = <f64>(<i64>value);
  return at;
}

function countListedRows(at: usize, end: usize, dtype: u64, listed: u32): void {
  begin();
  if (listed === 1) {
    // One stands for all: not added up one by one, or a few bytes would cost as much as a million.
    const only = firstListed(at, end, dtype);
    if (!(only >= 0 && only < Infinity)) good = false;
    sum = only * rows;
    finish();
    return;
  }
  while (at < end) {
    at = key(at, end);
    const field = <u32>value >>> 3;
    const wire = <u32>value & 7;
    if (!isList(field)) {
      at = skip(at, end, wire);
      continue;
    }
    at = listEnd(at, end, field, wire);
    let one = listStart;
    for (let left = inList; left > 0; left--) {
      one = nextListed(one, at, field, wire, dtype);
      countElement(element);
    }
  }
  finish();
}

function countRows(at: usize, end: usize, width: usize, dtype: u64): void {
  begin();
  for (; at < end; at += width) countElement(elementAt(at, dtype));
  finish();
}

let column: i32 = 0;
let sum: f64 = 0;
let good: bool = true;

function begin(): void {
  column = 0;
  sum = 0;
  good = rows <= <f64>MOST_BUCKETS;
}

@inline
function countElement(one: f64): void {
  if (column === 2) {
    if (!(one >= 0 && one < Infinity)) good = false;
    sum += one;
    column = 0;
  } else column++;
}

function finish(): void {
  number = good ? sum : NaN;
}

/** Bytes of an element of `tensor_content`; 0 where it is not read. */
function widthOf(dtype: u64): usize {
  if (dtype === DOUBLE || dtype === INT64 || dtype === UINT64) return 8;
  if (dtype === FLOAT || dtype === INT32 || dtype === UINT32) return 4;
  if (dtype === HALF || dtype === BFLOAT16 || dtype === INT16 || dtype === UINT16) return 2;
  return dtype === BOOL || dtype === INT8 || dtype === UINT8 ? 1 : 0;
}

function elementAt(at: usize, dtype: u64): f64 {
  if (dtype === DOUBLE) return load<f64>(at);
  if (dtype === FLOAT) return <f64>load<f32>(at);
  if (dtype === INT64) return <f64>load<i64>(at);
  if (dtype === INT32) return <f64>load<i32>(at);
  if (dtype === HALF) return half(load<u16>(at));
  if (dtype === BFLOAT16) return bfloat16(load<u16>(at));
  if (dtype === UINT64) return <f64>load<u64>(at);
  if (dtype === UINT32) return <f64>load<u32>(at);
  if (dtype === INT16) return <f64>load<i16>(at);
  if (dtype === UINT16) return <f64>load<u16>(at);
  if (dtype === INT8) return <f64>load<i8>(at);
  return dtype === BOOL ? <f64>(load<u8>(at) !== 0) : <f64>load<u8>(at);
}

function bfloat16(bits: u32): f64 {
  return <f64>reinterpret<f32>(bits << 16);
}

/** IEEE 754 binary16: 1 sign, 5 exponent and 10 fraction bits. */
function half(bits: u32): f64 {
  const exponent = (bits >>> 10) & 31;
  const fraction = <f64>(bits & 1023);
  const size =
    exponent === 0
      ? fraction / 16_777_216
      : exponent === 31
        ? fraction === 0
          ? Infinity
          : NaN
        : (1 + fraction / 1024) * reinterpret<f64>((<u64>exponent + 1008) << 52);
  return bits & 0x8000 ? -size : size;
}
