// Reading exactly the bytes that were asked for, from a file that others may be writing.
import { readSync } from "node:fs";
import type { FileToRead } from "../fileToRead.ts";
import { Unreadable } from "../bounds.ts";

/** Fills `into` with the file's bytes from `position` on; rejects when there are fewer. */
export type ReadInto = (into: Uint8Array, position: number) => Promise<void> | void;

/** Reads without holding up the thread. */
export function readingOf(handle: FileToRead): ReadInto {
  return async (into, position) => {
    for (let at = 0; at < into.length;) {
      const { bytesRead } = await handle.read(into, at, into.length - at, position + at);
      if (bytesRead === 0) throw cut();
      at += bytesRead;
    }
  };
}

/** Reads at once: for threads that have nothing else to do. */
export function readingSync(descriptor: number): ReadInto {
  return (into, position) => {
    for (let at = 0; at < into.length;) {
      const read = readSync(descriptor, into, at, into.length - at, position + at);
      if (read === 0) throw cut();
      at += read;
    }
  };
}

/** A copy of the file's bytes; whoever asks has compared `length` with the file's size. */
export async function bytesAt(
  read: ReadInto,
  position: number,
  length: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(length);
  await read(bytes, position);
  return bytes;
}

function cut(): Error {
  return new Unreadable("it was cut while it was read");
}
