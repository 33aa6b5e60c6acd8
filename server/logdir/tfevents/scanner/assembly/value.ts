// One value of a Summary: its tag, what it holds, what it says of its tag; and the row that is made of it.
import { countHistogram, counted } from "./histogram";
import { forgetMetadata, namesKeras, walkMetadata } from "./metadata";
import { CONTENT, METADATA, note, reject } from "./notes";
import { addRow, full, rowCount } from "./rows";
import { isModelTag, nameBytes, nameOf, remember, same, tagOf, toldAlready } from "./tags";
import { kindOfTensor, number } from "./tensor";
import { BYTES, bytes, fault, fixed, FIXED32, key, skip, start, value } from "./wire";

/** As VALUE in contract/eventlog/batch.ts. */
const SCALAR: u32 = 0;
const HISTOGRAM: u32 = 1;
const TENSOR: u32 = 4;
const IMAGE: u32 = 5;
const AUDIO: u32 = 6;
const EMPTY: u32 = 7;

/** "keras" */
const KERAS_TAG: usize = memory.data<u8>([107, 101, 114, 97, 115]);
const KERAS_TAG_BYTES: u32 = 5;

// The value that was walked last.
let tagStart: usize = 0;
let tagEnd: usize = 0;
let kind: u32 = EMPTY;
let dataStart: usize = 0;
let dataEnd: usize = 0;
/** All metadata fields, their keys and lengths included; 0: it has none. */
let metadataStart: usize = 0;
let metadataEnd: usize = 0;

/** Walks the Value in [at, end); false: malformed. */
export function walkValue(at: usize, end: usize): bool {
  tagStart = tagEnd = 0;
  kind = EMPTY;
  dataStart = dataEnd = at;
  metadataStart = 0;
  while (at < end) {
    const field = at;
    at = key(at, end);
    if (at === 0) return false;
    const wire = <u32>value & 7;
    const isNumber = wire === FIXED32;
    if (wire !== BYTES && !isNumber) {
      at = skip(at, end, wire);
      if (at === 0) return false;
      continue;
    }
    const name = <u32>value >>> 3;
    if (isNumber) {
      const from = at;
      at = fixed(at, end, 4);
      if (at === 0) return false;
      if (name === 2) hold(SCALAR, from, at);
      continue;
    }
    at = bytes(at, end);
    if (at === 0) return false;
    if (name === 1) {
      tagStart = start;
      tagEnd = at;
    } else if (name === 9) {
      if (metadataStart === 0) metadataStart = field;
      metadataEnd = at;
    } else if (name === 8) hold(TENSOR, start, at);
    else if (name === 5) hold(HISTOGRAM, start, at);
    else if (name === 4) hold(IMAGE, start, at);
    else if (name === 6) hold(AUDIO, start, at);
  }
  return true;
}

@inline
function hold(what: u32, from: usize, to: usize): void {
  kind = what;
  dataStart = from;
  dataEnd = to;
}

/** What came of a value that was walked. */
export const KEPT: i32 = 0;
export const MALFORMED_VALUE: i32 = 1;
export const NO_ROOM: i32 = 2;

/** Makes a row of the value that was walked last. `record` is where its record's payload begins. */
export function keepValue(step: i64, wallTime: f64, record: usize): i32 {
  if (full()) return NO_ROOM;
  const tag = tagOf(tagStart, <u32>(tagEnd - tagStart));
  if (tag === <u32>-1) return NO_ROOM;
  const metadataBytes = <u32>(metadataEnd - metadataStart);
  const isNews = metadataStart !== 0 && !toldAlready(tag, metadataStart, metadataBytes);
  if (isNews && !walkAllMetadata()) return MALFORMED_VALUE;
  let measured = NaN;
  let what = kind;
  if (kind === SCALAR) measured = <f64>load<f32>(dataStart);
  else if (kind === HISTOGRAM) {
    if (!countHistogram(dataStart, dataEnd)) {
      reject(nameOf(tag), nameOf(tag) + nameBytes(tag), record, fault);
      return KEPT;
    }
    measured = counted;
  } else if (kind === TENSOR) {
    what = kindOfTensor(dataStart, dataEnd);
    measured = number;
    const isModel =
      (metadataStart !== 0 && (isNews ? namesKeras : isModelTag(tag))) ||
      (nameBytes(tag) === KERAS_TAG_BYTES && same(nameOf(tag), KERAS_TAG, KERAS_TAG_BYTES));
    if (isModel) note(CONTENT, rowCount, dataStart, dataEnd, 0, tag);
  }
  if (isNews) {
    note(METADATA, rowCount, metadataStart, metadataEnd, 0, tag);
    remember(tag, metadataStart, metadataBytes, namesKeras);
  }
  addRow(tag, what, step, wallTime, measured, dataStart, <u32>(dataEnd - dataStart));
  return KEPT;
}

/** Whether the metadata of the value that was walked last are well formed. */
export function walkAllMetadata(): bool {
  forgetMetadata();
  for (let at = metadataStart; at !== 0 && at < metadataEnd;) {
    at = key(at, metadataEnd);
    const field = <u32>value;
    at = skip(at, metadataEnd, field & 7);
    if (field === ((9 << 3) | BYTES) && !walkMetadata(start, at)) return false;
  }
  return true;
}
