// The part of a file that is in memory while it is scanned: grows by what is read, never by what the file claims.
import type { FileToRead } from "../fileToRead.ts";

/** Reads of 256 KiB and more into a page-aligned buffer are several times slower on some processors. */
export const CHUNK_BYTES = 196_608;
const OFF_PAGE_BYTES = 64;
/** What is more than this is read in a worker thread. */
export const MUCH_BYTES = 262_144;

/** Thousands of small files are read one after the other: their windows are the same memory. */
const KEPT_BYTES = OFF_PAGE_BYTES + CHUNK_BYTES;
const MOST_KEPT = 8;
const atRest: Uint8Array[] = [];

export class Window {
  #buffer = atRest.pop() ?? new Uint8Array(KEPT_BYTES);
  #length = 0;

  /** Its bytes are not looked at any more. */
  release(): void {
    if (this.#buffer.length === KEPT_BYTES && atRest.length < MOST_KEPT) atRest.push(this.#buffer);
    this.#buffer = new Uint8Array(0);
    this.#length = 0;
  }

  get length(): number {
    return this.#length;
  }

  /** Valid until the next `fill` or `drop`. */
  get bytes(): Uint8Array {
    return this.#buffer.subarray(OFF_PAGE_BYTES, OFF_PAGE_BYTES + this.#length);
  }

  /** Reads on until `wanted` bytes from `position` on are here; true when the file ended before. */
  async fill(handle: FileToRead, position: number, wanted: number): Promise<boolean> {
    while (this.#length < wanted) {
      const asked = Math.min(CHUNK_BYTES, wanted - this.#length);
      this.#makeRoom(asked);
      const at = OFF_PAGE_BYTES + this.#length;
      const { bytesRead } = await handle.read(this.#buffer, at, asked, position + this.#length);
      this.#length += bytesRead;
      if (bytesRead < asked) return true;
    }
    return false;
  }

  /** Forgets the first `count` bytes. */
  drop(count: number): void {
    this.#buffer.copyWithin(OFF_PAGE_BYTES, OFF_PAGE_BYTES + count, OFF_PAGE_BYTES + this.#length);
    this.#length -= count;
  }

  #makeRoom(bytes: number): void {
    const needed = OFF_PAGE_BYTES + this.#length + bytes;
    if (needed <= this.#buffer.length) return;
    const grown = new Uint8Array(Math.max(needed, 2 * this.#buffer.length));
    grown.set(this.#buffer.subarray(0, OFF_PAGE_BYTES + this.#length));
    this.#buffer = grown;
  }
}
