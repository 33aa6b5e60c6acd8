// How long a file or a directory has been as it is, whatever its own times say: they may be of another clock, and ours may jump.

export class Age {
  #seen = "";
  /** By the clock that never jumps. */
  #since = 0;

  /**
   * It was found as `seen`, last written at `writtenAt` (milliseconds since 1970): its own time is asked at the
   * first sight only, what is found changed later has changed just now. True when it is another than before.
   */
  found(seen: string, writtenAt: number): boolean {
    if (seen === this.#seen) return false;
    const ageMs = this.#seen === "" ? Math.max(0, Date.now() - writtenAt) : 0;
    this.#seen = seen;
    this.#since = performance.now() - ageMs;
    return true;
  }

  /** Milliseconds since it changed last. */
  get ms(): number {
    return performance.now() - this.#since;
  }
}
