// An open file. Opening and closing take microseconds where they are done, and ten times that by way of a thread.
import { closeSync, fstatSync, openSync, read, type BigIntStats } from "node:fs";

export class FileToRead {
  readonly fd: number;
  readonly #reads = new Set<Promise<unknown>>();

  /** Throws when there is no such file, or it must not be read. */
  constructor(path: string, flags: number) {
    this.fd = openSync(path, flags);
  }

  get stats(): BigIntStats {
    return fstatSync(this.fd, { bigint: true });
  }

  /** Reads into `into[at, at + length)`; fewer bytes than asked for where the file ends. Waits beside the loop. */
  async read(
    into: Uint8Array,
    at: number,
    length: number,
    position: number,
  ): Promise<{ bytesRead: number }> {
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
    }
  }

  /** Its number may be another file's as soon as it is closed: reads that are under way end first. */
  async close(): Promise<void> {
    await Promise.allSettled(this.#reads);
    closeSync(this.fd);
  }
}
