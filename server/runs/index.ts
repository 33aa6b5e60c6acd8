// All runs that are known, and what changed in them since a revision.
import type { Problem, RunSummary } from "#contract/protocol.ts";
import type { Run } from "./run.ts";
import type { SourceCheckpoint, SourceEvent, SourceFile } from "./source.ts";

export type { Run } from "./run.ts";
export type { Series, TensorBytes } from "./series.ts";

/** What lies after a revision. */
export interface RunChanges {
  revision: number;
  /** New or changed. */
  runs: RunSummary[];
  /** Ids of runs that are gone. */
  removed: string[];
}

/** Is told what a log directory holds (see logdir's LogSink), and answers what is known. */
export class Runs {
  /** Another at every start of the server. */
  readonly server: string = "";

  /** Grows with every change. */
  get revision(): number {
    return 0;
  }

  /** Everything that changed after `revision`; all there is after 0. */
  changesAfter(revision: number): RunChanges {
    return { revision, runs: [], removed: [] };
  }

  get(id: string): Run | undefined {
    throw new Error(`not written yet: ${id}`);
  }

  /** Calls `listener` after every batch, in the same turn; returns what ends that. */
  onChange(listener: () => void): () => void {
    return listener;
  }

  appeared(_run: string): void {}
  events(_run: string, _file: SourceFile, _events: readonly SourceEvent[]): void {}
  restarted(_run: string): void {}
  checkpoints(_run: string, _checkpoints: readonly SourceCheckpoint[]): void {}
  problems(_run: string, _problems: readonly Problem[]): void {}
  gone(_run: string): void {}
}
