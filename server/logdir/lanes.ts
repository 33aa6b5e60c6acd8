// A few lanes for many workers: each works in one lane at a time, what is urgent goes first.
import { Waiting } from "./waiting.ts";

export interface Worker {
  /** Whether there is anything to do. */
  readonly waiting: boolean;
  /** Milliseconds since what it reads was written. */
  readonly ageMs: number;
  readonly bytesLeft: number;
  work(): Promise<void>;
}

export class Lanes {
  readonly #lanes: number;
  readonly #urgent = new Set<Worker>();
  readonly #queued = new Waiting();
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
    const isFree = (worker: Worker): boolean => !this.#busy.has(worker);
    while (this.#open && this.#busy.size < this.#lanes) {
      const worker = firstOf(this.#urgent, isFree) ?? this.#queued.take(isFree);
      if (!worker) return;
      this.#urgent.delete(worker);
      this.#queued.delete(worker);
      this.#busy.set(worker, this.#work(worker));
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

function firstOf(workers: Iterable<Worker>, wished: (worker: Worker) => boolean): Worker | null {
  for (const worker of workers) if (wished(worker)) return worker;
  return null;
}
