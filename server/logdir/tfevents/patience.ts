// For how long the bytes at one place of a file have been what they are: what is new may still change.
import { Age } from "../age.ts";
import { TORN_PATIENCE_MS } from "../paces.ts";

export class Patience {
  #stuck: { offset: number; since: number } | null = null;
  readonly #age = new Age();
  #quietMs = 0;

  /** A look begins at a file that was last written at `writtenAt` (milliseconds since 1970). */
  begin(writtenAt: number): void {
    this.#age.found(`${writtenAt}`, writtenAt);
    this.#quietMs = this.#age.ms;
  }

  /** Milliseconds since anything was written. */
  get quietMs(): number {
    return this.#quietMs;
  }

  /** Milliseconds for which reading has stood at `offset`, or for which the file has long been quiet. */
  stoodMs(offset: number): number {
    if (this.#quietMs >= TORN_PATIENCE_MS) return this.#quietMs;
    return this.#stuck?.offset === offset ? performance.now() - this.#stuck.since : 0;
  }

  /** Reading stands at `offset`. */
  stand(offset: number): void {
    if (this.#stuck?.offset !== offset) this.#stuck = { offset, since: performance.now() };
  }

  /** Nothing is waited for. */
  end(): void {
    this.#stuck = null;
  }
}
