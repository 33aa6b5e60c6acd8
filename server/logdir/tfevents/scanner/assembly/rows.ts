// Values as rows while they are found, and as columns by tag when the batch is whole.
import { COLUMNS, ENDS, MOST_ROWS, ROW_BYTES, ROWS, TOUCHED } from "./layout";
import { CONTENT, kindOf, METADATA, noteCount, rowOf, setRow } from "./notes";
import { setValues, touch, touched, untouch, valuesOf } from "./tags";

export let rowCount: u32 = 0;
/** Whether a step is no double, so that the columns hold the steps themselves too. */
export let exactSteps: bool = false;

/** Offset in the file of address 0. */
let base: f64 = 0;

/** The window begins with another place of the file: `offset` is that of address 0. */
export function moveWindow(offset: f64): void {
  base = offset;
}

const KIND_SHIFT: u32 = 24;
/** Where in a row its place in the columns is kept, when they are made. */
const COLUMN_AT: usize = 36;

// A row: step, wall time, number, where its message begins in the file, its length, tag and kind.
@inline
export function addRow(
  tag: u32,
  kind: u32,
  step: i64,
  wallTime: f64,
  number: f64,
  start: usize,
  length: u32,
): void {
  const row = ROWS + <usize>rowCount * ROW_BYTES;
  rowCount++;
  if (!isDouble(step)) exactSteps = true;
  store<i64>(row, step);
  store<f64>(row, wallTime, 8);
  store<f64>(row, number, 16);
  store<f64>(row, base + <f64>(<u32>start), 24);
  store<u32>(row, length, 32);
  store<u32>(row, tag | (kind << KIND_SHIFT), 36);
  touch(tag);
}

@inline
function tagAndKind(row: usize): u32 {
  return load<u32>(row, 36);
}
@inline
function tagIn(both: u32): u32 {
  return both & ((1 << KIND_SHIFT) - 1);
}

@inline
export function full(): bool {
  return rowCount === MOST_ROWS;
}

/** Takes back the rows after the first `count`. */
export function takeBackRows(count: u32): void {
  while (rowCount > count) {
    rowCount--;
    untouch(tagIn(tagAndKind(ROWS + <usize>rowCount * ROW_BYTES)));
  }
}

export function forgetRows(): void {
  rowCount = 0;
  exactSteps = false;
}

/**
 * Sorts the rows into columns: by tag, in the order of the tags' first values. The notes' rows become indices into the
 * columns.
 */
export function makeColumns(): void {
  const count = <usize>rowCount;
  let next: u32 = 0;
  for (let i: u32 = 0; i < touched; i++) {
    const tag = load<u32>(TOUCHED + ((<usize>i) << 2));
    const values = valuesOf(tag);
    setValues(tag, next);
    next += values;
    store<u32>(ENDS + ((<usize>i) << 2), next);
  }
  const steps = COLUMNS;
  const wallTimes = steps + 8 * count;
  const numbers = wallTimes + 8 * count;
  const starts = numbers + 8 * count;
  const lengths = starts + 8 * count;
  const kinds = lengths + 4 * count;
  const exact = (kinds + count + 7) & ~7;
  for (let i: usize = 0, row = ROWS; i < count; i++, row += ROW_BYTES) {
    const both = tagAndKind(row);
    const tag = tagIn(both);
    const to = <usize>valuesOf(tag);
    setValues(tag, <u32>to + 1);
    const step = load<i64>(row);
    store<f64>(steps + 8 * to, <f64>step);
    if (exactSteps) store<i64>(exact + 8 * to, step);
    store<f64>(wallTimes + 8 * to, load<f64>(row, 8));
    store<f64>(numbers + 8 * to, load<f64>(row, 16));
    store<f64>(starts + 8 * to, load<f64>(row, 24));
    store<u32>(lengths + 4 * to, load<u32>(row, 32));
    store<u8>(kinds + to, <u8>(both >>> KIND_SHIFT));
    // For the notes.
    store<u32>(row, <u32>to, COLUMN_AT);
  }
  for (let i: u32 = 0; i < noteCount; i++) {
    const kind = kindOf(i);
    if (kind === METADATA || kind === CONTENT)
      setRow(i, load<u32>(ROWS + <usize>rowOf(i) * ROW_BYTES, COLUMN_AT));
  }
}

/** Whether a double holds it: no more than 53 bits from the first one to the last. */
@inline
function isDouble(step: i64): bool {
  if (step >= -9007199254740992 && step <= 9007199254740992) return true;
  const size = <u64>(step < 0 ? -step : step);
  return clz(size) + ctz(size) >= 11;
}
