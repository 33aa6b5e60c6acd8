// Fetches what is looked at, the most urgent first; what is no longer wanted when its turn comes is not fetched.

/** One answer to be fetched, named by its path: the same path is the same answer. */
export interface Demand {
  path: string;
  arrived(bytes: ArrayBuffer): void;
}

/** More at once would only make the one that is looked at now wait for those that were. */
const MOST_AT_ONCE = 2;

export class OnDemand {
  readonly #fetchBytes: (path: string) => Promise<ArrayBuffer>;
  readonly #fetching = new Set<string>();
  /** Not asked for again: the path says of which life of the run, and its reader tells what is wrong. */
  readonly #failed = new Set<string>();
  #wanted: readonly Demand[] = [];

  constructor(fetchBytes: (path: string) => Promise<ArrayBuffer>) {
    this.#fetchBytes = fetchBytes;
  }

  /** Replaces what is wanted; whoever wants leaves out what has arrived. */
  want(demands: readonly Demand[]): void {
    this.#wanted = demands;
    while (this.#fetching.size < MOST_AT_ONCE) {
      const next = this.#wanted.find(
        ({ path }) => !this.#fetching.has(path) && !this.#failed.has(path),
      );
      if (next === undefined) return;
      void this.#fetch(next);
    }
  }

  async #fetch(demand: Demand): Promise<void> {
    this.#fetching.add(demand.path);
    try {
      demand.arrived(await this.#fetchBytes(demand.path));
    } catch {
      this.#failed.add(demand.path);
    }
    this.#fetching.delete(demand.path);
    this.want(this.#wanted);
  }
}
