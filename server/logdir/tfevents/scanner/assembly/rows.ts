// Values as rows while they are found, and as columns by tag when the batch is whole.
import { COLUMNS, ENDS, MOST_ROWS, ROW_BYTES, ROWS, TOUCHED } from "./layout";
import { CONTENT, kindOf, METADATA, noteCount, rowOf, setRow } from "./notes";
import { setValues, touch, touched, untouch, valuesOf } from "./tags";

export let rowCount: u32 = 0;
/** Whether a step is no double, so that the columns hold the steps themselves too. */
export let exactSteps: bool = false;

// A row: step, wall time, number, where its message begins in the window, its length, tag, kind.
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
  store<u32>(row, <u32>start, 24);
  store<u32>(row, length, 28);
  store<u32>(row, tag, 32);
  store<u32>(row, kind, 36);
  touch(tag);
}

@inline
export function full(): bool {
  return rowCount === MOST_ROWS;
}

/** Takes back the rows after the first `count`. */
export function takeBackRows(count: u32): void {
  while (rowCount > count) {
    rowCount--;
    untouch(load<u32>(ROWS + <usize>rowCount * ROW_BYTES, 32));
  }
}

export function forgetRows(): void {
  rowCount = 0;
  exactSteps = false;
}

/**
 * Sorts the rows into columns: by tag, in the order of the tags' first values. Window addresses become offsets in the
 * file: `base` is that of the window's address 0. The notes' rows become indices into the columns.
 */
export function makeColumns(base: f64): void {
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
    const tag = load<u32>(row, 32);
    const to = <usize>valuesOf(tag);
    setValues(tag, <u32>to + 1);
    const step = load<i64>(row);
    store<f64>(steps + 8 * to, <f64>step);
    if (exactSteps) store<i64>(exact + 8 * to, step);
    store<f64>(wallTimes + 8 * to, load<f64>(row, 8));
    store<f64>(numbers + 8 * to, load<f64>(row, 16));
    store<f64>(starts + 8 * to, base + <f64>load<u32>(row, 24));
    store<u32>(lengths + 4 * to, load<u32>(row, 28));
    store<u8>(kinds + to, <u8>load<u32>(row, 36));
    store<u32>(row, <u32>to, 32);
  }
  for (let i: u32 = 0; i < noteCount; i++) {
    const kind = kindOf(i);
    if (kind === METADATA || kind === CONTENT)
      setRow(i, load<u32>(ROWS + <usize>rowOf(i) * ROW_BYTES, 32));
  }
}

/** Whether a double holds it: no more than 53 bits from the first one to the last. */
@inline
function isDouble(step: i64): bool {
  if (step >= -9007199254740992 && step <= 9007199254740992) return true;
  const size = <u64>(step < 0 ? -step : step);
  return clz(size) + ctz(size) >= 11;
}
