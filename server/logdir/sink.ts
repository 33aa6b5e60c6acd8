// What the log directory tells, and to whom: files as records, runs that come and go, in words of the contract.
import type { EventBatch } from "#contract/eventlog/batch.ts";
import type { Problem } from "#contract/protocol.ts";
import type { TensorEntry } from "#contract/safetensors.ts";

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
}

/** All weights of one step; only the header has been read. */
export interface Checkpoint {
  step: number;
  /** Path relative to the log directory. */
  path: string;
  /** Seconds since 1970 at which the file was last written. */
  writtenAt: number;
  tensors: readonly TensorEntry[];
  /** The file's bytes in `range`, piece by piece; throws when the file is gone, or was replaced. */
  stream(range: ByteRange): AsyncIterable<Uint8Array>;
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
  /** All checkpoints that the run has now, by ascending step. */
  checkpoints(run: string, checkpoints: readonly Checkpoint[]): void;
  /** All that is wrong with the run's files now. */
  problems(run: string, problems: readonly Problem[]): void;
  gone(run: string): void;
}
