// Whether a file is still the one that was read: its first KiB and the last one before the place that was reached.
import { readSync } from "node:fs";
import { crc32 } from "node:zlib";

/** So few bytes, as a rule read a moment ago, are read at once: a thread of the pool would take ten times as long. */
export const SAMPLE_BYTES = 1024;

export class Fingerprint {
  /** Bytes that were read. */
  readonly #length: number;
  readonly #samples: string;

  /** Of a file whose first `length` bytes have these samples. */
  constructor(length: number, samples: string) {
    this.#length = length;
    this.#samples = samples;
  }

  /** Of a file of which nothing has been read. */
  static readonly empty = new Fingerprint(0, "");

  /** Of a file of which `length` bytes have been read. */
  static of(descriptor: number, length: number): Fingerprint {
    return new Fingerprint(length, samplesOf(descriptor, length));
  }

  /** Whether the file of `size` bytes begins with what was read. */
  matches(descriptor: number, size: number): boolean {
    if (size < this.#length) return false;
    return this.#length === 0 || samplesOf(descriptor, this.#length) === this.#samples;
  }
}

/** What {@link samplesOf} gives for a file of these bytes. */
export function samplesIn(bytes: Uint8Array): string {
  const { length } = bytes;
  const first = crc32(bytes.subarray(0, SAMPLE_BYTES));
  return length <= SAMPLE_BYTES
    ? `${first}`
    : `${first} ${crc32(bytes.subarray(length - SAMPLE_BYTES))}`;
}

/** Checksums of the first KiB, and of the last one before `length`. */
export function samplesOf(descriptor: number, length: number): string {
  const sample = new Uint8Array(Math.min(SAMPLE_BYTES, length));
  const first = crc32(sample.subarray(0, readSync(descriptor, sample, 0, sample.length, 0)));
  if (length <= SAMPLE_BYTES) return `${first}`;
  const tail = readSync(descriptor, sample, 0, sample.length, length - sample.length);
  return `${first} ${crc32(sample.subarray(0, tail))}`;
}
