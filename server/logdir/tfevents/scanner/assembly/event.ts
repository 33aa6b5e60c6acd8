// One record's payload: an Event, kept whole or not at all.
import {
  leaveOut,
  METADATA,
  kindOf,
  noRoom,
  noteCount,
  rejected,
  takeBack,
  tagOfNote,
} from "./notes";
import { rowCount, takeBackRows } from "./rows";
import { untell } from "./tags";
import { keepValue, KEPT, NO_ROOM, walkAllMetadata, walkValue } from "./value";
import { BYTES, bytes, fault, fixed, FIXED64, key, skip, start, value, VARINT } from "./wire";

/** What came of an event. */
export const TAKEN: i32 = 0;
export const LEFT_OUT: i32 = 1;
/** It does not fit any more; nothing of it has been taken. */
export const DOES_NOT_FIT: i32 = 2;
/** A job starts (again) with it; nothing has been taken. */
export const SESSION_START: i32 = 3;
/** A job starts (again) with it: so does the batch. */
export const OPENS_BATCH: i32 = 4;

const SESSION_STATUS_START: u64 = 1;

const OTHER: i32 = 0;
const SUMMARY: i32 = 1;
const SESSION: i32 = 2;

let wallTime: f64 = 0;
export let step: i64 = 0;
let content: i32 = OTHER;
let summaryStart: usize = 0;
let summaryEnd: usize = 0;

/** Takes the Event in [at, end); `opens`: it may be the session's start that opens the batch. */
export function takeEvent(at: usize, end: usize, opens: bool): i32 {
  if (!walkEvent(at, end)) return leftOut(at, end);
  if (content === SESSION) return opens ? OPENS_BATCH : SESSION_START;
  if (content !== SUMMARY) return TAKEN;
  const rows = rowCount;
  const notes = noteCount;
  const rejections = rejected;
  const came = takeSummary(summaryStart, at);
  if (came === KEPT) return TAKEN;
  for (let i = notes; i < noteCount; i++) if (kindOf(i) === METADATA) untell(tagOfNote(i));
  takeBack(notes, rejections);
  takeBackRows(rows);
  return came === NO_ROOM ? DOES_NOT_FIT : leftOut(at, end);
}

/** Where the next value of the summary lies that is taken piece by piece. */
export let next: usize = 0;

/** As {@link takeEvent}, for one that does not fit even an empty batch: takes what fits from `next` on, or the start. */
export function takePart(at: usize, end: usize, first: bool): i32 {
  if (!walkEvent(at, end)) return leftOut(at, end);
  if (first) {
    if (!walkSummary(summaryStart, summaryEnd)) return leftOut(at, end);
    next = summaryStart;
  }
  return takeSummary(next, at) === NO_ROOM ? DOES_NOT_FIT : TAKEN;
}

function leftOut(at: usize, end: usize): i32 {
  leaveOut(at, end, fault);
  return LEFT_OUT;
}

/** Reads what the event says of itself; of several contents the last one counts. */
function walkEvent(at: usize, end: usize): bool {
  wallTime = 0;
  step = 0;
  content = OTHER;
  summaryEnd = 0;
  while (at < end) {
    at = key(at, end);
    if (at === 0) return false;
    const field = <u32>value;
    if (field === ((1 << 3) | FIXED64)) {
      at = fixed(at, end, 8);
      if (at === 0) return false;
      wallTime = load<f64>(at - 8);
    } else if (field === ((5 << 3) | BYTES)) {
      at = bytes(at, end);
      if (at === 0) return false;
      const from = start;
      if (!becomes(SUMMARY)) return false;
      summaryStart = from;
      summaryEnd = at;
    } else {
      at = skip(at, end, field & 7);
      if (at === 0) return false;
      if (field === ((2 << 3) | VARINT)) step = value;
      else if (field === ((3 << 3) | BYTES)) {
        if (!becomes(OTHER)) return false;
      } else if (field === ((7 << 3) | BYTES)) {
        const status = statusIn(start, at);
        if (status < 0 || (status > 0 && !becomes(SESSION))) return false;
      }
    }
  }
  return true;
}

/** The summary before it is not shown, but has to be well formed. */
function becomes(what: i32): bool {
  if (content === SUMMARY && !walkSummary(summaryStart, summaryEnd)) return false;
  content = what;
  return true;
}

/** 1: a session starts; 0: it does not; -1: malformed. */
function statusIn(at: usize, end: usize): i32 {
  while (at < end) {
    at = key(at, end);
    if (at === 0) return -1;
    const field = <u32>value;
    at = skip(at, end, field & 7);
    if (at === 0) return -1;
    if (field === ((1 << 3) | VARINT)) return value === SESSION_STATUS_START ? 1 : 0;
  }
  return 0;
}

/** Takes the summary's values from `at` on; stops in front of one that does not fit. */
function takeSummary(at: usize, record: usize): i32 {
  const end = summaryEnd;
  while (at < end) {
    next = at;
    at = key(at, end);
    if (at === 0) return LEFT_OUT;
    const field = <u32>value;
    at = skip(at, end, field & 7);
    if (at === 0) return LEFT_OUT;
    if (field !== ((1 << 3) | BYTES)) continue;
    if (!walkValue(start, at)) return LEFT_OUT;
    if (noRoom()) return NO_ROOM;
    const came = keepValue(step, wallTime, record);
    if (came !== KEPT) return came;
  }
  return KEPT;
}

/** Whether the summary is well formed. */
function walkSummary(at: usize, end: usize): bool {
  while (at < end) {
    at = key(at, end);
    if (at === 0) return false;
    const field = <u32>value;
    at = skip(at, end, field & 7);
    if (at === 0) return false;
    if (field === ((1 << 3) | BYTES) && !(walkValue(start, at) && walkAllMetadata())) return false;
  }
  return true;
}
