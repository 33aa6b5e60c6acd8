// The job that reads many ranges of one file: a thousand reads cost one message, not a thousand turns of the loop.
import { readSync } from "node:fs";
import type { Parcel } from "./job.ts";

export interface GatherInput {
  descriptor: number;
  /** Where each range starts in the file, and where it ends. */
  starts: Float64Array;
  ends: Float64Array;
}

/** Consecutive ranges: the bytes of one after the other, and where each of them ends. */
export interface Gathered {
  bytes: Uint8Array<ArrayBuffer>;
  ends: Uint32Array;
}

/** A piece holds this much, or a single range that is longer. */
const PIECE_BYTES = 1_048_576;

/** Reads the ranges in their order. Throws when the file ends before one of them does. */
export function* gather({
  descriptor,
  starts,
  ends,
}: GatherInput): Generator<Parcel<Gathered>, null, ArrayBuffer[]> {
  for (let from = 0; from < starts.length;) {
    let to = from;
    let total = 0;
    do {
      total += ends[to]! - starts[to]!;
      to++;
    } while (to < starts.length && total + ends[to]! - starts[to]! <= PIECE_BYTES);
    const bytes = new Uint8Array(total);
    const pieceEnds = new Uint32Array(to - from);
    let at = 0;
    for (let range = from; range < to; range++) {
      const length = ends[range]! - starts[range]!;
      readWhole(descriptor, bytes.subarray(at, at + length), starts[range]!);
      pieceEnds[range - from] = at += length;
    }
    yield { piece: { bytes, ends: pieceEnds }, given: [bytes.buffer] };
    from = to;
  }
  return null;
}

/** Fills `into` from `position` on. Throws when the file ends before. */
export function readWhole(descriptor: number, into: Uint8Array, position: number): void {
  for (let at = 0; at < into.length;) {
    const read = readSync(descriptor, into, at, into.length - at, position + at);
    if (read === 0) throw new Error("the file was cut while it was read");
    at += read;
  }
}
