// The list of runs as messages: what changed since a revision, in pieces of bounded length, each run as it is when sent.
import type { LogdirStatus, RunsMessage } from "#contract/protocol.ts";
import { TURN_MS, type Turns, until } from "#contract/turns.ts";
import type { Run, Runs, ToldRun } from "../runs/index.ts";

/** A message is closed when it is longer than this: a slow browser gets one piece after the other. */
const PIECE_CHARACTERS = 131_072;

/** A run of a hundred thousand tags takes 17 MB to say: what it says next waits as long as the last took, at this pace. */
const CHARACTERS_PER_MS = 2000;

/** A run that is being told. */
interface Telling {
  run: Run;
  turns: Turns<ToldRun>;
}

/** What one browser has not been told yet about the list of runs; holds ids only, however far behind it is. */
export class UntoldRuns {
  readonly #runs: Runs;
  readonly #changed = new Set<string>();
  readonly #removed = new Set<string>();
  /** The generation of each run when it was told. */
  readonly #generations = new Map<string, number>();
  #telling: Telling | null = null;
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
    if (this.#removed.size > 0 || this.#telling !== null) return 0;
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
    if (run === undefined) return false;
    const isTold = !this.#changed.has(id) && this.#telling?.run.id !== id;
    return isTold || this.#generations.get(id) === run.generation;
  }

  /**
   * The next piece; says that all is known when it is the last. Null: a run is long to tell, and others should have
   * their turn.
   */
  next(logdir: LogdirStatus, now: number): string | null {
    this.#collect();
    const runs: string[] = [];
    let characters = 0;
    while (characters < PIECE_CHARACTERS) {
      this.#telling ??= this.#nextToTell(now);
      if (this.#telling === null) break;
      const { run, turns } = this.#telling;
      const told = until(turns, now + TURN_MS);
      if (told === null) break;
      this.#telling = null;
      if (this.#runs.get(run.id) !== run) continue;
      const { generation, json } = told.made;
      runs.push(json);
      characters += json.length;
      this.#generations.set(run.id, generation);
      this.#notBefore.set(run.id, performance.now() + Math.floor(json.length / CHARACTERS_PER_MS));
    }
    const removed = [...this.#removed];
    if (runs.length === 0 && removed.length === 0 && this.#telling !== null) return null;
    this.#removed.clear();
    const isAll = this.#changed.size === 0 && this.#telling === null;
    if (isAll) this.#told = this.#collected;
    const more = isAll ? {} : ({ more: true } as const);
    return runsMessage({ type: "runs", revision: this.#told, removed, logdir, ...more }, runs);
  }

  #nextToTell(now: number): Telling | null {
    for (const id of this.#changed) {
      if ((this.#notBefore.get(id) ?? 0) > now) continue;
      this.#changed.delete(id);
      const run = this.#runs.get(id);
      if (run) return { run, turns: run.told() };
    }
    return null;
  }

  #collect(): void {
    if (this.#collected === this.#runs.revision) return;
    const { revision, changed, removed } = this.#runs.changedAfter(this.#collected);
    for (const id of removed) {
      this.#changed.delete(id);
      if (this.#telling?.run.id === id) this.#telling = null;
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
