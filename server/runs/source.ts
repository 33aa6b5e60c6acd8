// What runs are told: the shapes of records, files and checkpoints, wherever they come from.
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

/** A file whose ranges can be read again on demand. */
export interface SourceFile {
  readonly path: string;
  read(ranges: readonly ByteRange[]): Promise<Uint8Array[]>;
  /** The course of histograms that lie in it, worked out beside the loop. Rejects as `read` does. */
  course(histograms: LocatedHistograms): Promise<Course>;
}

/** A tensor of a checkpoint, by what is told of it. */
export interface SourceTensor {
  name: string;
  dtype: string;
  shape: readonly number[];
  /** Why its values cannot be had; null when they can. */
  unavailable: string | null;
}

/** Examples to try a model on, to be read on demand. */
export interface SourceExamples {
  readonly id: string;
  readonly path: string;
  readonly count: number;
  readonly shape: readonly number[];
  readonly hasLabels: boolean;
  /** Rejects with an Error in words when they cannot be had. */
  read(): Promise<ExamplesContent>;
}

/** All weights of one step, to be read on demand. */
export interface SourceCheckpoint {
  /** Null: it was written when all was done. */
  step: number | null;
  /** Whether the step is an epoch as Keras' ModelCheckpoint counts them: from 1. */
  isKerasEpoch: boolean;
  path: string;
  /** Another when what it holds is. */
  identity: string;
  /** Seconds since 1970. */
  writtenAt: number;
  tensors: readonly SourceTensor[];
  /** The model's JSON as Keras writes it. */
  model: string | null;
  distribution(name: string): Promise<Distribution>;
  /** The singular values of a kernel; rejects in words for what is none, or too large. */
  spectrum(name: string): Promise<Spectrum>;
  /** The finite values in ascending order; rejects in words where there are too many. */
  sorted(name: string): Promise<Values>;
  /** Little-endian float32 in C order, piece by piece. */
  values(name: string): AsyncIterable<Uint8Array>;
}
