// Where a record may begin: the twelve bytes that hold its length and the length's checksum.
import { maskedCrc32c } from "#contract/eventlog/crc32c.ts";

export const HEADER_BYTES = 12;
const FRAMING_BYTES = 16;
/** As in tfrecord.ts: no record is that long, whatever its header claims. */
const LONGEST_RECORD_BYTES = 2 ** 40;

/** A longer record (a graph, as a rule) is passed over and told of. */
export const LARGEST_RECORD_BYTES = 67_108_864;

/** Bytes of the whole record that begins at `at`, framing included; null when none begins there. */
export function recordBytes(bytes: Uint8Array, at: number): number | null {
  if (at + HEADER_BYTES > bytes.length) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, HEADER_BYTES);
  if (view.getUint32(8, true) !== maskedCrc32c(bytes, at, at + 8)) return null;
  const length = view.getUint32(0, true) + view.getUint32(4, true) * 2 ** 32;
  return length > LONGEST_RECORD_BYTES ? null : FRAMING_BYTES + length;
}

/** The first place from `at` on where a record may begin, or where too few bytes are left to tell. */
export function nextBeginning(bytes: Uint8Array, at: number): number {
  // A length that is none has other bytes here, nearly always.
  while (
    at + HEADER_BYTES <= bytes.length &&
    (bytes[at + 7] !== 0 || bytes[at + 6] !== 0 || recordBytes(bytes, at) === null)
  )
    at++;
  return at;
}
