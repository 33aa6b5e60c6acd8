// What arrives in bursts, handed on together: thousands of models come in many messages, and are drawn a few times.

/** One frame of a screen: nobody sees the wait. */
const GATHERED_MS = 16;
/** After drawing, so many times as long is left to the person, whose clicks wait while it is drawn. */
const REST = 2;
const LONGEST_REST_MS = 2000;

/** What a burst needs of the outside world. */
export interface BurstWorld {
  /** Milliseconds since 1970. */
  now(): number;
  after(ms: number, callback: () => void): () => void;
}

export class Burst<T> {
  readonly #world: BurstWorld;
  readonly #handOn: (items: readonly T[]) => void;
  #gathered: T[] = [];
  /** Whether a timer runs whose end looks at what was gathered. */
  #isWaiting = false;
  #restUntil = -Infinity;
  #cancel = (): void => undefined;

  constructor(world: BurstWorld, handOn: (items: readonly T[]) => void) {
    this.#world = world;
    this.#handOn = handOn;
  }

  add(item: T): void {
    this.#gathered.push(item);
    if (!this.#isWaiting) this.#wait();
  }

  /** What was gathered is not handed on any more. */
  drop(): void {
    this.#cancel();
    this.#isWaiting = false;
    this.#gathered = [];
  }

  #wait(): void {
    this.#isWaiting = true;
    const world = this.#world;
    const restMs = Math.min(this.#restUntil - world.now(), LONGEST_REST_MS);
    this.#cancel = world.after(Math.max(restMs, GATHERED_MS), () => {
      const items = this.#gathered;
      this.#gathered = [];
      const start = world.now();
      this.#handOn(items);
      // This timer is late by as long as it takes to draw what was handed on.
      this.#cancel = world.after(GATHERED_MS, () => {
        this.#isWaiting = false;
        const end = world.now();
        this.#restUntil = end + REST * (end - start - GATHERED_MS);
        if (this.#gathered.length > 0) this.#wait();
      });
    });
  }
}
