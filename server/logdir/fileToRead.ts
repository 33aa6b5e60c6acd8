// An open file. Opening and closing take microseconds where they are done, and ten times that by way of a thread.
import { closeSync, fstatSync, openSync, read, readSync, type BigIntStats } from "node:fs";
import type { ReadPace } from "./readPace.ts";

/** More than this is read beside the loop, however quick the disk is. */
const SHORT_READ_BYTES = 262_144;

export class FileToRead {
  readonly fd: number;
  readonly #pace: ReadPace;
  readonly #reads = new Set<Promise<unknown>>();

  /** Throws when there is no such file, or it must not be read. */
  constructor(path: string, flags: number, pace: ReadPace) {
    this.fd = openSync(path, flags);
    this.#pace = pace;
  }

  get stats(): BigIntStats {
    return fstatSync(this.fd, { bigint: true });
  }

  /** Reads into `into[at, at + length)`; fewer bytes than asked for where the file ends. Long reads wait beside the loop. */
  async read(
    into: Uint8Array,
    at: number,
    length: number,
    position: number,
  ): Promise<{ bytesRead: number }> {
    if (length <= SHORT_READ_BYTES && this.#pace.allowed) {
      const began = performance.now();
      const bytesRead = readSync(this.fd, into, at, length, position);
      this.#pace.heldUp(began);
      return { bytesRead };
    }
    const reading = new Promise<{ bytesRead: number }>((resolve, reject) => {
      read(this.fd, into, at, length, position, (error, bytesRead) => {
        if (error) reject(error);
        else resolve({ bytesRead });
      });
    });
    this.#reads.add(reading);
    try {
      return await reading;
    } finally {
      this.#reads.delete(reading);
      this.#pace.turned();
    }
  }

  /** Its number may be another file's as soon as it is closed: reads that are under way end first. */
  async close(): Promise<void> {
    await Promise.allSettled(this.#reads);
    closeSync(this.fd);
  }
}
