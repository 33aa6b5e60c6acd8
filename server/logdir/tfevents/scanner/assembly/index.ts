// The scanner: finds the records of an event file in the window, verifies them, and makes columns of their values.
import { COLUMNS, ENDS, NOTES, TOUCHED, WINDOW } from "./layout";
import { headerMatches, makeTables, matches } from "./crc32c";
import {
  DOES_NOT_FIT,
  LEFT_OUT,
  OPENS_BATCH,
  SESSION_START,
  step,
  TAKEN,
  takeEvent,
  takePart,
} from "./event";
import { forgetNotes, malformed, malformedBytes, noteCount, rejected } from "./notes";
import { exactSteps, forgetRows, makeColumns, moveWindow, rowCount } from "./rows";
import { takeUsualScalar } from "./usual";
import { forgetTags, nameBytes, nameOf, table, tagsArePassing, touched, untouchAll } from "./tags";

export { nameBytes, nameOf, table, touched, noteCount, rejected, malformed, malformedBytes };
export { rowCount, exactSteps, makeTables, forgetTags, makeColumns };
export { checksum } from "./crc32c";

export const columnsAt: usize = COLUMNS;
export const touchedAt: usize = TOUCHED;
export const endsAt: usize = ENDS;
export const notesAt: usize = NOTES;
export const windowAt: usize = WINDOW;

/** Why a scan has stopped. */
const NEEDS_MORE: i32 = 0;
const BATCH_IS_FULL: i32 = 1;
const SESSION_STARTS: i32 = 2;
const BAD_HEADER: i32 = 3;
const BAD_DATA: i32 = 4;

const HEADER_BYTES: usize = 12;
const FRAMING_BYTES: usize = 16;
/** Odd, so that no two seals become the same by it; as in kept/seal.ts. */
const SEAL_FACTOR: u32 = 0x9e3779b1;

/** Where the scan has stopped: in front of the record that begins here. */
export let stoppedAt: usize = WINDOW;
/** The step of the session's start that opens the batch; NaN: none does. */
export let sessionStart: f64 = NaN;
/** Records in the batch. */
export let records: u32 = 0;
/** Of the lengths and checksums of the records that were passed since it was broken; see SealWalk in kept/seal.ts. */
export let seal: u32 = 0;
/** The record at `stoppedAt` has been taken in part. */
let partly: bool = false;
let begun: bool = false;

/** Begins another batch. */
export function beginBatch(): void {
  if (tagsArePassing()) forgetTags();
  untouchAll();
  forgetRows();
  forgetNotes();
  records = 0;
  sessionStart = NaN;
  begun = false;
}

/** Goes on with another part of a file, or another file: what was taken of a record is forgotten. */
export function beginPart(): void {
  partly = false;
}

/** The next record begins another seal. */
export function breakSeal(): void {
  seal = 0;
}

/** Whether something in the batch lies in the window, which must not move then before the batch has been taken. */
export function holdsWindow(): bool {
  return noteCount > 0 || tagsArePassing();
}

/**
 * Scans on from `at`; the window's bytes end at `end`. `base` is the offset in the file of address 0. What is found
 * comes to the batch.
 */
export function scan(at: usize, end: usize, base: f64): i32 {
  moveWindow(base);
  return takeRecords(at, end);
}

function takeRecords(at: usize, end: usize): i32 {
  while (true) {
    stoppedAt = at;
    if (end - at < HEADER_BYTES) return NEEDS_MORE;
    if (!headerMatches(at)) return BAD_HEADER;
    const length = load<u64>(at);
    if (<u64>(end - at) < length + FRAMING_BYTES || length > u32.MAX_VALUE) return NEEDS_MORE;
    const payload = at + HEADER_BYTES;
    const payloadEnd = payload + <usize>length;
    if (!partly) {
      if (!matches(payload, payloadEnd, payloadEnd)) return BAD_DATA;
      const came = takeUsualScalar(payload, <u32>length)
        ? TAKEN
        : takeEvent(payload, payloadEnd, !begun);
      if (came === SESSION_START) return SESSION_STARTS;
      if (came === OPENS_BATCH) sessionStart = <f64>step;
      if (came === DOES_NOT_FIT && begun) return BATCH_IS_FULL;
      if (came === DOES_NOT_FIT) partly = takePart(payload, payloadEnd, true) === DOES_NOT_FIT;
      if (came !== LEFT_OUT) records++;
    } else partly = takePart(payload, payloadEnd, false) === DOES_NOT_FIT;
    begun = true;
    if (partly) return BATCH_IS_FULL;
    seal = (rotl(seal, 5) ^ load<u32>(payloadEnd) ^ <u32>length) * SEAL_FACTOR;
    at = payloadEnd + 4;
  }
}
