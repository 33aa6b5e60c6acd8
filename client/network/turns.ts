// Whose turn it is to compute: one at a time, the most urgent first, else who came first.

/** What follows the slider or a hand; what is looked at; what surrounds it, such as the same at every epoch. */
export const URGENCIES = ["now", "soon", "whenever"] as const;
export type Urgency = (typeof URGENCIES)[number];

export function isMoreUrgent(one: Urgency, other: Urgency): boolean {
  return URGENCIES.indexOf(one) < URGENCIES.indexOf(other);
}

/** Somebody who takes turns; may become more urgent while waiting. */
export interface TurnTaker {
  /** Smaller for who came earlier. */
  id: number;
  urgency: Urgency;
}

export class Turns {
  readonly #waiting = new Map<TurnTaker, () => void>();
  #holder: TurnTaker | null = null;

  /** Whether somebody waits who goes before the holder of the turn. */
  isWanted(): boolean {
    const next = this.#next();
    return next !== null && this.#holder !== null && goesBefore(next, this.#holder);
  }

  /** Resolves when it is `taker`'s turn. */
  take(taker: TurnTaker): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.set(taker, resolve);
      this.#hand();
    });
  }

  /** Ends the turn of `taker`, which may have none. */
  pass(taker: TurnTaker): void {
    if (this.#holder !== taker) return;
    this.#holder = null;
    this.#hand();
  }

  #hand(): void {
    const next = this.#next();
    if (this.#holder !== null || next === null) return;
    const go = this.#waiting.get(next)!;
    this.#waiting.delete(next);
    this.#holder = next;
    go();
  }

  #next(): TurnTaker | null {
    let first: TurnTaker | null = null;
    for (const taker of this.#waiting.keys()) {
      if (first === null || goesBefore(taker, first)) first = taker;
    }
    return first;
  }
}

function goesBefore(one: TurnTaker, other: TurnTaker): boolean {
  return one.urgency === other.urgency
    ? one.id < other.id
    : isMoreUrgent(one.urgency, other.urgency);
}
