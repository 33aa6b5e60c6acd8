// What every kind of file has in common: it is recognised by its name, and looked at again and again as it grows.
import type { EventBatch } from "#contract/eventlog/batch.ts";
import type { Problem } from "#contract/protocol.ts";
import type { Bounds } from "./bounds.ts";
import type { Checkpoint, LogFile } from "./sink.ts";

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
  /** The file's checkpoint is this; null: it has none (any more). */
  checkpoint(path: string, checkpoint: Checkpoint | null): void;
}

export interface ReaderKind {
  /** Whether a file is of this kind, by its base name. */
  recognises(name: string): boolean;
  /** A folder whose files of this kind belong to the run above it. */
  readonly folder: string | null;
  /** Whether a run's files of this kind must be read in the order of their names: later ones supersede. */
  readonly ordered: boolean;
  /** `path` is relative to the log directory. */
  reader(bounds: Bounds, path: string, output: ReaderOutput): Reader;
}
