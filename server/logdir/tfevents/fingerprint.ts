// Whether a file is still the one that was read: its first KiB and the last one before the place that was reached.
import type { FileHandle } from "node:fs/promises";
import { crc32c } from "#contract/eventlog/crc32c.ts";

const SAMPLE_BYTES = 1024;

export class Fingerprint {
  /** Bytes that were read. */
  readonly #length: number;
  readonly #samples: string;

  private constructor(length: number, samples: string) {
    this.#length = length;
    this.#samples = samples;
  }

  /** Of a file of which nothing has been read. */
  static readonly empty = new Fingerprint(0, "");

  /** Of a file of which `length` bytes have been read. */
  static async of(handle: FileHandle, length: number): Promise<Fingerprint> {
    return new Fingerprint(length, await samplesOf(handle, length));
  }

  /** Whether the file of `size` bytes begins with what was read. */
  async matches(handle: FileHandle, size: number): Promise<boolean> {
    if (size < this.#length) return false;
    return this.#length === 0 || (await samplesOf(handle, this.#length)) === this.#samples;
  }
}

async function samplesOf(handle: FileHandle, length: number): Promise<string> {
  const sample = new Uint8Array(Math.min(SAMPLE_BYTES, length));
  const head = await handle.read(sample, 0, sample.length, 0);
  const first = crc32c(sample, 0, head.bytesRead);
  if (length <= SAMPLE_BYTES) return `${first}`;
  const tail = await handle.read(sample, 0, sample.length, length - sample.length);
  return `${first} ${crc32c(sample, 0, tail.bytesRead)}`;
}
