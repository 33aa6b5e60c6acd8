// What the log directory tells, and to whom: files as records, runs that come and go, in words of the contract.
import type { EventBatch } from "#contract/eventlog/batch.ts";
import type { Problem } from "#contract/protocol.ts";
import type { Distribution } from "#contract/distribution.ts";
import type { ExamplesContent } from "#contract/examples.ts";
import type { Course } from "#contract/measures/course.ts";
import type { LocatedHistograms } from "#contract/measures/locatedHistograms.ts";
import type { Spectrum } from "#contract/measures/spectrum.ts";
import type { Values } from "#contract/dtypes.ts";

/** Where some bytes of a file lie. */
export interface ByteRange {
  start: number;
  end: number;
}

/** A file of a run whose ranges can be read again on demand; it holds no descriptor. */
export interface LogFile {
  /** Path relative to the log directory. */
  readonly path: string;
  /** Rejects when the file is gone, or was replaced or cut since the ranges were told. */
  read(ranges: readonly ByteRange[]): Promise<Uint8Array[]>;
  /** The course of histograms that lie in it, worked out beside the loop. Rejects as `read` does. */
  course(histograms: LocatedHistograms): Promise<Course>;
}

/** A tensor of a checkpoint, as the headers tell it. */
export interface CheckpointTensor {
  /** Unique in its checkpoint. */
  name: string;
  /** In safetensors' words (`F32`, `BF16`), or another format's where safetensors has none. */
  dtype: string;
  shape: readonly number[];
  /** Why its values cannot be had, in words; null when they can. */
  unavailable: string | null;
}

/** All weights of one step, from one file or several; only headers have been read. */
export interface Checkpoint {
  /** Null: the files tell none, as those that are saved when all is done. */
  step: number | null;
  /** Whether the step is an epoch as Keras' ModelCheckpoint counts them: from 1. */
  isKerasEpoch: boolean;
  /** Of its (first) file, relative to the log directory. */
  path: string;
  /** Another when any of its files is. */
  identity: string;
  /** Seconds since 1970 at which the files were last written. */
  writtenAt: number;
  tensors: readonly CheckpointTensor[];
  /** The model's JSON as Keras writes it; null where there is none. */
  model: string | null;
  /** Exact. Rejects with an Error in words when the values cannot be had, or their file is gone or was replaced. */
  distribution(name: string): Promise<Distribution>;
  /** The singular values of a kernel. Rejects as `distribution` does, and when it is no matrix or would take too long. */
  spectrum(name: string): Promise<Spectrum>;
  /** The finite values in ascending order; rejects in words where there are too many. */
  sorted(name: string): Promise<Values>;
  /** All values in C order as little-endian float32, piece by piece. Throws as `distribution` rejects. */
  values(name: string): AsyncIterable<Uint8Array>;
}

/** Examples to try a run's model on; only the header of their file has been read. */
export interface FoundExamples {
  /** Another when the file is. */
  readonly id: string;
  /** Relative to the log directory. */
  readonly path: string;
  readonly count: number;
  /** Of one of them. */
  readonly shape: readonly number[];
  readonly hasLabels: boolean;
  /** Rejects with an Error in words when the values are no examples, or their file is gone or was replaced. */
  read(): Promise<ExamplesContent>;
}

/** A file of a run whose last bytes are no whole record yet. */
export interface UnfinishedFile {
  run: string;
  /** Path relative to the log directory. */
  file: string;
  /** Offset of the first byte that is not read. */
  offset: number;
}

/**
 * Is told what lies in a log directory, run by run; a run's name is its path in it, "." for the directory itself.
 * Calls are synchronous and in order; every one but `appeared` names a run that appeared and is not gone.
 */
export interface LogSink {
  appeared(run: string): void;
  /** Values of records in the order of the file; the batch is valid during the call only. */
  events(run: string, file: LogFile, batch: EventBatch): void;
  /** One of its files was replaced or cut: forget everything of the run; all of it is told again. */
  restarted(run: string): void;
  /** Tensors of checkpoints that will be told, some at a time: very many take long to make ready for. */
  tensorsAhead(run: string, tensors: readonly CheckpointTensor[]): void;
  /** All checkpoints that the run has now, by ascending step, one without a step last. */
  checkpoints(run: string, checkpoints: readonly Checkpoint[]): void;
  /** The examples that the run has now; null: none. */
  examples(run: string, examples: FoundExamples | null): void;
  /** All that is wrong with the run's files now. */
  problems(run: string, problems: readonly Problem[]): void;
  gone(run: string): void;
}
