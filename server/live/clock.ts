// One clock for all browsers: the first change is told at once, those right behind it together.

/** Shortest time between two ticks: one frame of a screen. */
const TICK_MS = 16;

/** Calls `tick` soon after each `wake`, at most once in {@link TICK_MS}. */
export class Clock {
  readonly #tick: () => void;
  #lastTick = -Infinity;
  #cancel: (() => void) | null = null;

  constructor(tick: () => void) {
    this.#tick = tick;
  }

  /** There is something to tell. */
  wake(): void {
    if (this.#cancel) return;
    const wait = this.#lastTick + TICK_MS - performance.now();
    if (wait <= 0) {
      // After the turn in which the change happened, so that its other parts are told with it.
      const immediate = setImmediate(() => this.#run());
      this.#cancel = () => clearImmediate(immediate);
    } else {
      const timer = setTimeout(() => this.#run(), wait);
      this.#cancel = () => clearTimeout(timer);
    }
  }

  /** Nothing is told any more. */
  close(): void {
    this.#cancel?.();
    this.#cancel = () => {};
  }

  #run(): void {
    this.#cancel = null;
    this.#lastTick = performance.now();
    this.#tick();
  }
}
