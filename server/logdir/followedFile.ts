// One file of a run: its reader, what it looked like when it was compared last, and why it could not be opened.
import { statSync } from "node:fs";
import type { Problem } from "#contract/protocol.ts";
import { Age } from "./age.ts";
import type { Bounds } from "./bounds.ts";
import type { FoundFile } from "./listing.ts";
import { ACTIVE_FOR_MS } from "./paces.ts";
import type { Reader, ReaderKind, ReaderOutput, Reading } from "./reader.ts";

export class FollowedFile {
  readonly path: string;
  readonly kind: ReaderKind;
  readonly reader: Reader;
  /** Whether there is something to read. */
  dirty = true;
  /** Why it could not be opened. */
  failure: string | null = null;
  readonly #bounds: Bounds;
  readonly #age = new Age();
  #size = 0;
  #again: NodeJS.Timeout | null = null;

  constructor({ path, kind }: FoundFile, reading: Reading, output: ReaderOutput) {
    this.path = path;
    this.kind = kind;
    this.#bounds = reading.bounds;
    this.reader = kind.reader(path, reading, output);
  }

  /** Whether points of the file have been told, which the order of the files concerns. */
  get hasTold(): boolean {
    return this.kind.ordered && this.reader.settled > 0;
  }

  /** Milliseconds since it was written, as far as is known. */
  get ageMs(): number {
    return this.#age.ms;
  }

  /** Whether it was written lately. */
  get active(): boolean {
    return this.ageMs < ACTIVE_FOR_MS;
  }

  /** Bytes read, of the bytes that are there; one that cannot be opened is done with. */
  get progress(): { done: number; total: number } {
    const total = Math.max(this.#size, this.reader.size);
    return { done: this.failure === null ? this.reader.settled : total, total };
  }

  get problems(): readonly Problem[] {
    if (this.failure === null) return this.reader.problems;
    const reason = `cannot be read: ${this.failure}; it is tried again`;
    return [{ file: this.path, offset: null, reason }];
  }

  /** Marks it dirty when it is another than when it was compared last, or could not be opened. */
  compare(): void {
    try {
      const stats = statSync(this.#bounds.absolute(this.path));
      const seen = `${stats.ino} ${stats.size} ${stats.mtimeMs}`;
      const changed = this.#age.found(seen, stats.mtimeMs);
      if (changed || this.failure !== null) this.dirty = true;
      this.#size = stats.size;
    } catch {
      // Opening it will tell why.
      this.dirty = true;
    }
  }

  /** Calls `look` after a while, unless it is looked at before. */
  lookAgain(afterMs: number, look: () => void): void {
    this.#again = setTimeout(look, afterMs);
  }

  /** It is looked at now, or not any more. */
  cancelLook(): void {
    clearTimeout(this.#again ?? undefined);
  }
}
