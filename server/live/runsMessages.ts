// The list of runs as messages: what changed since a revision, in pieces of bounded length, each run as it is when sent.
import type { LogdirStatus, ServerMessage } from "#contract/protocol.ts";
import type { RunChanges, Runs } from "../runs/index.ts";

/** A message is closed when it is longer than this: a slow browser gets one piece after the other. */
const PIECE_CHARACTERS = 131_072;

/** What one browser has not been told yet about the list of runs; holds ids only, however far behind it is. */
export class UntoldRuns {
  readonly #runs: Runs;
  readonly #changed = new Set<string>();
  readonly #removed = new Set<string>();
  /** Everything up to here has been collected. */
  #collected: number;
  /** Everything up to here has been told. */
  #told: number;

  constructor(runs: Runs, revision: number) {
    this.#runs = runs;
    this.#collected = this.#told = revision;
  }

  /** Whether `next` has something to say. */
  get some(): boolean {
    return this.#told !== this.#runs.revision;
  }

  /** The next piece; says that all is known when it is the last. */
  next(logdir: LogdirStatus): string {
    if (this.#collected !== this.#runs.revision) {
      this.#collect(this.#runs.changesAfter(this.#collected));
    }
    const removed = [...this.#removed];
    this.#removed.clear();
    const runs: string[] = [];
    let characters = 0;
    for (const id of this.#changed) {
      if (characters >= PIECE_CHARACTERS) break;
      this.#changed.delete(id);
      const run = this.#runs.get(id);
      if (run) characters += runs[runs.push(JSON.stringify(run.summary())) - 1]!.length;
    }
    if (this.#changed.size === 0) this.#told = this.#collected;
    return runsMessage({ type: "runs", revision: this.#told, removed, logdir }, runs);
  }

  #collect({ revision, runs, removed }: RunChanges): void {
    for (const id of removed) {
      this.#changed.delete(id);
      this.#removed.add(id);
    }
    for (const { id } of runs) {
      this.#removed.delete(id);
      this.#changed.add(id);
    }
    this.#collected = revision;
  }
}

type RunsMessage = Extract<ServerMessage, { type: "runs" }>;

/** The message with runs that are JSON already: each is written once, and measured on the way. */
function runsMessage(rest: Omit<RunsMessage, "runs">, runs: readonly string[]): string {
  return `${JSON.stringify(rest).slice(0, -1)},"runs":[${runs.join(",")}]}`;
}
