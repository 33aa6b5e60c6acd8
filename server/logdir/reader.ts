// What every kind of file has in common: it is recognised by its name, and looked at again and again as it grows.
import type { EventBatch } from "#contract/eventlog/batch.ts";
import type { Problem } from "#contract/protocol.ts";
import type { Bounds } from "./bounds.ts";
import type { CheckpointFile } from "./checkpoints/checkpointFile.ts";
import type { DistributionCache } from "./checkpoints/distributionCache.ts";
import type { ContentIds } from "./examples/contentIds.ts";
import type { ExamplesFile } from "./examples/examplesFile.ts";
import type { LogFile } from "./sink.ts";
import type { SmallFiles } from "./tfevents/smallFiles.ts";
import type { WorkerPool } from "./workers/pool.ts";

/** What came of a look. */
export type Look =
  /** Everything that is there has been read; or the rest cannot be read before the file changes. */
  | { kind: "done" }
  /** Worth another look after this time though nothing changes. */
  | { kind: "again"; afterMs: number }
  /** Not the file that was read before: `rewind`, and look again. */
  | { kind: "replaced" };

export interface Reader {
  /** Reads what is new. Rejects when the file cannot be opened. `superseded`: its writer has begun another file. */
  look(superseded: boolean): Promise<Look>;
  /** Forgets what was read. */
  rewind(): void;
  /** Bytes that are read of the bytes that are there. */
  readonly settled: number;
  readonly size: number;
  /** What is wrong with the file now. */
  readonly problems: readonly Problem[];
}

/** Where a reader puts what it reads. */
export interface ReaderOutput {
  events(file: LogFile, batch: EventBatch): void;
  /** This is what the file holds of a checkpoint; null: nothing (any more). */
  checkpoint(path: string, file: CheckpointFile | null): void;
  /** These are the file's examples; null: it holds none (any more). */
  examples(path: string, file: ExamplesFile | null): void;
}

/** What the readers of one log directory share. */
export interface Reading {
  bounds: Bounds;
  workers: WorkerPool;
  /** Threads for the HDF5 library alone, which may have to be ended. */
  hdf5: WorkerPool;
  cache: DistributionCache;
  exampleIds: ContentIds;
  smallFiles: SmallFiles;
  /** Folder for what was found in large event files, absolute; null: it is kept nowhere. */
  findings: string | null;
}

export interface ReaderKind {
  /** Whether the file at `path` (relative to the log directory) is of this kind, by its name. */
  recognises(path: string): boolean;
  /** Whether files of this kind in a directory called `name` belong to the run above it. */
  isFolder(name: string): boolean;
  /** Whether a run's files of this kind must be read in the order of their names: later ones supersede. */
  readonly ordered: boolean;
  /** Whether a file is one of every run in its directory and below, where none lies nearer; alone it makes no run. */
  readonly inherited: boolean;
  /** `path` is relative to the log directory. */
  reader(path: string, reading: Reading, output: ReaderOutput): Reader;
}
