// What was wrong with a run's values: the first few in full, the rest counted.
import type { Problem } from "#contract/protocol.ts";
import type { SourceFile } from "./source.ts";

/** A file that is wrong throughout must not fill the memory, nor the page. */
const TOLD_IN_FULL = 20;
const LONGEST_TAG_TOLD = 80;

export class Trouble {
  readonly #told: Problem[] = [];
  #more = 0;

  /** A value of `tag` in the event at `offset` cannot be shown; the reason in words. */
  refuse(file: SourceFile, tag: string, offset: number, reason: string): void {
    if (this.#told.length < TOLD_IN_FULL)
      this.#told.push({ file: file.path, offset, reason: `"${shortened(tag)}": ${reason}` });
    else this.#more++;
  }

  /** Counts values that were wrong like the ones before. */
  addMore(count: number): void {
    this.#more += count;
  }

  get problems(): Problem[] {
    const last = this.#told.at(-1);
    if (!last || this.#more === 0) return [...this.#told];
    const reason = `${this.#more} more values were left out`;
    return [...this.#told, { file: last.file, offset: null, reason }];
  }
}

function shortened(tag: string): string {
  return tag.length > LONGEST_TAG_TOLD ? `${tag.slice(0, LONGEST_TAG_TOLD)}…` : tag;
}
