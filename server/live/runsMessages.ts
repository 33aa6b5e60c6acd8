// The list of runs as messages: what changed since a revision, in pieces of bounded length, each run as it is when sent.
import type { LogdirStatus, RunsMessage } from "#contract/protocol.ts";
import type { Runs } from "../runs/index.ts";

/** A message is closed when it is longer than this: a slow browser gets one piece after the other. */
const PIECE_CHARACTERS = 131_072;

/** A run of a hundred thousand tags takes 17 MB to say: what it says next waits as long as the last took, at this pace. */
const CHARACTERS_PER_MS = 2000;

/** What one browser has not been told yet about the list of runs; holds ids only, however far behind it is. */
export class UntoldRuns {
  readonly #runs: Runs;
  readonly #changed = new Set<string>();
  readonly #removed = new Set<string>();
  /** The generation of each run when it was told. */
  readonly #generations = new Map<string, number>();
  /** When a run may be told again, by `performance.now()`. */
  readonly #notBefore = new Map<string, number>();
  /** Everything up to here has been collected. */
  #collected: number;
  /** Everything up to here has been told. */
  #told: number;

  constructor(runs: Runs, revision: number) {
    this.#runs = runs;
    this.#collected = this.#told = revision;
  }

  /** Milliseconds until `next` has something to say; Infinity: nothing is untold. */
  waitMs(now: number): number {
    this.#collect();
    if (this.#removed.size > 0) return 0;
    let wait = Infinity;
    for (const id of this.#changed) {
      wait = Math.min(wait, Math.max(0, (this.#notBefore.get(id) ?? 0) - now));
      if (wait === 0) break;
    }
    return wait;
  }

  /** Whether the browser knows of the run that it is what it is, however many points it has. */
  knows(id: string): boolean {
    this.#collect();
    const run = this.#runs.get(id);
    return (
      run !== undefined && (!this.#changed.has(id) || this.#generations.get(id) === run.generation)
    );
  }

  /** The next piece; says that all is known when it is the last. */
  next(logdir: LogdirStatus, now: number): string {
    this.#collect();
    const removed = [...this.#removed];
    this.#removed.clear();
    const runs: string[] = [];
    let characters = 0;
    for (const id of this.#changed) {
      if (characters >= PIECE_CHARACTERS) break;
      if ((this.#notBefore.get(id) ?? 0) > now) continue;
      this.#changed.delete(id);
      const run = this.#runs.get(id);
      if (!run) continue;
      const { length } = runs[runs.push(JSON.stringify(run.summary())) - 1]!;
      characters += length;
      this.#generations.set(id, run.generation);
      this.#notBefore.set(id, now + Math.floor(length / CHARACTERS_PER_MS));
    }
    const more = this.#changed.size > 0 ? ({ more: true } as const) : {};
    if (this.#changed.size === 0) this.#told = this.#collected;
    return runsMessage({ type: "runs", revision: this.#told, removed, logdir, ...more }, runs);
  }

  #collect(): void {
    if (this.#collected === this.#runs.revision) return;
    const { revision, changed, removed } = this.#runs.changedAfter(this.#collected);
    for (const id of removed) {
      this.#changed.delete(id);
      this.#generations.delete(id);
      this.#notBefore.delete(id);
      this.#removed.add(id);
    }
    for (const id of changed) {
      this.#removed.delete(id);
      this.#changed.add(id);
    }
    this.#collected = revision;
  }
}

/** The message with runs that are JSON already: each is written once, and measured on the way. */
function runsMessage(rest: Omit<RunsMessage, "runs">, runs: readonly string[]): string {
  return `${JSON.stringify(rest).slice(0, -1)},"runs":[${runs.join(",")}]}`;
}
