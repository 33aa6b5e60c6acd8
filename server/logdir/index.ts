// Follows a log directory: finds its runs, reads their files as they grow, and tells a sink.
import { resolve } from "node:path";
import type { LogdirStatus } from "#contract/protocol.ts";
import { Follower } from "./follower.ts";
import type { LogSink, UnfinishedFile } from "./sink.ts";

export type {
  ByteRange,
  Checkpoint,
  CheckpointTensor,
  FoundExamples,
  LogFile,
  LogSink,
  UnfinishedFile,
} from "./sink.ts";

/** A log directory being followed. */
export interface Logdir {
  status(): LogdirStatus;
  /** Resolves when everything that was there at the start has been read. */
  readonly ready: Promise<void>;
  /** Files that end in what may become a record: how far each has been read. */
  unfinished(): UnfinishedFile[];
  /** Calls `listener` whenever the status is another; returns what ends that. */
  onStatus(listener: () => void): () => void;
  /** Resolves when nothing is open any more; the sink is told nothing after the call. */
  close(): Promise<void>;
}

export interface LogdirOptions {
  /** Follow symlinks that lead out of the log directory. */
  followOutside?: boolean;
  /** False: ask the system for no hints, let the sweeps find what is new. */
  hints?: boolean;
  /**
   * Seconds from one look for what is new to the next, and no hints: for logs where looking is dear. 0: what is there at
   * the start is all, but for a file whose last record is not whole then, which is looked at until it is. Null, the
   * default: what is new is seen at once.
   */
  reloadSeconds?: number | null;
  /** Folder for what can be made again, absolute (see cacheFolder.ts); null, the default, keeps nothing on the disk. */
  cache?: string | null;
}

/** Starts following the directory at `path`, which need not exist yet. */
export function followLogdir(path: string, sink: LogSink, options: LogdirOptions = {}): Logdir {
  const { followOutside = false, hints = true, reloadSeconds = null, cache = null } = options;
  return new Follower(resolve(path), sink, { followOutside, hints, reloadSeconds, cache });
}
