// Whether the records of a file are still those that were scanned, told by their lengths and checksums alone.
import { readSync } from "node:fs";

const HEADER_BYTES = 12;
const FRAMING_BYTES = 16;
/** As in scanner/assembly/index.ts. */
const SEAL_FACTOR = 0x9e3779b1;
/** Short records are read one after the other, of long ones hardly more than their framing. */
const BLOCK_BYTES = 4096;

/**
 * Walks from record to record of an open file and makes the seal that the scanner makes of the same records: from each
 * one's length and the checksum of its data. Where one record has other data than before, and their right checksum, the
 * seal is another one but for checksums that are alike by chance (1 in 2^32); where several have, the same chance once
 * more. Data whose stored checksum was left as it was are not noticed.
 */
export class SealWalk {
  readonly #descriptor: number;
  readonly #block = new Uint8Array(BLOCK_BYTES);
  readonly #view = new DataView(this.#block.buffer);
  #blockAt = 0;
  #blockBytes = 0;
  #position: number;

  /** A record begins at `from`. */
  constructor(descriptor: number, from: number) {
    this.#descriptor = descriptor;
    this.#position = from;
  }

  /** The seal of the records from where the walk stands to `to`, where it stands then; null when none ends there. */
  sealTo(to: number): number | null {
    let seal = 0;
    while (this.#position < to) {
      const head = this.#at(this.#position, HEADER_BYTES);
      if (head === null || this.#view.getUint32(head + 4, true) !== 0) return null;
      const length = this.#view.getUint32(head, true);
      const end = this.#position + FRAMING_BYTES + length;
      const foot = end > to ? null : this.#at(end - 4, 4);
      if (foot === null) return null;
      const checksum = this.#view.getUint32(foot, true);
      seal = Math.imul(((seal << 5) | (seal >>> 27)) ^ checksum ^ length, SEAL_FACTOR);
      this.#position = end;
    }
    return this.#position === to ? seal >>> 0 : null;
  }

  /** Where in the block the bytes from `position` on are; null when the file has not so many. */
  #at(position: number, bytes: number): number | null {
    if (position < this.#blockAt || position + bytes > this.#blockAt + this.#blockBytes) {
      this.#blockAt = position;
      this.#blockBytes = readSync(this.#descriptor, this.#block, 0, BLOCK_BYTES, position);
      if (this.#blockBytes < bytes) return null;
    }
    return position - this.#blockAt;
  }
}
