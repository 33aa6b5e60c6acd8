// Writing that survives: files appear whole or not at all, appended bytes are on the disk when the call returns.
import {
  closeSync,
  fsyncSync,
  fstatSync,
  ftruncateSync,
  openSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { TrainerError } from "./trainerError.ts";

/** Writes a new file under the name `partial`, then renames it: nobody ever reads half of it. */
export function writeWhole(path: string, bytes: Uint8Array, partial = `${path}.partial`): void {
  orSayWhy(path, () => {
    try {
      withFile(partial, "w", (descriptor) => writeAll(descriptor, bytes));
    } catch (cause) {
      rmSync(partial, { force: true });
      throw cause;
    }
    renameSync(partial, path);
    syncFolder(dirname(path));
  });
}

/** Appends the bytes; when they do not all fit, takes back those that did, so that the file stays readable. */
export function appendWhole(path: string, bytes: Uint8Array): void {
  orSayWhy(path, () => {
    withFile(path, "a", (descriptor) => {
      const { size } = fstatSync(descriptor);
      try {
        writeAll(descriptor, bytes);
      } catch (cause) {
        takeBack(descriptor, size);
        throw cause;
      }
    });
    syncFolder(dirname(path));
  });
}

/** Best effort: a torn end is passed over by readers, and the reason for it is what has to be told. */
function takeBack(descriptor: number, size: number): void {
  try {
    ftruncateSync(descriptor, size);
  } catch {
    // What cannot be shortened is no ordinary file.
  }
}

function withFile(path: string, flags: "w" | "a", write: (descriptor: number) => void): void {
  const descriptor = openSync(path, flags);
  try {
    write(descriptor);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** A file system that is filling up takes a part of what it is given. */
function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at);
}

/** A new name is on the disk only once its folder is; Windows does this by itself and refuses to be asked. */
function syncFolder(path: string): void {
  if (process.platform === "win32") return;
  const descriptor = openSync(path, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EFBIG: "the file would grow past the size allowed",
  EROFS: "the file system is read-only",
  EACCES: "this user may not write there",
};

function orSayWhy(path: string, write: () => void): void {
  try {
    write();
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? "";
    const reason = REASONS[code] ?? String(cause);
    throw new TrainerError(
      `${path} could not be written: ${reason}. What was written before is intact; ` +
        "put that right and train again with --resume.",
      { cause },
    );
  }
}
