// The bytes of a file that had to be skipped: the first few places in full, the rest counted.
import type { Problem } from "#contract/protocol.ts";

const TOLD_IN_FULL = 20;

export class DamageLog {
  readonly #file: string;
  readonly #told: Problem[] = [];
  #morePlaces = 0;
  #moreBytes = 0;

  constructor(file: string) {
    this.#file = file;
  }

  add(offset: number, bytes: number, reason: string): void {
    if (this.#told.length < TOLD_IN_FULL) {
      this.#told.push({ file: this.#file, offset, reason: `${reason}; ${bytes} bytes skipped` });
    } else {
      this.#morePlaces++;
      this.#moreBytes += bytes;
    }
  }

  /** Counts places of which no more is known than how many they are. */
  addMore(places: number, bytes: number): void {
    this.#morePlaces += places;
    this.#moreBytes += bytes;
  }

  get problems(): Problem[] {
    if (this.#morePlaces === 0) return [...this.#told];
    const reason = `${this.#morePlaces} more damaged places; ${this.#moreBytes} bytes skipped`;
    return [...this.#told, { file: this.#file, offset: null, reason }];
  }
}
