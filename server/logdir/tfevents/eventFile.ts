// One life of an event file: as long as it only grows, what was read of it can be read again.
import type { Course } from "#contract/measures/course.ts";
import type { LocatedHistograms } from "#contract/measures/locatedHistograms.ts";
import type { FileToRead } from "../fileToRead.ts";
import { Unreadable } from "../bounds.ts";
import type { Reading } from "../reader.ts";
import type { ByteRange, LogFile } from "../sink.ts";
import { Fingerprint } from "./fingerprint.ts";

/** What event files need of what the readers share. */
export type EventReading = Pick<Reading, "bounds" | "workers" | "findings" | "smallFiles">;

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

  /** Remembers what the file looks like up to where it has been read. */
  remember(fingerprint: Fingerprint): void {
    this.#fingerprint = fingerprint;
  }

  read(ranges: readonly ByteRange[]): Promise<Uint8Array[]> {
    const end = ranges.reduce((furthest, range) => Math.max(furthest, range.end), 0);
    return this.#opened(end, (handle) =>
      ranges.length < MANY_RANGES ? this.#readFew(handle, ranges) : this.#gather(handle, ranges),
    );
  }

  course(histograms: LocatedHistograms): Promise<Course> {
    const end = histograms.ends.reduce((furthest, one) => Math.max(furthest, one), 0);
    return this.#opened(end, (handle) => {
      const input = { descriptor: handle.fd, ...histograms };
      return this.#reading.workers.run("histogramCourse", input, () => {});
    });
  }

  /** What `use` makes of the open file, when it is this one and reaches to `end`. */
  async #opened<Made>(end: number, use: (handle: FileToRead) => Promise<Made>): Promise<Made> {
    const { handle, size } = await this.#reading.bounds.open(this.path);
    try {
      if (!this.isIn(handle, size))
        throw new Unreadable(`${this.path} was replaced since it was read`);
      if (end > size) throw new Unreadable(`${this.path} was cut since it was read`);
      return await use(handle);
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
