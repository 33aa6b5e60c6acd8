// What runs are told: the shapes of records, files and checkpoints, wherever they come from.
import type { TensorEntry } from "#contract/safetensors.ts";

/** Where some bytes of a file lie. */
export interface ByteRange {
  start: number;
  end: number;
}

/** A file whose ranges can be read again on demand. */
export interface SourceFile {
  readonly path: string;
  read(ranges: readonly ByteRange[]): Promise<Uint8Array[]>;
}

/** All weights of one step, to be read on demand. */
export interface SourceCheckpoint {
  step: number;
  path: string;
  /** Seconds since 1970. */
  writtenAt: number;
  tensors: readonly TensorEntry[];
  stream(range: ByteRange): AsyncIterable<Uint8Array>;
}
