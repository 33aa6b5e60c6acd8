// All runs that are known, and what changed in them since a revision.
import { hash, randomBytes } from "node:crypto";
import type { Distribution } from "#contract/distribution.ts";
import type { EventBatch } from "#contract/eventlog/batch.ts";
import type { Problem, RunSummary } from "#contract/protocol.ts";
import { modelsOf, sameButForTime, type Traits } from "./grouping.ts";
import { KnownRun, type Shared } from "./knownRun.ts";
import { type Member, Model } from "./model.ts";
import { Recent } from "./recent.ts";
import type { LoggedRun, Run } from "./run.ts";
import type { SourceCheckpoint, SourceExamples, SourceFile, SourceTensor } from "./source.ts";

export type { BlobSeries } from "./blobs.ts";
export type { CheckpointSeries } from "./checkpointSeries.ts";
export type { LoggedRun, Run, ToldRun } from "./run.ts";
export type { DistributionSeries } from "./distributions.ts";
export { Findings } from "./findings.ts";
export type { ScalarSeries } from "./scalars.ts";
export { courseOver, distanceColumns, distancesOver } from "./measures.ts";
export { type MeasuredSeries, measuredSeries } from "./measuredSeries.ts";
export { movementColumns, movementsOver } from "./movements.ts";
export type { Series, TensorBytes } from "./series.ts";
export { weightDistances } from "./weightDistances.ts";

/** What lies after a revision. */
export interface RunChanges {
  revision: number;
  /** New or changed, in natural order of their names. */
  runs: RunSummary[];
  /** Ids of runs that are gone. */
  removed: string[];
}

/** The same, by ids. */
export interface ChangedRuns {
  revision: number;
  changed: string[];
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
  readonly #models = new Map<string, Model>();
  /** Of every model that there was, by name: while runs are found they are grouped again and again. */
  readonly #ids = new Map<string, string>();
  /** What the grouping of each run into a model went by. */
  readonly #traits = new WeakMap<KnownRun, Traits>();
  /** Whether the models are those of the runs as they are. */
  #grouped = true;
  /** Runs that changed since their models were looked at. */
  readonly #touched = new Set<KnownRun>();
  /** A model that comes back must not take up the generation that it had. */
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
    const { changed, ...rest } = this.changedAfter(revision);
    return { ...rest, runs: changed.map((id) => this.#models.get(id)!.summary()) };
  }

  /** Only which models these are. */
  changedAfter(revision: number): ChangedRuns {
    this.#group();
    return {
      revision: this.#revision,
      changed: [...this.#models.values()]
        .filter((model) => model.revision > revision)
        .toSorted((a, b) => natural.compare(a.name, b.name))
        .map(({ id }) => id),
      removed: [...this.#gone].filter(([, gone]) => gone.revision > revision).map(([id]) => id),
    };
  }

  /** The runs as they lie in directories, with their series by tag, in natural order of their names. */
  logged(): LoggedRun[] {
    this.#group();
    return [...this.#byName.values()].toSorted((a, b) => natural.compare(a.name, b.name));
  }

  /** The run in the directory of that name. */
  loggedIn(name: string): LoggedRun | undefined {
    this.#group();
    return this.#byName.get(name);
  }

  /** The model of that id. */
  get(id: string): Run | undefined {
    this.#group();
    return this.#models.get(id);
  }

  /** The examples of that id, whichever models have them. */
  examplesOf(id: string): SourceExamples | undefined {
    this.#group();
    for (const { examples } of this.#models.values()) if (examples?.id === id) return examples;
    return undefined;
  }

  /** Calls `listener` after every batch, in the same turn; returns what ends that. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  appeared(name: string): void {
    const run = new KnownRun(name, this.#shared);
    this.#byName.set(name, run);
    this.#changed(run);
  }

  events(name: string, file: SourceFile, batch: EventBatch): void {
    this.#change(name, (run) => run.take(file, batch));
  }

  restarted(name: string): void {
    this.#change(name, (run) => run.restart());
  }

  tensorsAhead(name: string, tensors: readonly SourceTensor[]): void {
    this.#known(name).expectTensors(tensors);
  }

  checkpoints(name: string, checkpoints: readonly SourceCheckpoint[]): void {
    this.#change(name, (run) => run.setCheckpoints(checkpoints));
  }

  examples(name: string, examples: SourceExamples | null): void {
    this.#change(name, (run) => run.setExamples(examples));
  }

  problems(name: string, problems: readonly Problem[]): void {
    this.#change(name, (run) => run.setProblems(problems));
  }

  gone(name: string): void {
    this.#touched.delete(this.#known(name));
    this.#byName.delete(name);
    this.#grouped = false;
    this.#revision++;
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
    const { traits } = run;
    const before = this.#traits.get(run);
    if (!before || !sameButForTime(before, traits)) this.#grouped = false;
    this.#traits.set(run, traits);
    this.#touched.add(run);
    this.#tell();
  }

  /** Brings the models in line with the runs. */
  #group(): void {
    if (!this.#grouped) this.#regroup();
    for (const run of this.#touched) run.placeEpochs();
    this.#touched.clear();
  }

  #regroup(): void {
    this.#grouped = true;
    const wanted = modelsOf(new Map(Array.from(this.#byName, ([name, run]) => [name, run.traits])));
    const ids = new Set<string>();
    for (const [name, parts] of wanted) {
      const id = this.#idOf(name);
      const members = parts.map(({ run, ...rest }) => ({ run: this.#known(run), ...rest }));
      ids.add(id);
      const known = this.#models.get(id);
      if (known && sameMembers(known.members, members)) continue;
      const before = known?.generation ?? this.#gone.get(id)?.generation ?? 0;
      const made = { at: this.#revision, generation: before + 1, metric: this.#shared.metric };
      this.#models.set(id, new Model(id, name, members, made));
      this.#touched.add(members[0]!.run);
      this.#gone.delete(id);
    }
    for (const [id, { generation }] of this.#models) {
      if (ids.has(id)) continue;
      this.#models.delete(id);
      this.#gone.set(id, { revision: this.#revision, generation });
    }
  }

  #idOf(name: string): string {
    const known = this.#ids.get(name);
    if (known !== undefined) return known;
    const id = hash("sha256", name).slice(0, ID_DIGITS);
    this.#ids.set(name, id);
    return id;
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

function sameMembers(before: readonly Member[], now: readonly Member[]): boolean {
  return (
    before.length === now.length &&
    before.every((one, i) => {
      const { run, under, key } = now[i]!;
      return one.run === run && one.under === under && one.key === key;
    })
  );
}
