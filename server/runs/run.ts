// What may be asked of a run: of the model that several of them make, and of the one that lies in a directory.
import type { Problem, RunSummary } from "#contract/protocol.ts";
import type { Turns } from "#contract/turns.ts";
import type { BlobSeries } from "./blobs.ts";
import type { CheckpointSeries } from "./checkpointSeries.ts";
import type { DistributionSeries } from "./distributions.ts";
import type { ScalarSeries } from "./scalars.ts";
import type { Series, TensorBytes } from "./series.ts";
import type { SourceExamples } from "./source.ts";
import type { TagWords } from "./saidOfTags.ts";

/** What others may ask of a model: the runs that one training made, shown as one run. */
export interface Run {
  /** Opaque; the same for the same name, after a restart of the server too. */
  readonly id: string;
  readonly name: string;
  /** Another number than before: all points are to be fetched again. */
  readonly generation: number;
  series(number: number): Series | undefined;
  blobs(number: number): BlobSeries | undefined;
  /** Steps that have a checkpoint, ascending. */
  readonly checkpoints: readonly number[];
  summary(): RunSummary;
  /** The summary as JSON, in turns: that of a hundred thousand parameters takes half a second. */
  told(): Turns<ToldRun>;
  /**
   * The weights called `name` (a tag or a tensor's name) at a checkpointed step; null when there are none.
   * Throws an Error in words when they are of a dtype that is not read.
   */
  tensor(step: number, name: string): TensorBytes | null;
  /** The model's JSON as it was logged or saved; null where there is none. */
  readonly network: string | null;
}

/** One directory's run with everything in it, for those who ask by name. */
export interface LoggedRun {
  readonly name: string;
  readonly scalars: ReadonlyMap<string, ScalarSeries>;
  /** By tag; several where Keras logs all layers under one. */
  readonly distributions: ReadonlyMap<string, readonly DistributionSeries[]>;
  readonly others: ReadonlyMap<string, BlobSeries>;
  /** Steps that have a checkpoint, ascending. */
  readonly checkpoints: readonly number[];
  /** By how much the numbers in their names are ahead of that (see kerasEpochs.ts). */
  readonly checkpointsAhead: number;
  readonly examples: SourceExamples | null;
  /** Tensors of the checkpoints whose histograms are not logged. */
  readonly tensors: readonly CheckpointSeries[];
  readonly problems: readonly Problem[];
  /** How its writer calls the tag and what it is about; null when it does not say. */
  wordsOf(tag: string): TagWords;
  /** The layers that share the tag, in the order of its series; none where the model that says so is not logged. */
  layersSharing(tag: string): readonly string[];
}

/** A run as it was told. */
export interface ToldRun {
  generation: number;
  /** Its RunSummary as JSON. */
  json: string;
}

/** What a run tells of the model that it is a part of, but the parameters. */
export type PartFacts = Omit<RunSummary, "id" | "name" | "generation" | "members" | "parameters">;
