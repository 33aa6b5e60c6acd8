// Scans bytes that are in memory: for the little that is new at the end of a file, in the main thread.
import type { EventBatch } from "#contract/eventlog/batch.ts";
import { type Malformed, Scanner, STOP } from "./scanner.ts";

/** A scanner whose window a long record has stretched is left to the garbage collector. */
const LARGEST_KEPT_BYTES = 8_388_608;

/** Nothing is remembered from one call to the next. */
let atRest: Scanner | null = null;
let spare = new ArrayBuffer(0);

/**
 * `bytes` lie at `offset` in their file, and a record begins with them. `take` is called for every batch, whose columns
 * are valid during the call. Returns where the first thing lies that is no whole, intact record; the number of bytes
 * when all are.
 */
export function scanBytes(
  bytes: Uint8Array,
  offset: number,
  take: (batch: EventBatch | null, malformed: Malformed) => void,
): number {
  const scanner = atRest ?? new Scanner();
  atRest = null;
  scanner.begin();
  scanner.window(bytes.length).set(bytes);
  let [stop, end]: [number, number] = [STOP.batchIsFull, 0];
  while (stop === STOP.batchIsFull || stop === STOP.sessionStarts) {
    ({ stop, end } = scanner.goOn(end, bytes.length, offset));
    const { batch, malformed } = scanner.take(blockOf);
    if (batch || malformed.places.length > 0) take(batch, malformed);
  }
  if (bytes.length <= LARGEST_KEPT_BYTES) atRest = scanner;
  return end;
}

function blockOf(bytes: number): ArrayBuffer {
  if (spare.byteLength < bytes) spare = new ArrayBuffer(bytes);
  return spare;
}
