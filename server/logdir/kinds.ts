// The kinds of file that a run is made of: one line each.
import { posix } from "node:path";
import { checkpointFiles } from "./checkpoints/index.ts";
import { exampleFiles } from "./examples/index.ts";
import type { ReaderKind } from "./reader.ts";
import { eventFiles } from "./tfevents/index.ts";

/** The log directory itself. */
export const ROOT = ".";

/** The first that recognises a file counts: examples may be named like a checkpoint. */
const KINDS: readonly ReaderKind[] = [exampleFiles, eventFiles, checkpointFiles];

/** The kind of the file at `path`, relative to the log directory; null when it is none of ours. */
export function kindOf(path: string): ReaderKind | null {
  return KINDS.find((kind) => kind.recognises(path)) ?? null;
}

/** Whether a directory called `name` may hold files that belong to the run above it. */
export function isRunFolder(name: string): boolean {
  return KINDS.some((kind) => kind.isFolder(name));
}

/** The run that a file of this kind found in `directory` belongs to: `a` for `a/checkpoints/step-100`. */
export function runOf(directory: string, kind: ReaderKind): string {
  let run = directory;
  while (run !== ROOT && kind.isFolder(posix.basename(run))) run = posix.dirname(run);
  return run;
}
