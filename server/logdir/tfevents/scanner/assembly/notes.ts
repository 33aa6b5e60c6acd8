// What a batch tells beside its columns, in the order of the file: metadata, models, values and records left out.
import { MOST_NOTES, NOTE_BYTES, NOTES } from "./layout";

/** Bytes [start, end) are what a value says of its tag. */
export const METADATA: u32 = 0;
/** Bytes [start, end) are a value's whole message. */
export const CONTENT: u32 = 1;
/** A value is not kept; [start, end) is its tag. */
export const REJECTED: u32 = 2;
/** A record is none; [start, end) is its payload. */
export const MALFORMED: u32 = 3;

/** Places are told in full up to this many. */
const TOLD_IN_FULL: u32 = 20;

export let noteCount: u32 = 0;
export let rejected: u32 = 0;
export let malformed: u32 = 0;
export let malformedBytes: u32 = 0;

@inline
function at(note: u32): usize {
  return NOTES + <usize>note * NOTE_BYTES;
}
export function kindOf(note: u32): u32 {
  return load<u32>(at(note));
}
export function rowOf(note: u32): u32 {
  return load<u32>(at(note), 4);
}
export function setRow(note: u32, row: u32): void {
  store<u32>(at(note), row, 4);
}
export function tagOfNote(note: u32): u32 {
  return load<u32>(at(note), 20);
}

export function noRoom(): bool {
  return noteCount + 4 > MOST_NOTES;
}

export function note(
  kind: u32,
  row: u32,
  start: usize,
  end: usize,
  place: usize,
  extra: u32,
): void {
  const entry = at(noteCount);
  noteCount++;
  store<u32>(entry, kind);
  store<u32>(entry, row, 4);
  store<u32>(entry, <u32>start, 8);
  store<u32>(entry, <u32>end, 12);
  store<u32>(entry, <u32>place, 16);
  store<u32>(entry, extra, 20);
}

export function reject(start: usize, end: usize, record: usize, reason: u32): void {
  if (rejected++ < TOLD_IN_FULL) note(REJECTED, 0, start, end, record, reason);
}

export function leaveOut(start: usize, end: usize, reason: u32): void {
  if (malformed++ < TOLD_IN_FULL) note(MALFORMED, 0, start, end, start, reason);
  else malformedBytes += <u32>(end - start);
}

/** Takes back what was noted after these counts. */
export function takeBack(notes: u32, rejections: u32): void {
  noteCount = notes;
  rejected = rejections;
}

export function forgetNotes(): void {
  noteCount = 0;
  rejected = 0;
  malformed = 0;
  malformedBytes = 0;
}
