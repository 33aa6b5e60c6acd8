// Reads one checkpoint's header, when the file is whole; its tensors are streamed when asked for.
import type { FileHandle } from "node:fs/promises";
import { basename } from "node:path";
import {
  headerLength,
  parseSafetensorsHeader,
  type SafetensorsHeader,
} from "#contract/safetensors.ts";
import type { Problem } from "#contract/protocol.ts";
import { type Bounds, type OpenFile, Unreadable } from "../bounds.ts";
import type { Look, Reader, ReaderOutput } from "../reader.ts";
import type { ByteRange } from "../sink.ts";
import { stepOf } from "./step.ts";

const PREFIX_BYTES = 8;
const PIECE_BYTES = 196_608;

export class CheckpointReader implements Reader {
  settled = 0;
  size = 0;
  problems: readonly Problem[] = [];
  readonly #bounds: Bounds;
  readonly #path: string;
  readonly #output: ReaderOutput;
  /** Of the file that was read last. */
  #identity: string | null = null;

  constructor(bounds: Bounds, path: string, output: ReaderOutput) {
    this.#bounds = bounds;
    this.#path = path;
    this.#output = output;
  }

  rewind(): void {
    this.#identity = null;
    this.settled = 0;
  }

  async look(): Promise<Look> {
    const open = await this.#bounds.open(this.#path);
    try {
      const identity = identityOf(open);
      if (identity === this.#identity) return { kind: "done" };
      this.size = open.size;
      const header = await this.#header(open);
      this.#identity = identity;
      this.settled = this.size;
      this.#output.checkpoint(
        this.#path,
        header && {
          step: stepOf(basename(this.#path))!,
          path: this.#path,
          writtenAt: open.writtenAt / 1000,
          tensors: header.tensors,
          stream: (range) => this.#stream(identity, range),
        },
      );
      return { kind: "done" };
    } finally {
      await open.handle.close();
    }
  }

  /** Null when the file is not (yet) a whole checkpoint; `problems` says why. */
  async #header({ handle, size }: OpenFile): Promise<SafetensorsHeader | null> {
    this.problems = [];
    try {
      const length = headerLength(await bytesAt(handle, 0, Math.min(PREFIX_BYTES, size)));
      if (length > size - PREFIX_BYTES) throw unfinished(size, PREFIX_BYTES + length);
      const header = parseSafetensorsHeader(await bytesAt(handle, PREFIX_BYTES, length));
      if (size < header.fileLength) throw unfinished(size, header.fileLength);
      if (size > header.fileLength)
        throw new Error(`${size - header.fileLength} bytes behind the last tensor`);
      return header;
    } catch (error) {
      const reason = `not read as a checkpoint: ${(error as Error).message}`;
      this.problems = [{ file: this.#path, offset: null, reason }];
      return null;
    }
  }

  async *#stream(identity: string, { start, end }: ByteRange): AsyncGenerator<Uint8Array> {
    const open = await this.#bounds.open(this.#path);
    try {
      if (identityOf(open) !== identity)
        throw new Unreadable(`${this.#path} was replaced since it was read`);
      for (let at = start; at < end; at += PIECE_BYTES)
        yield await bytesAt(open.handle, at, Math.min(PIECE_BYTES, end - at));
    } finally {
      await open.handle.close();
    }
  }
}

function identityOf({ inode, size, writtenAt }: OpenFile): string {
  return `${inode} ${size} ${writtenAt}`;
}

function unfinished(size: number, whole: number): Error {
  return new Error(`still being written, ${size} of ${whole} bytes are there`);
}

/** `length` has been compared with the file's size. */
async function bytesAt(handle: FileHandle, start: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  const { bytesRead } = await handle.read(bytes, 0, length, start);
  if (bytesRead < length) throw new Unreadable("it was cut while it was read");
  return bytes;
}
