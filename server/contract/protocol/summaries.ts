// What is known of every model but the points of its series: what lists and tables are made of.
import type { Hyperparameters, SessionStatus } from "../eventlog/hparams.ts";
import type { ArchitectureLayer } from "../eventlog/keras.ts";
import type { ParameterName } from "../layers.ts";

/** Something that went wrong with a file, in words: which file, where in it, why, and what to do. */
export interface Problem {
  /** Path relative to the log directory. */
  file: string;
  /** Byte offset, where it has one. */
  offset: number | null;
  reason: string;
}

/** A series of histograms: one parameter of one run. */
export interface ParameterSummary extends ParameterName {
  /** Number within its run; stable while the run's generation is. */
  series: number;
  tag: string;
  /** From the log or the checkpoints; null when neither tells. */
  shape: number[] | null;
  /** Number of values at the newest point. */
  count: number;
  points: number;
  /** Points that a restarted job wrote again: kept, hidden by default. */
  superseded: number;
  lastStep: number;
  /** As the newest checkpoint holds it, in safetensors' spelling; null where histograms are logged. */
  dtype: string | null;
  /** Why there is nothing to draw, in words; null when there is. */
  unavailable: string | null;
}

/** A series of scalars of one run. */
export interface ScalarSummary {
  series: number;
  tag: string;
  points: number;
  superseded: number;
  /** Null when no value is finite. */
  reached: Reached | null;
}

/** The newest, lowest and highest finite value of a series, and where they were reached. */
export interface Reached {
  last: number;
  lastStep: number;
  lowest: number;
  lowestStep: number;
  highest: number;
  highestStep: number;
  /** Newer values than `last` are not finite. */
  diverged: boolean;
}

/** A series of values that are neither numbers nor histograms: text, images, audio, tensors. */
export interface BlobSummary {
  series: number;
  tag: string;
  /** What TensorBoard draws it with. */
  plugin: string;
  points: number;
  superseded: number;
}

/** The scalar that says how good the model is, and where it stands. */
export interface MetricSummary {
  series: number;
  tag: string;
  lowerIsBetter: boolean;
  last: number;
  lastStep: number;
  best: number;
  bestStep: number;
  /** Newer values than `last` are not finite. */
  diverged: boolean;
}

/** Inputs to try a model on, from a file in its directory or the nearest above that has one. */
export interface ExamplesSummary {
  /** Another when the file is; the same for all models that share the file. */
  id: string;
  /** Path relative to the log directory. */
  file: string;
  count: number;
  /** [height, width, channels] of images, or [values]. */
  shape: number[];
  hasLabels: boolean;
}

/** All that is known of a model (one run, or the runs that one training made) but the points of its series. */
export interface RunSummary {
  /** Opaque; stable while the server runs. */
  id: string;
  /** Path relative to the log directory; "." for the log directory itself. */
  name: string;
  /** Paths of the runs that it is made of, the one that gives it its steps first. */
  members: string[];
  /** Another number than before: the run was replaced, forget all its points. */
  generation: number;
  architecture: ArchitectureLayer[] | null;
  parameters: ParameterSummary[];
  scalars: ScalarSummary[];
  blobs: BlobSummary[];
  metric: MetricSummary | null;
  hparams: Hyperparameters;
  /** Step of the newest event; null before the first. */
  lastStep: number | null;
  /** Last step that its hyperparameters promise, or null. */
  plannedSteps: number | null;
  /** Seconds since 1970 of the first event that was read; null without event files. */
  firstEventAt: number | null;
  /** Seconds since 1970 of the newest event. */
  lastEventAt: number | null;
  ended: SessionStatus | null;
  /** Steps that have a checkpoint, ascending. */
  checkpoints: number[];
  /**
   * By how much the numbers in their files' names are ahead of those steps: 1 where Keras' ModelCheckpoint, which counts
   * epochs from 1, saved what its TensorBoard callback logged, which counts from 0.
   */
  checkpointsAhead: number;
  examples: ExamplesSummary | null;
  problems: Problem[];
}

export interface LogdirStatus {
  path: string;
  exists: boolean;
  /** Bytes settled of bytes found; null once everything there at the start has been read. */
  reading: { done: number; total: number } | null;
  /** Problems with files that belong to no run. */
  problems: Problem[];
}
