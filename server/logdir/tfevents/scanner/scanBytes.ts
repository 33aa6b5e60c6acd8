// Scans bytes that are in memory: for the little that is new at the end of a file, in the main thread.
import type { EventBatch } from "#contract/eventlog/batch.ts";
import { type Malformed, Scanner, STOP } from "./scanner.ts";

export interface ScannedBytes {
  batches: EventBatch[];
  malformed: Malformed[];
  /** Where the first thing lies that is no whole, intact record; the number of bytes when all are. */
  end: number;
}

/** A scanner whose window a long record has stretched is left to the garbage collector. */
const LARGEST_KEPT_BYTES = 8_388_608;

/** Nothing is remembered from one call to the next. */
let atRest: Scanner | null = null;

/** `bytes` lie at `offset` in their file, and a record begins with them. */
export function scanBytes(bytes: Uint8Array, offset: number): ScannedBytes {
  const scanned: ScannedBytes = { batches: [], malformed: [], end: 0 };
  const scanner = atRest ?? new Scanner();
  scanner.begin();
  scanner.window(bytes.length).set(bytes);
  let stop: number = STOP.batchIsFull;
  while (stop === STOP.batchIsFull || stop === STOP.sessionStarts) {
    const found = scanner.scan(scanned.end, bytes.length, offset);
    if (found.batch) scanned.batches.push(found.batch);
    if (found.malformed.places.length > 0) scanned.malformed.push(found.malformed);
    ({ stop, end: scanned.end } = found);
  }
  atRest = bytes.length <= LARGEST_KEPT_BYTES ? scanner : null;
  return scanned;
}
