// Whether a file may be read where the loop runs, which costs a tenth: in short slices, and never where reads are slow.

/** So long the loop is held up by reads between two of its turns: while a program starts it needs many. */
const SLICE_MS = 2;
/** A read that takes longer comes from a slow disk or over a network. */
const SLOW_READ_MS = 4;
/** So long after one, all reads wait beside the loop. */
const DISTRUST_MS = 1000;

export class ReadPace {
  #sliceEnds = 0;
  #distrustEnds = 0;

  /** Whether a short read may hold up the loop now. */
  get allowed(): boolean {
    const now = performance.now();
    return now < this.#sliceEnds && now >= this.#distrustEnds;
  }

  /** A read that held up the loop began at `began` and has ended. */
  heldUp(began: number): void {
    const now = performance.now();
    if (now - began > SLOW_READ_MS) this.#distrustEnds = now + DISTRUST_MS;
  }

  /** The loop has had its turn. */
  turned(): void {
    this.#sliceEnds = performance.now() + SLICE_MS;
  }
}
