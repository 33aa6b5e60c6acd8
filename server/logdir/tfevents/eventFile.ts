// One life of an event file: as long as it only grows, what was read of it can be read again.
import type { FileHandle } from "node:fs/promises";
import { type Bounds, Unreadable } from "../bounds.ts";
import type { ByteRange, LogFile } from "../sink.ts";
import { Fingerprint } from "./fingerprint.ts";

export class EventFile implements LogFile {
  readonly path: string;
  readonly #bounds: Bounds;
  #fingerprint = Fingerprint.empty;

  constructor(bounds: Bounds, path: string) {
    this.#bounds = bounds;
    this.path = path;
  }

  /** Whether the open file is this one, grown or not. */
  isIn(handle: FileHandle, size: number): Promise<boolean> {
    return this.#fingerprint.matches(handle, size);
  }

  /** Remembers what the file looks like up to `settled`. */
  async remember(handle: FileHandle, settled: number): Promise<void> {
    this.#fingerprint = await Fingerprint.of(handle, settled);
  }

  async read(ranges: readonly ByteRange[]): Promise<Uint8Array[]> {
    const { handle, size } = await this.#bounds.open(this.path);
    try {
      if (!(await this.isIn(handle, size)))
        throw new Unreadable(`${this.path} was replaced since it was read`);
      const read: Uint8Array[] = [];
      for (const { start, end } of ranges) {
        if (end > size) throw new Unreadable(`${this.path} was cut since it was read`);
        const bytes = new Uint8Array(end - start);
        const { bytesRead } = await handle.read(bytes, 0, bytes.length, start);
        if (bytesRead < bytes.length)
          throw new Unreadable(`${this.path} was cut while it was read`);
        read.push(bytes);
      }
      return read;
    } finally {
      await handle.close();
    }
  }
}
