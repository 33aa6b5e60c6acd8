// Every message between server and page, and every HTTP answer of ours: one discriminated union for each direction.
import type { ArchitectureLayer } from "./eventlog/keras.ts";
import type { Hyperparameters, SessionStatus } from "./eventlog/hparams.ts";
import type { Finding } from "./findings/finding.ts";
import type { ParameterName } from "./layers.ts";
import { type Pair, pairsText } from "./measures/pairs.ts";

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

/** How much of a series the page has: send what lies after. */
export interface SeriesCursor {
  run: string;
  generation: number;
  series: number;
  points: number;
}

export type ServerMessage =
  | { type: "hello"; server: string; version: string; windowTitle: string; logdir: LogdirStatus }
  /** Runs that are new or changed, runs that are gone; afterwards the page knows everything up to `revision`. */
  | { type: "runs"; revision: number; runs: RunSummary[]; removed: string[]; logdir: LogdirStatus }
  | { type: "refused"; reason: string };

/** Description of a binary frame; its columns follow in the frame (see frames.ts). */
export type ServerFrame =
  /** Columns: steps f64, wall times f64, values f64; appended after the page's `from` points. */
  | { type: "scalars"; run: string; generation: number; series: number; from: number }
  /** Columns as in distributionColumns.ts. */
  | { type: "distributions"; run: string; generation: number; series: number; from: number }
  /** Points `from` … `to` of a parameter at a glance. */
  | OverviewFrame;

/**
 * All steps of a stretch, and the distributions of some of its points. Columns: steps f64, indices in the series of the
 * points that are there u32, and those points as in distributionColumns.ts.
 */
export interface OverviewFrame {
  type: "overview";
  run: string;
  generation: number;
  series: number;
  from: number;
  /** Whether the points in between were compared, so that none that differs is left out (see selection.ts). */
  byChange: boolean;
}

/** Description of a frame of measures; these come over HTTP only. */
export type MeasuresFrame =
  /** The course of points `from` … `to`, or of a selection of them (see selection.ts). Columns as in measures/course.ts. */
  | {
      type: "course";
      run: string;
      generation: number;
      series: number;
      from: number;
      to: number;
      byChange: boolean;
    }
  /** Per pair of points: Wasserstein, Jensen-Shannon and Kolmogorov-Smirnov f64, and whether they are estimated u8. */
  | { type: "distances" }
  /** One row: Wasserstein and Kolmogorov-Smirnov f64, of the weights themselves; NaN where a checkpoint lacks them. */
  | { type: "exactDistances" }
  /** Per two consecutive checkpoints, f64: steps from and to, ‖before‖, ‖after‖, ‖moved‖, cosine, cosine to the first. */
  | { type: "movements"; run: string; generation: number; name: string }
  /** Singular values in descending order, f64, of the kernel as a matrix. */
  | {
      type: "spectrum";
      run: string;
      generation: number;
      name: string;
      step: number;
      rows: number;
      columns: number;
    };

export type ClientMessage =
  /** Opens and re-opens: `server` and `revision` of what the page knows, null and 0 when nothing. */
  | { type: "resume"; server: string | null; revision: number; watch: SeriesCursor[] }
  /** Replaces the watched series. */
  | { type: "watch"; watch: SeriesCursor[] };

/** Path of the page's socket, and of its HTTP answers; all relative to the path prefix. */
export const SOCKET_PATH = "api/live";
/**
 * Points `from` … `to` of a series as one frame. The generation and the server's start are part of the address,
 * so the answer never changes and may be cached for ever.
 */
export function pointsPath(server: string, cursor: SeriesCursor, to: number): string {
  const { run, generation, series, points } = cursor;
  return `api/points/${server}/${run}/${generation}/${series}/${points}-${to}`;
}
/** The same points of a parameter at a glance: their steps, and a selection of their distributions. */
export function overviewPath(server: string, cursor: SeriesCursor, to: number): string {
  return pointsPath(server, cursor, to).replace("api/points/", "api/overview/");
}
/** The same of the points that were superseded, in the order in which they were. */
export function supersededPath(server: string, cursor: SeriesCursor, to: number): string {
  return pointsPath(server, cursor, to).replace("api/points/", "api/superseded/");
}
/** The message (TensorProto, Summary.Image …) that was logged at one point of a series of blobs, as it lies in its file. */
export function blobPath(server: string, cursor: SeriesCursor): string {
  const { run, generation, series, points } = cursor;
  return `api/blobs/${server}/${run}/${generation}/${series}/${points}`;
}
/** Weights of one parameter at one checkpointed step: little-endian float32. */
export function tensorPath(
  server: string,
  run: string,
  generation: number,
  step: number,
  name: string,
): string {
  return `api/tensors/${server}/${run}/${generation}/${step}/${encodeURIComponent(name)}`;
}
/** The model's JSON as it was logged or saved, where `architecture` is not null. */
export function networkPath(server: string, run: string, generation: number): string {
  return `api/network/${server}/${run}/${generation}`;
}
/**
 * The examples of that id as one frame: an {@link ExamplesFrame} and two columns, the values (u8 or f32, `count` × `shape`
 * in C order) and the labels (i32; empty where there are none).
 */
export function examplesPath(server: string, id: string): string {
  return `api/examples/${server}/${id}`;
}
export interface ExamplesFrame {
  type: "examples";
  count: number;
  /** [height, width, channels] of images, or [values]. */
  shape: number[];
  /** The values times this are what the model was trained on. */
  scale: number;
  /** Names of the classes by their labels; null where the file names none. */
  classes: string[] | null;
  /** Where they are from, in the file's own words, or null. */
  origin: string | null;
}
/** The course of points `from` … `to` of a parameter: what is measured of each (see measures/course.ts). */
export function measuresPath(server: string, cursor: SeriesCursor, to: number): string {
  return pointsPath(server, cursor, to).replace("api/points/", "api/measures/");
}
/** A parameter of one generation of one run. */
export type SeriesPlace = Omit<SeriesCursor, "points">;
/** Distances between points of two series, whatever their runs; at most `MOST_PAIRS` (see measures/pairs.ts). */
export function distancesPath(
  server: string,
  a: SeriesPlace,
  b: SeriesPlace,
  pairs: readonly Pair[],
): string {
  const [one, other] = [a, b].map(
    ({ run, generation, series }) => `${run}/${generation}/${series}`,
  );
  return `api/distances/${server}/${one}/${other}/${pairsText(pairs)}`;
}
/** How far the weights moved between consecutive checkpoints at steps `from` … `to`, both included. */
export function movementsPath(
  server: string,
  run: string,
  generation: number,
  steps: readonly [from: number, to: number],
  name: string,
): string {
  const range = `${steps[0]}/${steps[1]}`;
  return `api/movements/${server}/${run}/${generation}/${range}/${encodeURIComponent(name)}`;
}
/** The singular values of one kernel at one checkpointed step. */
export function spectrumPath(...of: Parameters<typeof tensorPath>): string {
  return tensorPath(...of).replace("api/tensors/", "api/spectra/");
}
/** Weights of one parameter at one checkpointed step. */
export interface TensorPlace {
  run: string;
  generation: number;
  step: number;
  name: string;
}
/** The distances between two tensors' weights themselves. */
export function exactDistancesPath(server: string, a: TensorPlace, b: TensorPlace): string {
  const [one, other] = [a, b].map(
    ({ run, generation, step, name }) => `${run}/${generation}/${step}/${encodeURIComponent(name)}`,
  );
  return `api/exact/${server}/${one}/${other}`;
}
/** What is found in the runs with these ids, and between them; answers with {@link FindingsAnswer}. */
export function findingsPath(runs: readonly string[]): string {
  return `api/findings?${runs.map((id) => `run=${encodeURIComponent(id)}`).join("&")}`;
}
export interface FindingsAnswer {
  /** Ids of the runs that were looked at. */
  runs: string[];
  /** The gravest first. */
  findings: Finding[];
}
/** More than this in one WebSocket message is refused. */
export const LONGEST_CLIENT_MESSAGE = 65_536;
