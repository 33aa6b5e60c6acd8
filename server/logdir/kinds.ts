// The kinds of file that a run is made of: one line each.
import { posix } from "node:path";
import { checkpointFiles } from "./checkpoints/index.ts";
import type { ReaderKind } from "./reader.ts";
import { eventFiles } from "./tfevents/index.ts";

const KINDS: readonly ReaderKind[] = [eventFiles, checkpointFiles];

/** The kind of the file called `name`; null when it is none of ours. */
export function kindOf(name: string): ReaderKind | null {
  return KINDS.find((kind) => kind.recognises(name)) ?? null;
}

/** Folders whose files belong to the run above them. */
export const RUN_FOLDERS: readonly string[] = KINDS.flatMap(({ folder }) => folder ?? []);

/** The directories whose files make up the run at `path`. */
export function foldersOf(path: string): string[] {
  return [path, ...RUN_FOLDERS.map((folder) => posix.join(path, folder))];
}
