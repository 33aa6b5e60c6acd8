// One run: takes the records of its log, and answers with its series, its summary and its checkpoints.
import type { Distribution } from "#contract/distribution.ts";
import type { EventBatch } from "#contract/eventlog/batch.ts";
import { ownersOf } from "#contract/eventlog/keras.ts";
import type { ExamplesSummary, Problem } from "#contract/protocol.ts";
import type { Turns } from "#contract/turns.ts";
import { BlobSeries } from "./blobs.ts";
import { Checkpoints } from "./checkpoints.ts";
import type { CheckpointSeries } from "./checkpointSeries.ts";
import type { DistributionSeries } from "./distributions.ts";
import { EventTimes } from "./eventTimes.ts";
import { Facts } from "./facts.ts";
import type { Traits } from "./grouping.ts";
import { layersSharing } from "./kerasTags.ts";
import { metricOf } from "./metrics.ts";
import { type ListedParameter, type NamingState, ParameterList } from "./parameters.ts";
import type { Recent } from "./recent.ts";
import type { LoggedRun, PartFacts } from "./run.ts";
import type { TagWords } from "./saidOfTags.ts";
import type { ScalarSeries } from "./scalars.ts";
import type { Series, SeriesOwner, TensorBytes } from "./series.ts";
import type { SourceCheckpoint, SourceExamples, SourceFile, SourceTensor } from "./source.ts";
import { type ShownWeights, shownWeights } from "./shownWeights.ts";
import { blobSummaries, scalarSummaries } from "./summaries.ts";
import { Tags } from "./tags.ts";
import { Trouble } from "./trouble.ts";

/** A model, as far as the series of its runs know it. */
export interface SeriesModel {
  readonly id: string;
  readonly generation: number;
  numberOf(run: KnownRun, number: number): number;
  placeEpochs(): void;
}

/** A tag that Keras logs once an epoch. */
const KERAS_LOSS = "epoch_loss";

/** What all runs share. */
export interface Shared {
  decoded: Recent<Distribution>;
  /** Tag of the scalar that models are compared by; null: by the usual names. */
  metric: string | null;
}

export class KnownRun implements LoggedRun {
  readonly name: string;
  /** Grows whenever points that were told do not stand any more. */
  generation = 1;
  /** Of all runs' changes, the one that changed this run last. */
  revision = 0;
  examples: SourceExamples | null = null;
  readonly #decoded: Recent<Distribution>;
  readonly #metric: string | null;
  readonly #checkpoints: Checkpoints;
  readonly #owner: SeriesOwner;
  #model: SeriesModel | null = null;
  #tags: Tags;
  #parameters = new ParameterList();
  #facts = new Facts();
  #trouble = new Trouble();
  #problems: readonly Problem[] = [];
  #times = new EventTimes();

  constructor(name: string, shared: Shared) {
    this.name = name;
    this.#decoded = shared.decoded;
    this.#metric = shared.metric;
    const shown = (): SeriesModel => {
      if (this.#model) return this.#model;
      throw new Error("the run belongs to no model yet");
    };
    this.#owner = {
      get id() {
        return shown().id;
      },
      get generation() {
        return shown().generation;
      },
      shownAs: (number) => shown().numberOf(this, number),
    };
    this.#tags = new Tags(this.#owner, shared.decoded);
    this.#checkpoints = new Checkpoints(this.#owner, shared.decoded);
  }

  /** It is a part of `model` now, under whose name and numbers its points are told. */
  shownBy(model: SeriesModel): void {
    this.#model = model;
  }

  /** What the grouping of runs into models depends on. */
  get traits(): Traits {
    const { scalars, distributions, count } = this.#tags;
    const [onlyScalar = null] = scalars.size === 1 ? scalars.keys() : [];
    return {
      logged: count > 0 || this.#facts.started,
      checkpointed: this.#checkpoints.lastStep !== null,
      onlyScalar: distributions.size === 0 ? onlyScalar : null,
      keras: this.#facts.architecture !== null || scalars.has(KERAS_LOSS),
      session: this.#facts.started,
      lastEventAt: this.#times.last,
    };
  }

  /** Forgets everything that its event files told. */
  restart(): void {
    this.generation++;
    this.#tags = new Tags(this.#owner, this.#decoded);
    this.#parameters = new ParameterList();
    this.#facts = new Facts();
    this.#trouble = new Trouble();
    this.#times = new EventTimes();
    this.#facts.takeSaved(this.#checkpoints.model);
  }

  take(file: SourceFile, batch: EventBatch): void {
    let superseded = false;
    if (batch.sessionStart !== null) {
      superseded = this.#tags.supersede(batch.sessionStart);
      this.#facts.ended = null;
    }
    this.#times.take(batch);
    this.#takeFacts(file, batch);
    const { architecture } = this.#facts;
    const owners = (variable: string): number =>
      architecture === null ? 0 : ownersOf(architecture, variable).length;
    const refuse = (tag: string, value: number, reason: string): void =>
      this.#trouble.refuse(file, tag, batch.starts[value]!, reason);
    if (this.#tags.take(batch, file, owners, refuse)) superseded = true;
    for (const { tag, offset, reason } of batch.rejected)
      this.#trouble.refuse(file, tag, offset, reason);
    this.#trouble.addMore(batch.moreRejected);
    if (this.#checkpoints.placeFinal(this.#stepAt, this.#isShown)) superseded = true;
    if (superseded) this.generation++;
  }

  setProblems(problems: readonly Problem[]): void {
    this.#problems = problems;
  }

  /** Of checkpoints that will be told. */
  expectTensors(tensors: readonly SourceTensor[]): void {
    this.#checkpoints.expect(tensors);
  }

  /** A step's weights are kept by browsers for as long as the generation stands. */
  setCheckpoints(checkpoints: readonly SourceCheckpoint[]): void {
    if (this.#checkpoints.set(checkpoints, this.#stepAt, this.#isShown)) this.generation++;
    this.#facts.takeSaved(this.#checkpoints.model);
  }

  /** The last epoch that Keras logged here; null when it logged none. */
  get lastEpoch(): number | null {
    return this.#tags.scalars.get(KERAS_LOSS)?.lastStep ?? null;
  }

  /** Puts the checkpoints of Keras, in whichever run of the model they are, at the epochs that its log means. */
  placeEpochs(): void {
    this.#model?.placeEpochs();
  }

  /** The last epoch that Keras logged of the model that this run is a part of; null when it logged none. */
  setLastEpoch(lastEpoch: number | null): void {
    if (this.#checkpoints.setLastEpoch(lastEpoch, this.#stepAt, this.#isShown)) this.generation++;
  }

  setExamples(examples: SourceExamples | null): void {
    this.examples = examples;
  }

  get network(): string | null {
    return this.#facts.json;
  }

  series(number: number): Series | undefined {
    const series = this.#tags.series(number) ?? this.#checkpoints.series(number);
    return series instanceof BlobSeries ? undefined : series;
  }

  blobs(number: number): BlobSeries | undefined {
    const series = this.#tags.series(number);
    return series instanceof BlobSeries ? series : undefined;
  }

  tensor(step: number, name: string): TensorBytes | null {
    return this.#checkpoints.tensor(step, name);
  }

  readonly #stepAt = (seconds: number): number | null => this.#tags.stepAt(seconds);

  #shownWeights(): ShownWeights {
    const [tags, checkpoints] = [this.#tags, this.#checkpoints];
    return shownWeights(
      tags.distributions,
      checkpoints.all,
      (tag) => checkpoints.find(tag),
      (tag) => tags.shapeOf(tag) !== null,
    );
  }

  readonly #isShown = (): ((series: CheckpointSeries) => boolean) => {
    const shown = new Set(this.#shownWeights().checkpointed);
    return (series) => shown.has(series);
  };

  get scalars(): ReadonlyMap<string, ScalarSeries> {
    return this.#tags.scalars;
  }

  get distributions(): ReadonlyMap<string, readonly DistributionSeries[]> {
    return this.#tags.distributions;
  }

  get others(): ReadonlyMap<string, BlobSeries> {
    return this.#tags.blobs;
  }

  get tensors(): readonly CheckpointSeries[] {
    return this.#shownWeights().checkpointed;
  }

  get checkpoints(): readonly number[] {
    return this.#checkpoints.steps;
  }

  get checkpointsAhead(): number {
    return this.#checkpoints.ahead;
  }

  wordsOf(tag: string): TagWords {
    return this.#tags.wordsOf(tag);
  }

  layersSharing(tag: string): readonly string[] {
    return layersSharing(tag, this.#facts.architecture);
  }

  get problems(): readonly Problem[] {
    return [...this.#problems, ...this.#trouble.problems, ...this.#unkept()];
  }

  /** All that is known of it but its parameters and the points; series bear the run's own numbers and tags. */
  facts(): PartFacts {
    const { architecture, hparams, plannedSteps, ended } = this.#facts;
    const [tags, checkpoints] = [this.#tags, this.#checkpoints];
    const scalars = scalarSummaries(tags.scalars);
    return {
      architecture,
      scalars,
      blobs: blobSummaries(tags.blobs),
      metric: metricOf(scalars, this.#metric),
      hparams,
      lastStep: tags.lastStep ?? checkpoints.lastStep,
      plannedSteps,
      firstEventAt: this.#times.first,
      lastEventAt: this.#times.last ?? checkpoints.lastWrittenAt,
      ended,
      checkpoints: checkpoints.steps,
      checkpointsAhead: checkpoints.ahead,
      examples: this.examples && summaryOf(this.examples),
      problems: [...this.problems],
    };
  }

  /** Its parameters, in turns; as they were when they were asked for. */
  parameters(): Turns<readonly ListedParameter[]> {
    const [tags, checkpoints] = [this.#tags, this.#checkpoints];
    const state = (): NamingState => ({
      tags: tags.revision,
      // Whether histograms are shown instead of a tensor depends on the steps of its checkpoints.
      checkpoints: checkpoints[tags.distributions.size > 0 ? "revision" : "listRevision"],
      architecture: this.#facts.architecture,
    });
    return this.#parameters.inTurns(state, {
      weights: () => this.#shownWeights(),
      shapeOf: (tag) => tags.shapeOf(tag) ?? checkpoints.shapeOf(tag),
    });
  }

  #unkept(): Problem[] {
    const { unkept, count } = this.#tags;
    if (unkept === 0) return [];
    const reason = `more than ${count} tags: ${unkept} values of further ones are not kept`;
    return [{ file: this.name, offset: null, reason }];
  }

  /** Takes what the batch says of the model as a whole. */
  #takeFacts(file: SourceFile, batch: EventBatch): void {
    for (const metadata of batch.metadata) {
      this.#orTell(file, batch, metadata.value, () => this.#facts.takeSession(metadata));
    }
    for (const [value, content] of batch.contents) {
      this.#orTell(file, batch, value, () => this.#facts.takeModel(content));
    }
  }

  #orTell(file: SourceFile, { tags, ends, starts }: EventBatch, value: number, take: () => void) {
    try {
      take();
    } catch (error) {
      const tag = tags[ends.findIndex((end) => value < end)]!;
      this.#trouble.refuse(file, tag, starts[value]!, (error as Error).message);
    }
  }
}

function summaryOf({ id, path, count, shape, hasLabels }: SourceExamples): ExamplesSummary {
  return { id, file: path, count, shape: [...shape], hasLabels };
}
