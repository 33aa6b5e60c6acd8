// What arrives in bursts, handed on together: thousands of models come in many messages, and are drawn once.

/** One frame of a screen: nobody sees the wait. */
const GATHERED_MS = 16;

export class Burst<T> {
  readonly #after: (ms: number, callback: () => void) => () => void;
  readonly #handOn: (items: readonly T[]) => void;
  #gathered: T[] = [];
  #cancel = (): void => undefined;

  constructor(
    after: (ms: number, callback: () => void) => () => void,
    handOn: (items: readonly T[]) => void,
  ) {
    this.#after = after;
    this.#handOn = handOn;
  }

  add(item: T): void {
    this.#gathered.push(item);
    if (this.#gathered.length > 1) return;
    this.#cancel = this.#after(GATHERED_MS, () => {
      const items = this.#gathered;
      this.#gathered = [];
      this.#handOn(items);
    });
  }

  /** What was gathered is not handed on any more. */
  drop(): void {
    this.#cancel();
    this.#gathered = [];
  }
}
