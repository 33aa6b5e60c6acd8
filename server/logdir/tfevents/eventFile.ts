// One life of an event file: as long as it only grows, what was read of it can be read again.
import type { FileToRead } from "../fileToRead.ts";
import { Unreadable } from "../bounds.ts";
import type { Reading } from "../reader.ts";
import type { ByteRange, LogFile } from "../sink.ts";
import { Fingerprint } from "./fingerprint.ts";

/** What event files need of what the readers share. */
export type EventReading = Pick<Reading, "bounds" | "workers" | "findings">;

/** So many ranges are read in a worker thread: each would cost a turn of the loop here. */
const MANY_RANGES = 8;

export class EventFile implements LogFile {
  readonly path: string;
  readonly #reading: EventReading;
  #fingerprint = Fingerprint.empty;

  constructor(path: string, reading: EventReading) {
    this.path = path;
    this.#reading = reading;
  }

  /** Whether the open file is this one, grown or not. */
  isIn(handle: FileToRead, size: number): boolean {
    return this.#fingerprint.matches(handle.fd, size);
  }

  /** Remembers what the file looks like up to `settled`. */
  remember(handle: FileToRead, settled: number): void {
    this.#fingerprint = Fingerprint.of(handle.fd, settled);
  }

  async read(ranges: readonly ByteRange[]): Promise<Uint8Array[]> {
    const { handle, size } = await this.#reading.bounds.open(this.path);
    try {
      if (!this.isIn(handle, size))
        throw new Unreadable(`${this.path} was replaced since it was read`);
      if (ranges.some(({ end }) => end > size))
        throw new Unreadable(`${this.path} was cut since it was read`);
      return ranges.length < MANY_RANGES
        ? await this.#readFew(handle, ranges)
        : await this.#gather(handle, ranges);
    } finally {
      await handle.close();
    }
  }

  async #readFew(handle: FileToRead, ranges: readonly ByteRange[]): Promise<Uint8Array[]> {
    return Promise.all(
      ranges.map(async ({ start, end }) => {
        const bytes = new Uint8Array(end - start);
        const { bytesRead } = await handle.read(bytes, 0, bytes.length, start);
        if (bytesRead < bytes.length)
          throw new Unreadable(`${this.path} was cut while it was read`);
        return bytes;
      }),
    );
  }

  async #gather(handle: FileToRead, ranges: readonly ByteRange[]): Promise<Uint8Array[]> {
    const read: Uint8Array[] = [];
    const input = {
      descriptor: handle.fd,
      starts: Float64Array.from(ranges, ({ start }) => start),
      ends: Float64Array.from(ranges, ({ end }) => end),
    };
    await this.#reading.workers.run("gather", input, ({ bytes, ends }) => {
      let start = 0;
      for (const end of ends) read.push(bytes.subarray(start, (start = end)));
    });
    return read;
  }
}
