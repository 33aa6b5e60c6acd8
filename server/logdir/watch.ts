// Hints that something happened, as quick as the system gives them. They may come late, twice, or never.
import { type FSWatcher, watch as watchDirectory } from "node:fs";
import { posix, relative, sep } from "node:path";
import { type FSWatcher as TreeWatcher, watch as watchTree } from "chokidar";
import { type Bounds, reasonOf } from "./bounds.ts";
import { ROOT } from "./kinds.ts";
import type { TreeWatch } from "./tree.ts";

const FOUND_BY_LISTING = ["ENOENT", "ENOTDIR", "EACCES", "EPERM"];

export interface Hints {
  /** Something was written to the file. */
  written(path: string): void;
  /** Something came to the directory or went, or it went itself. */
  listed(path: string): void;
  /** Hints will be missing; what for, in words. */
  missed(reason: string): void;
}

/**
 * chokidar tells of directories that come and go. Of files a watcher for each directory tells: it costs a sixth of
 * chokidar's watching of files, and does not swallow the second of two quick appends.
 */
export class Watch implements TreeWatch {
  readonly #bounds: Bounds;
  readonly #hints: Hints;
  readonly #directories = new Map<string, FSWatcher>();
  #tree: TreeWatcher | null = null;
  /** Directories to be watched once that begins. */
  #waiting: Set<string> | null = new Set();
  #open = true;

  constructor(bounds: Bounds, hints: Hints) {
    this.#bounds = bounds;
    this.#hints = hints;
  }

  /** Whether hints are given. */
  get begun(): boolean {
    return this.#waiting === null;
  }

  /** Begins to watch the directories that were added, and every one that will be. */
  begin(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    for (const path of waiting) this.add(path);
  }

  /** Watches a directory, anew if it was watched: it may be another one under the same name. */
  add(path: string): void {
    // A listing that is still going on when all is closed must not open anything anew.
    if (!this.#open) return;
    if (this.#waiting) {
      this.#waiting.add(path);
      return;
    }
    this.drop(path);
    if (path === ROOT) this.#tree = this.#watchTree();
    try {
      const watcher = watchDirectory(this.#bounds.absolute(path), (event, name) => {
        if (event === "change" && name !== null) this.#hints.written(posix.join(path, name));
        else this.#hints.listed(path);
      });
      watcher.on("error", (error) => {
        this.drop(path);
        this.#missed(error);
      });
      this.#directories.set(path, watcher);
    } catch (error) {
      this.#missed(error);
    }
  }

  drop(path: string): void {
    this.#waiting?.delete(path);
    this.#directories.get(path)?.close();
    this.#directories.delete(path);
    if (path === ROOT) void this.#tree?.close();
  }

  async close(): Promise<void> {
    this.#open = false;
    for (const watcher of this.#directories.values()) watcher.close();
    this.#directories.clear();
    await this.#tree?.close();
  }

  #watchTree(): TreeWatcher {
    const { root } = this.#bounds;
    const listed = (directory: string): void => {
      this.#hints.listed(posix.dirname(relative(root, directory).split(sep).join("/")));
    };
    return watchTree(root, {
      ignoreInitial: true,
      followSymlinks: false,
      depth: 0,
      ignored: (_path, stats) => stats !== undefined && !stats.isDirectory(),
    })
      .on("addDir", listed)
      .on("unlinkDir", listed)
      .on("error", (error) => {
        this.#missed(error);
      });
  }

  #missed(error: unknown): void {
    const code = (error as NodeJS.ErrnoException).code;
    // That a directory has gone or is closed to us is found, and told of, when it is listed.
    if (code !== undefined && FOUND_BY_LISTING.includes(code)) return;
    const limit = code === "ENOSPC" || code === "EMFILE";
    this.#hints.missed(limit ? "the system watches no more directories" : reasonOf(error));
  }
}
