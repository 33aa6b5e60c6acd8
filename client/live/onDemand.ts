// Fetches what is looked at, the most urgent first; what is no longer wanted when its turn comes is not fetched.
import { retryDelayMs } from "./backoff.ts";

/** One answer to be fetched, named by its path: the same path is the same answer. */
export interface Demand {
  path: string;
  arrived(bytes: ArrayBuffer): void;
  /** It could not be had, for a `reason` in words; while it is wanted it is tried again. */
  failed(reason: string): void;
}

export interface OnDemandWorld {
  /** Rejects with an error whose message is for people. */
  fetchBytes(path: string): Promise<ArrayBuffer>;
  after(ms: number, callback: () => void): () => void;
  chance(): number;
}

/** More at once would only make the one that is looked at now wait for those that were. */
const MOST_AT_ONCE = 2;

export class OnDemand {
  readonly #world: OnDemandWorld;
  readonly #fetching = new Set<string>();
  /** How often each was tried in vain. */
  readonly #failures = new Map<string, number>();
  /** Those whose next try is still to come. */
  readonly #resting = new Set<string>();
  #wanted: readonly Demand[] = [];

  constructor(world: OnDemandWorld) {
    this.#world = world;
  }

  /** Replaces what is wanted; whoever wants leaves out what has arrived. */
  want(demands: readonly Demand[]): void {
    this.#wanted = demands;
    this.#forgetUnwanted();
    while (this.#fetching.size < MOST_AT_ONCE) {
      const next = this.#wanted.find(
        ({ path }) => !this.#fetching.has(path) && !this.#resting.has(path),
      );
      if (next === undefined) return;
      void this.#fetch(next);
    }
  }

  /** Who comes back to something need not wait for the next try. */
  #forgetUnwanted(): void {
    if (this.#failures.size === 0) return;
    const paths = new Set(this.#wanted.map(({ path }) => path));
    for (const path of this.#failures.keys()) {
      if (paths.has(path)) continue;
      this.#failures.delete(path);
      this.#resting.delete(path);
    }
  }

  async #fetch(demand: Demand): Promise<void> {
    const { path } = demand;
    this.#fetching.add(path);
    try {
      demand.arrived(await this.#world.fetchBytes(path));
      this.#failures.delete(path);
    } catch (error) {
      this.#rest(path);
      demand.failed((error as Error).message);
    }
    this.#fetching.delete(path);
    this.want(this.#wanted);
  }

  #rest(path: string): void {
    const failures = this.#failures.get(path) ?? 0;
    this.#failures.set(path, failures + 1);
    this.#resting.add(path);
    this.#world.after(retryDelayMs(failures, this.#world.chance()), () => {
      this.#resting.delete(path);
      this.want(this.#wanted);
    });
  }
}
