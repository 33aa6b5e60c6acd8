// All runs that are known, and what changed in them since a revision.
import { createHash, randomBytes } from "node:crypto";
import type { Distribution } from "#contract/distribution.ts";
import type { EventBatch } from "#contract/eventlog/batch.ts";
import type { Problem, RunSummary } from "#contract/protocol.ts";
import { Recent } from "./recent.ts";
import { KnownRun, type LoggedRun, type Run, type Shared } from "./run.ts";
import type { SourceCheckpoint, SourceFile } from "./source.ts";

export type { BlobSeries } from "./blobs.ts";
export type { LoggedRun, Run } from "./run.ts";
export type { DistributionSeries } from "./distributions.ts";
export type { ScalarSeries } from "./scalars.ts";
export type { Series, TensorBytes } from "./series.ts";

/** What lies after a revision. */
export interface RunChanges {
  revision: number;
  /** New or changed, in natural order of their names. */
  runs: RunSummary[];
  /** Ids of runs that are gone. */
  removed: string[];
}

/** Decoded distributions that are kept: about 8 kB each. */
const DECODED_KEPT = 2048;
const ID_DIGITS = 16;
const SERVER_BYTES = 9;
const natural = new Intl.Collator("en", { numeric: true });

/** Is told what a log directory holds (see logdir's LogSink), and answers what is known. */
export class Runs {
  /** Another at every start of the server. */
  readonly server = randomBytes(SERVER_BYTES).toString("hex");
  readonly #byName = new Map<string, KnownRun>();
  readonly #byId = new Map<string, KnownRun>();
  /** A run that comes back must not take up the generation that it had. */
  readonly #gone = new Map<string, { revision: number; generation: number }>();
  readonly #shared: Shared;
  readonly #listeners = new Set<() => void>();
  #revision = 0;

  /** `metric`: tag of the scalar that models are compared by, before the usual names. */
  constructor(metric: string | null = null) {
    this.#shared = { decoded: new Recent<Distribution>(DECODED_KEPT), metric };
  }

  /** Grows with every change. */
  get revision(): number {
    return this.#revision;
  }

  /** Everything that changed after `revision`; all there is after 0. */
  changesAfter(revision: number): RunChanges {
    return {
      revision: this.#revision,
      runs: [...this.#byName.values()]
        .filter((run) => run.revision > revision)
        .toSorted((a, b) => natural.compare(a.name, b.name))
        .map((run) => run.summary()),
      removed: [...this.#gone].filter(([, gone]) => gone.revision > revision).map(([id]) => id),
    };
  }

  /** The runs as they lie in directories, with their series by tag, in natural order of their names. */
  logged(): LoggedRun[] {
    return [...this.#byName.values()].toSorted((a, b) => natural.compare(a.name, b.name));
  }

  get(id: string): Run | undefined {
    return this.#byId.get(id);
  }

  /** Calls `listener` after every batch, in the same turn; returns what ends that. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  appeared(name: string): void {
    const id = createHash("sha256").update(name).digest("hex").slice(0, ID_DIGITS);
    const generation = (this.#gone.get(id)?.generation ?? 0) + 1;
    this.#gone.delete(id);
    const run = new KnownRun(id, name, generation, this.#shared);
    this.#byName.set(name, run);
    this.#byId.set(id, run);
    this.#changed(run);
  }

  events(name: string, file: SourceFile, batch: EventBatch): void {
    this.#change(name, (run) => run.take(file, batch));
  }

  restarted(name: string): void {
    this.#change(name, (run) => run.restart());
  }

  checkpoints(name: string, checkpoints: readonly SourceCheckpoint[]): void {
    this.#change(name, (run) => run.setCheckpoints(checkpoints));
  }

  problems(name: string, problems: readonly Problem[]): void {
    this.#change(name, (run) => run.setProblems(problems));
  }

  gone(name: string): void {
    const run = this.#known(name);
    this.#byName.delete(name);
    this.#byId.delete(run.id);
    this.#revision++;
    this.#gone.set(run.id, { revision: this.#revision, generation: run.generation });
    this.#tell();
  }

  #known(name: string): KnownRun {
    const run = this.#byName.get(name);
    if (!run) throw new Error(`told of a run that did not appear: ${name}`);
    return run;
  }

  #change(name: string, change: (run: KnownRun) => void): void {
    const run = this.#known(name);
    change(run);
    this.#changed(run);
  }

  #changed(run: KnownRun): void {
    run.revision = ++this.#revision;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
