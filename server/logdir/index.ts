// Follows a log directory: finds its runs, reads their files as they grow, and tells a sink.
import type { LogdirStatus } from "#contract/protocol.ts";
import type { LogSink } from "./sink.ts";

export type { ByteRange, Checkpoint, LocatedEvent, LogFile, LogSink } from "./sink.ts";

/** A log directory being followed. */
export interface Logdir {
  status(): LogdirStatus;
  /** Resolves when everything that was there at the start has been read. */
  readonly ready: Promise<void>;
  /** Calls `listener` whenever the status is another; returns what ends that. */
  onStatus(listener: () => void): () => void;
  close(): Promise<void>;
}

export interface LogdirOptions {
  /** Follow symlinks that lead out of the log directory. */
  followOutside?: boolean;
}

/** Starts following the directory at `path`, which need not exist yet. */
export function followLogdir(path: string, sink: LogSink, options: LogdirOptions = {}): Logdir {
  throw new Error(`not written yet: ${path} ${typeof sink} ${options.followOutside}`);
}
