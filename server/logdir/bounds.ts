// The borders of the log directory: what may be read, decided on the open descriptor.
import { constants, realpathSync, statSync } from "node:fs";
import { relative, sep } from "node:path";
import { FileToRead } from "./fileToRead.ts";
import { ReadPace } from "./readPace.ts";

/** A file that must not or cannot be read; the message says why. */
export class Unreadable extends Error {}

/** Without it, opening a FIFO waits for its writer; Windows has neither. */
const NEVER_WAIT = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
const READ = { bigint: true } as const;

export interface OpenFile {
  handle: FileToRead;
  size: number;
  /** Milliseconds since 1970. */
  writtenAt: number;
  /** Tells this file from another under the same name. */
  inode: bigint;
}

export class Bounds {
  readonly root: string;
  readonly followOutside: boolean;
  readonly #pace = new ReadPace();
  readonly #realRoot: string | null;

  /** `realRoot` is the root without links, for bounds that are kept for few files; null: found out for each. */
  constructor(root: string, followOutside: boolean, realRoot: string | null = null) {
    this.root = root;
    this.followOutside = followOutside;
    this.#realRoot = realRoot;
  }

  /** Absolute path of what lies at `path` relative to the root. */
  absolute(path: string): string {
    // Thousands of times at every sweep: `join` would look at every character.
    return this.root + sep + path;
  }

  /** Whether a path without links lies inside. */
  contains(real: string): boolean {
    return isWithin(this.#realRoot ?? realpathSync.native(this.root), real);
  }

  /** Whether the log directory lies in the directory `real`, a path without links. */
  isWithin(real: string): boolean {
    return isWithin(real, realpathSync.native(this.root));
  }

  /**
   * Opens the regular file at `path` (relative to the root) for reading. A link that is swapped while it is opened
   * cannot lead outside: what counts is where the opened file itself lies.
   */
  async open(path: string): Promise<OpenFile> {
    const absolute = this.absolute(path);
    const handle = new FileToRead(absolute, NEVER_WAIT, this.#pace);
    try {
      const opened = handle.stats;
      if (!opened.isFile()) throw new Unreadable("it is no regular file");
      if (!this.followOutside) {
        const real = realpathSync.native(absolute);
        if (!this.contains(real)) throw new Unreadable("it leads out of the log directory");
        const there = statSync(real, READ);
        if (there.ino !== opened.ino || there.dev !== opened.dev)
          throw new Unreadable("it was replaced while it was opened");
      }
      const [size, writtenAt] = [Number(opened.size), Number(opened.mtimeMs)];
      return { handle, size, writtenAt, inode: opened.ino };
    } catch (error) {
      await handle.close();
      throw error;
    }
  }
}

/** Whether `path` is `folder` or lies in it; both absolute and without links. */
function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === "" || (way !== ".." && !way.startsWith(`..${sep}`));
}

const WORDS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  ELOOP: "its links go round in a loop",
  ENAMETOOLONG: "its path is too long",
  EMFILE: "too many files are open",
  ENFILE: "too many files are open",
  EIO: "the disk fails to read it",
  ESTALE: "the network file system has lost it",
};

/** Why a file could not be read, for a person. */
export function reasonOf(error: unknown): string {
  if (error instanceof Unreadable) return error.message;
  const code = codeOf(error);
  return (code !== null && WORDS[code]) || (error as Error).message;
}

/** Whether the error says that there is nothing under this name. */
export function isMissing(error: unknown): boolean {
  const code = codeOf(error);
  return code === "ENOENT" || code === "ENOTDIR";
}

function codeOf(error: unknown): string | null {
  return (error as NodeJS.ErrnoException).code ?? null;
}
