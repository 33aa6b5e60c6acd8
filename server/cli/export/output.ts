// Where an export goes: standard output, or a file that is there whole or not at all.
import { createWriteStream } from "node:fs";
import { rename, unlink } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Failure } from "../failure.ts";

type Pieces = AsyncIterable<string | Uint8Array>;

/** Writes to standard output as fast as it is read; ends when its reader goes. */
export async function writeOut(pieces: Pieces): Promise<void> {
  try {
    await pipeline(Readable.from(pieces, { objectMode: false }), process.stdout, { end: false });
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

const GONE = ["EPIPE", "ERR_STREAM_PREMATURE_CLOSE"];
const isGone = (error: unknown): boolean =>
  GONE.includes((error as NodeJS.ErrnoException).code ?? "");

/** Writes beside `path`, then renames. Throws a Failure when the file system does not let it. */
export async function writeFileWhole(path: string, pieces: Pieces): Promise<void> {
  const unfinished = `${path}.${process.pid}.unfinished`;
  try {
    await pipeline(Readable.from(pieces, { objectMode: false }), createWriteStream(unfinished));
    await rename(unfinished, path);
  } catch (error) {
    await unlink(unfinished).catch(() => undefined);
    const { code, message } = error as NodeJS.ErrnoException;
    throw code === undefined ? error : new Failure(`Cannot write ${path}: ${message}`);
  }
}
