// The job that reads much of an event file: batch by batch, up to the first thing that is no clean record.
import { readSync } from "node:fs";
import type { EventBatch } from "#contract/eventlog/batch.ts";
import type { Parcel } from "../../workers/job.ts";
import { HEADER_BYTES, LARGEST_RECORD_BYTES, recordBytes } from "../recordHeader.ts";
import { CHUNK_BYTES } from "../window.ts";
import { Blocks } from "./blocks.ts";
import { type Malformed, Scanner, STOP } from "./scanner.ts";

export interface ScanInput {
  descriptor: number;
  /** A record begins at `from`; those are read that begin before `to`. */
  from: number;
  to: number;
  /** Nothing is read from here on. */
  size: number;
}

/** Some more of the file. */
export interface ScannedPiece {
  /** Offset of the first record in it. */
  from: number;
  /** Its columns are lent: valid until the piece has been taken. */
  batch: EventBatch | null;
  malformed: Malformed;
  /** Offset behind the last record that has been read. */
  settled: number;
  /** Of all records since the piece before; see kept/seal.ts. */
  seal: number;
}

/** Small enough to stay near the processor, large enough for many records of every tag. */
const WINDOW_BYTES = 1_048_576;
/** A batch is taken when it has so many values, or comes from so many bytes: the same cost for fewer would be more. */
const ENOUGH_VALUES = 16_384;
const ENOUGH_BYTES = 16_777_216;
/** A scanner whose window a long record has stretched is left to the garbage collector. */
const LARGEST_KEPT_BYTES = 8_388_608;

/** Scanners that are at rest: jobs of one thread take turns. */
const resting: Scanner[] = [];

/** Reads from `from` on. Ends in front of what begins at `to` or later, or is torn, damaged or too long to be read. */
export function* scanEvents({
  descriptor,
  from,
  to,
  size,
}: ScanInput): Generator<Parcel<ScannedPiece>, null, ArrayBuffer[]> {
  const scanner = resting.pop() ?? new Scanner();
  const blocks = new Blocks();
  let capacity = WINDOW_BYTES;
  let window = scanner.window(capacity);
  let [position, filled] = [from, 0];
  scanner.begin();
  let takenTo = from;
  /** What lies behind it is read only where a record leads there. */
  let readTo = to;
  for (;;) {
    const read = fill(descriptor, window, filled, position, readTo);
    let ended = read < capacity;
    filled = read;
    let at = 0;
    let stop: number = STOP.batchIsFull;
    while (stop === STOP.batchIsFull || stop === STOP.sessionStarts) {
      ({ stop, end: at } = scanner.goOn(at, filled, position));
      const settled = position + at;
      if (stop === STOP.needsMore && ended && settled < to && readTo < size) {
        // The last record of the range ends behind it.
        const bytes = recordBytes(window.subarray(0, filled), at) ?? HEADER_BYTES;
        readTo = Math.min(size, Math.max(readTo, settled + bytes));
        ended = bytes > LARGEST_RECORD_BYTES || position + filled >= readTo;
      }
      const enough = scanner.values >= ENOUGH_VALUES || settled - takenTo >= ENOUGH_BYTES;
      const goesOn = stop === STOP.needsMore && at > 0 && !ended;
      if (goesOn && !enough && !scanner.holdsWindow) break;
      const piece = { from: takenTo, settled };
      takenTo = settled;
      const { batch, block, malformed } = scanner.take((bytes) => blocks.of(bytes));
      const lent = batch ? [block] : [];
      if (batch || malformed.places.length > 0) {
        const seal = scanner.takeSeal();
        blocks.takeBack(yield { piece: { ...piece, batch, malformed, seal }, lent });
      }
    }
    if (stop !== STOP.needsMore || ended) break;
    if (at === 0 && filled === capacity) {
      const needed = recordBytes(window, 0) ?? Infinity;
      if (needed > LARGEST_RECORD_BYTES || position + needed > size) break;
      capacity = Math.max(needed, 2 * capacity);
    }
    window = scanner.window(capacity);
    window.copyWithin(0, at, filled);
    position += at;
    filled -= at;
  }
  if (capacity <= LARGEST_KEPT_BYTES) resting.push(scanner);
  return null;
}

/** Reads until the window is full or the file ends; the number of bytes in the window. */
function fill(
  descriptor: number,
  window: Uint8Array,
  filled: number,
  position: number,
  to: number,
): number {
  for (;;) {
    const wanted = Math.min(CHUNK_BYTES, window.length - filled, to - position - filled);
    if (wanted <= 0) return filled;
    const read = readSync(descriptor, window, filled, wanted, position + filled);
    if (read === 0) return filled;
    filled += read;
  }
}
