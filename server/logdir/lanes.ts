// A few lanes for many workers: each works in one lane at a time, what is urgent goes first.

export interface Worker {
  /** Whether there is anything to do. */
  readonly waiting: boolean;
  work(): Promise<void>;
}

export class Lanes {
  readonly #lanes: number;
  readonly #urgent = new Set<Worker>();
  readonly #queued = new Set<Worker>();
  readonly #busy = new Map<Worker, Promise<void>>();
  readonly #onIdle: () => void;
  #open = true;

  /** `onIdle` is called whenever nothing is left to do. */
  constructor(lanes: number, onIdle: () => void) {
    this.#lanes = lanes;
    this.#onIdle = onIdle;
  }

  get idle(): boolean {
    return this.#busy.size + this.#urgent.size + this.#queued.size === 0;
  }

  /** Has the worker work as soon as a lane is free. One that is at work goes on with what is new. */
  add(worker: Worker, urgent: boolean): void {
    (urgent ? this.#urgent : this.#queued).add(worker);
    this.#fill();
  }

  /** Starts nothing more; resolves when those at work have ended. */
  async close(): Promise<void> {
    this.#open = false;
    await Promise.all(this.#busy.values());
  }

  #fill(): void {
    for (const queue of [this.#urgent, this.#queued]) {
      for (const worker of queue) {
        if (!this.#open || this.#busy.size >= this.#lanes) return;
        if (this.#busy.has(worker)) continue;
        this.#urgent.delete(worker);
        this.#queued.delete(worker);
        this.#busy.set(worker, this.#work(worker));
      }
    }
  }

  async #work(worker: Worker): Promise<void> {
    await worker.work();
    this.#busy.delete(worker);
    if (worker.waiting) this.#queued.add(worker);
    this.#fill();
    if (this.idle) this.#onIdle();
  }
}
