// What to do where a scan stands still though the file goes on: read more, pass over what is no record, or wait.
import type { Damage } from "#contract/eventlog/tfrecord.ts";
import { LARGEST_RECORD_BYTES, nextBeginning, recordBytes } from "./recordHeader.ts";

/** Damage is searched in steps of this size for the next record. */
const SEARCH_BYTES = 1_048_576;

export type WayOn =
  | { kind: "read"; bytes: number }
  | { kind: "skip"; damage: Damage }
  | { kind: "wait" };

/**
 * `bytes` is what has been read from the place where the scan stands, `left` how many there are in the file;
 * `givenUp` says that a record which claims more than that is not waited for.
 */
export function wayOn(bytes: Uint8Array, left: number, givenUp: boolean): WayOn {
  const record = recordBytes(bytes, 0);
  const doubled = { kind: "read", bytes: 2 * bytes.length } as const;
  if (record !== null && record > left) {
    return givenUp && doubled.bytes <= LARGEST_RECORD_BYTES ? doubled : { kind: "wait" };
  }
  if (record !== null && record > bytes.length) {
    if (record <= LARGEST_RECORD_BYTES) return { kind: "read", bytes: record };
    const reason = `a record of more than ${LARGEST_RECORD_BYTES} bytes is not read`;
    return { kind: "skip", damage: { start: 0, end: record, reason } };
  }
  if (bytes.length < (record ?? 0) + SEARCH_BYTES) return doubled;
  const reason = "no record begins in these bytes";
  return { kind: "skip", damage: { start: 0, end: nextBeginning(bytes, 1), reason } };
}
