// What was wrong with a run's values: the first few in full, the rest counted.
import type { Problem } from "#contract/protocol.ts";

/** A file that is wrong throughout must not fill the memory, nor the page. */
const TOLD_IN_FULL = 20;

export class Trouble {
  readonly #told: Problem[] = [];
  #more = 0;

  add(problem: Problem): void {
    if (this.#told.length < TOLD_IN_FULL) this.#told.push(problem);
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
