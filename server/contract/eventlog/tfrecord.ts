// TFRecord framing: `u64 length | u32 crc(length) | data | u32 crc(data)`, read from files that may be torn anywhere.
import { maskedCrc32c } from "./crc32c.ts";

const HEADER = 12;
const FOOTER = 4;
/** A record longer than this cannot be real: no writer buffers 1 TiB, and nothing is allocated from a length. */
const LONGEST_RECORD = 2 ** 40;
/**
 * Checksums of data may fail over so many bytes for each that is scanned. Damage by chance stays below one; headers that
 * were made up, each claiming the whole file, would otherwise be searched for hours.
 */
const BYTES_IN_VAIN = 4;
/** A record this short is checked in any case. */
const ALWAYS_CHECKED = 1024;

/** `data[start, end)` of one whole record whose two checksums hold. */
export interface RecordRange {
  start: number;
  end: number;
}

/** Bytes that were skipped, with the reason, for the person to read. */
export interface Damage {
  start: number;
  end: number;
  reason: string;
}

export interface Scan {
  records: RecordRange[];
  damage: Damage[];
  /** Everything before this offset is settled; scan again from here when more bytes have come. */
  consumed: number;
}

/** Frames one payload as a TFRecord. */
export function frameRecord(payload: Uint8Array): Uint8Array {
  const framed = new Uint8Array(HEADER + payload.length + FOOTER);
  const view = new DataView(framed.buffer);
  view.setBigUint64(0, BigInt(payload.length), true);
  view.setUint32(8, maskedCrc32c(framed, 0, 8), true);
  framed.set(payload, HEADER);
  view.setUint32(HEADER + payload.length, maskedCrc32c(payload), true);
  return framed;
}

/**
 * Finds the whole, intact records in `bytes`.
 *
 * A record that is still growing is left for the next scan, unless `final` says that its writer will add nothing
 * more (a newer file exists, or it has long been still): then good records behind it are looked for. Bytes whose
 * checksum fails are skipped up to the next place where a record provably starts, and reported as damage; where no
 * such place is known yet, the scan stops in front of them and waits.
 */
export function scanRecords(bytes: Uint8Array, final = false): Scan {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const checks = new Checks(view, bytes);
  const records: RecordRange[] = [];
  const damage: Damage[] = [];
  let at = 0;
  while (at + HEADER <= bytes.length) {
    const length = lengthAt(view, bytes, at);
    if (length === null || length > LONGEST_RECORD) {
      const next = checks.nextRecord(at + 1);
      if (next === null) break;
      damage.push({ start: at, end: next, reason: "the record's length fails its checksum" });
      at = next;
      continue;
    }
    const end = at + HEADER + length + FOOTER;
    if (end > bytes.length) {
      const next = final ? checks.nextRecord(at + HEADER) : null;
      if (next === null) break;
      damage.push({ start: at, end: next, reason: "the record was cut short by its writer" });
      at = next;
    } else if (checks.dataIsIntact(at, length)) {
      records.push({ start: at + HEADER, end: end - FOOTER });
      at = end;
    } else {
      // A flipped bit leaves the framing whole; a torn record runs into the ones behind it.
      const next = checks.isFramed(end) ? end : checks.nextRecord(at + HEADER);
      if (next === null) break;
      damage.push({ start: at, end: next, reason: "the record's data fails its checksum" });
      at = next;
    }
  }
  return { records, damage, consumed: at };
}

function lengthAt(view: DataView, bytes: Uint8Array, at: number): number | null {
  if (view.getUint32(at + 8, true) !== maskedCrc32c(bytes, at, at + 8)) return null;
  return view.getUint32(at, true) + view.getUint32(at + 4, true) * 2 ** 32;
}

/** The checksums of a scan's data, as many as are worth their time. */
class Checks {
  readonly #view: DataView;
  readonly #bytes: Uint8Array;
  #bytesInVain: number;

  constructor(view: DataView, bytes: Uint8Array) {
    this.#view = view;
    this.#bytes = bytes;
    this.#bytesInVain = BYTES_IN_VAIN * bytes.length;
  }

  /** Whether the data of the record at `at` has its checksum. */
  dataIsIntact(at: number, length: number): boolean {
    if (length > this.#bytesInVain + ALWAYS_CHECKED) return false;
    const end = at + HEADER + length;
    const intact = this.#view.getUint32(end, true) === maskedCrc32c(this.#bytes, at + HEADER, end);
    if (!intact) this.#bytesInVain = Math.max(0, this.#bytesInVain - length);
    return intact;
  }

  /** Whether what ends at `end` does where another record begins, or nothing more is there. */
  isFramed(end: number): boolean {
    const { length } = this.#bytes;
    return (
      end === length || (end + HEADER <= length && lengthAt(this.#view, this.#bytes, end) !== null)
    );
  }

  /**
   * The first offset from `from` on at which a whole record begins: by its data's checksum, or by what follows it. What
   * lies inside of one whose data are damaged is none.
   */
  nextRecord(from: number): number | null {
    for (let at = from; at + HEADER + FOOTER <= this.#bytes.length; at++) {
      const length = lengthAt(this.#view, this.#bytes, at);
      const end = at + HEADER + (length ?? Infinity) + FOOTER;
      if (end > this.#bytes.length) continue;
      if (this.isFramed(end) || this.dataIsIntact(at, length!)) return at;
    }
    return null;
  }
}
