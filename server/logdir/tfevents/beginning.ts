// Where in the middle of an event file a record seems to begin, for readers that do not come from its start.
import { readSync } from "node:fs";
import { HEADER_BYTES, nextBeginning } from "./recordHeader.ts";

/** Most records are shorter than this; behind it much is read at a time. */
const FIRST_BYTES = 16_384;
const STEP_BYTES = 131_072;

/** The first place from `from` on where a record seems to begin; null: none before `to`. */
export function beginningFrom(descriptor: number, from: number, to: number): number | null {
  const window = new Uint8Array(STEP_BYTES);
  let bytes = FIRST_BYTES;
  for (let at = from; at < to;) {
    const read = readSync(descriptor, window, 0, bytes, at);
    const found = nextBeginning(window.subarray(0, read), 0);
    if (found + HEADER_BYTES <= read) return at + found < to ? at + found : null;
    if (read < HEADER_BYTES) return null;
    at += found;
    bytes = STEP_BYTES;
  }
  return null;
}
