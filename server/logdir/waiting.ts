// Workers that wait for a lane: in turns the one whose files were written last, and the one with most to read.
import type { Worker } from "./lanes.ts";

export class Waiting {
  readonly #workers = new Set<Worker>();
  /** Next ones last; null: to be sorted again. */
  #orders: Worker[][] | null = null;
  #turn = 0;

  get size(): number {
    return this.#workers.size;
  }

  add(worker: Worker): void {
    if (this.#workers.has(worker)) return;
    this.#workers.add(worker);
    this.#orders = null;
  }

  delete(worker: Worker): void {
    this.#workers.delete(worker);
  }

  /** Takes the one whose turn it is, of those that are `free`. */
  take(free: (worker: Worker) => boolean): Worker | undefined {
    // What is newest is looked at first; what is biggest would stand alone at the end if it came last.
    this.#orders ??= this.#sorted();
    const order = this.#orders[this.#turn++ % this.#orders.length]!;
    const passed: Worker[] = [];
    let found: Worker | undefined;
    while (found === undefined && order.length > 0) {
      const worker = order.pop()!;
      if (!this.#workers.has(worker)) continue;
      if (free(worker)) found = worker;
      else passed.push(worker);
    }
    order.push(...passed.reverse());
    if (found) this.#workers.delete(found);
    return found;
  }

  #sorted(): Worker[][] {
    const keyed = Array.from(this.#workers, (worker) => ({
      worker,
      age: worker.ageMs,
      bytes: worker.bytesLeft,
    }));
    return [
      keyed.toSorted((a, b) => b.age - a.age),
      keyed.toSorted((a, b) => a.bytes - b.bytes),
    ].map((order) => order.map(({ worker }) => worker));
  }
}
