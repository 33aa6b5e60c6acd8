// The directories below the log directory and what lies in each; it is listed in slices, so that nothing waits long.
import { statSync } from "node:fs";
import { posix } from "node:path";
import { setImmediate } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import type { Problem } from "#contract/protocol.ts";
import { Age } from "./age.ts";
import { type Bounds, isMissing, reasonOf } from "./bounds.ts";
import { isRunFolder, ROOT, runOf } from "./kinds.ts";
import { type FoundFile, listDirectory, type Listing } from "./listing.ts";
import { ACTIVE_FOR_MS, SLICE_MS } from "./paces.ts";

/** Instead of the identity of a directory that could not be read: tried again, and watched anew when it can be. */
const UNREAD = "";

/** Two changes of a directory that are further apart have different times on every file system. */
const TIMES_APART_MS = 2500;

interface Directory extends Listing {
  /** Tells this directory from another under the same name. */
  identity: string;
  /** Of its list of names. */
  age: Age;
  /** Whether it had long been as it was when it was listed: until it changes it need not be listed again. */
  settled: boolean;
}

/** Is told of directories before they are listed, so that nothing comes between listing and watching. */
export interface TreeWatch {
  add(path: string): void;
  drop(path: string): void;
}

export class Tree {
  readonly #bounds: Bounds;
  readonly #watch: TreeWatch;
  #open = true;
  readonly #directories = new Map<string, Directory>();
  readonly #withProblems = new Set<string>();
  /** Directories outside that links show, each under one name. */
  readonly #claims = new Map<string, string>();

  constructor(bounds: Bounds, watch: TreeWatch) {
    this.#bounds = bounds;
    this.#watch = watch;
  }

  /** Whether the log directory exists. */
  get exists(): boolean {
    return this.#directories.has(ROOT);
  }

  /** The files of the run at `path`: its own, and those in the folders that belong to it. */
  filesOf(path: string): FoundFile[] {
    const own = this.foldersOf(path).flatMap((directory) =>
      (this.#directories.get(directory)?.files ?? []).filter(
        ({ kind }) => !kind.inherited && runOf(directory, kind) === path,
      ),
    );
    return own.length === 0 ? [] : [...own, ...this.#inheritedBy(path)];
  }

  /** The first of the nearest directory that has any. */
  #inheritedBy(path: string): FoundFile[] {
    for (let at = path; ; at = posix.dirname(at)) {
      const nearest = inheritedIn(this.#directories.get(at));
      if (nearest.length > 0 || at === ROOT) return nearest.slice(0, 1);
    }
  }

  /** The directories whose files make up the run at `path`: itself, and the folders in it that may belong to it. */
  foldersOf(path: string): string[] {
    const within = Array.from(this.#directories.get(path)?.folders ?? []).filter(isRunFolder);
    return [path, ...within.flatMap((name) => this.foldersOf(posix.join(path, name)))];
  }

  /** What had to be skipped in the directory. */
  problemsIn(directory: string): readonly Problem[] {
    return this.#directories.get(directory)?.problems ?? [];
  }

  /** Directories in which something came or went lately. */
  activeDirectories(): string[] {
    const found: string[] = [];
    for (const [path, { age }] of this.#directories) if (age.ms < ACTIVE_FOR_MS) found.push(path);
    return found;
  }

  directoriesWithProblems(): string[] {
    return [...this.#withProblems];
  }

  /**
   * Lists the directory at `path` again, and below it what is new, or everything (`deep`).
   * Yields the paths of the runs that may have changed, slice by slice.
   */
  async *refresh(path: string, deep: boolean): AsyncGenerator<Set<string>> {
    let changed = new Set<string>();
    const left = [path];
    let sliceEnds = performance.now() + SLICE_MS;
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      if (!this.#open) return;
      if (performance.now() > sliceEnds) {
        yield changed;
        changed = new Set();
        await setImmediate();
        sliceEnds = performance.now() + SLICE_MS;
      }
      left.push(...this.#list(next, deep, changed));
    }
    yield changed;
  }

  /** Ends the listing that is going on. */
  close(): void {
    this.#open = false;
  }

  /** Lists one directory; returns those below it that are to be listed too. */
  #list(path: string, deep: boolean, changed: Set<string>): string[] {
    const before = this.#directories.get(path);
    const now = this.#read(path, before);
    if (!now) {
      this.#drop(path, changed);
      return [];
    }
    this.#directories.set(path, now);
    if (now.problems.length > 0) this.#withProblems.add(path);
    else this.#withProblems.delete(path);
    if (now !== before) {
      noteRuns(path, before, changed);
      noteRuns(path, now, changed);
      if (!isDeepStrictEqual(inheritedIn(before), inheritedIn(now))) this.#noteBelow(path, changed);
    }
    if (now === before && !deep) return this.#unreadIn(path);
    const renewed = before?.identity !== now.identity;
    for (const name of before?.folders ?? []) {
      if (renewed || !now.folders.has(name)) this.#drop(posix.join(path, name), changed);
    }
    return Array.from(now.folders, (name) => posix.join(path, name)).filter(
      (folder) => deep || (this.#directories.get(folder)?.identity ?? UNREAD) === UNREAD,
    );
  }

  #noteBelow(path: string, changed: Set<string>): void {
    for (const [other, listing] of this.#directories)
      if (isBelow(path, other)) noteRuns(other, listing, changed);
  }

  #unreadIn(path: string): string[] {
    return [...this.#withProblems].filter(
      (one) => posix.dirname(one) === path && this.#directories.get(one)?.identity === UNREAD,
    );
  }

  /** Null when there is no such directory. */
  #read(path: string, before: Directory | undefined): Directory | null {
    const age = before?.age ?? new Age();
    try {
      // Thousands of them at every sweep: stats in big integers cost three times as much.
      const stats = statSync(this.#bounds.absolute(path));
      if (!stats.isDirectory()) return null;
      const identity = `${stats.dev} ${stats.ino} ${stats.birthtimeMs}`;
      const changed = age.found(`${identity} ${stats.mtimeMs}`, stats.mtimeMs);
      if (before?.settled && identity === before.identity && !changed) return before;
      if (identity !== before?.identity) this.#watch.add(path);
      const listing = listDirectory(this.#bounds, path, (real, link) => this.#claim(real, link));
      const settled = age.ms > TIMES_APART_MS && !listing.linked;
      return { ...listing, identity, age, settled };
    } catch (error) {
      if (isMissing(error)) return null;
      const reason = `the directory cannot be read: ${reasonOf(error)}; it is tried again`;
      const problems = [{ file: path, offset: null, reason }];
      const nothing = { files: [], folders: new Set<string>(), linked: false };
      return { ...nothing, ...before, age, settled: false, identity: UNREAD, problems };
    }
  }

  #claim(real: string, link: string): boolean {
    const shown = this.#claims.get(real) ?? link;
    this.#claims.set(real, shown);
    return shown === link;
  }

  #drop(path: string, changed: Set<string>): void {
    for (const [other, listing] of this.#directories) {
      if (other !== path && !isBelow(path, other)) continue;
      this.#directories.delete(other);
      this.#withProblems.delete(other);
      this.#watch.drop(other);
      noteRuns(other, listing, changed);
    }
    for (const [real, link] of this.#claims)
      if (link === path || isBelow(path, link)) this.#claims.delete(real);
  }
}

function noteRuns(path: string, listing: Listing | undefined, changed: Set<string>): void {
  for (const { kind } of listing?.files ?? []) if (!kind.inherited) changed.add(runOf(path, kind));
}

/** Files that the runs below have too, in the order of their names. */
function inheritedIn(listing: Listing | undefined): FoundFile[] {
  return (listing?.files ?? [])
    .filter(({ kind }) => kind.inherited)
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

const isBelow = (path: string, other: string): boolean =>
  path === ROOT || other.startsWith(`${path}/`);
