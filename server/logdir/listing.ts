// What lies in one directory: the files that are ours, the directories to go on with, and what must be skipped.
import { type Dirent, readdirSync, realpathSync, type Stats, statSync } from "node:fs";
import { posix } from "node:path";
import type { Problem } from "#contract/protocol.ts";
import { type Bounds, reasonOf } from "./bounds.ts";
import { kindOf } from "./kinds.ts";
import type { ReaderKind } from "./reader.ts";

/** A file that is one of ours by its name; `path` is relative to the log directory. */
export interface FoundFile {
  path: string;
  kind: ReaderKind;
}

export interface Listing {
  files: FoundFile[];
  /** Names of the directories in it. */
  folders: Set<string>;
  problems: Problem[];
  /** Whether there are links in it: where they lead may change though the directory does not. */
  linked: boolean;
}

/** What stands for a byte that is not UTF-8; a name that holds it cannot be opened. */
const NOT_UTF8 = "\uFFFD";

/** Says whether the link at `path` is the one under which the directory `real` is shown. */
export type Claim = (real: string, path: string) => boolean;

/** Lists the directory at `path`, relative to the log directory. Throws when it cannot be read. */
export function listDirectory(bounds: Bounds, path: string, claim: Claim): Listing {
  const listing: Listing = { files: [], folders: new Set(), problems: [], linked: false };
  for (const entry of readdirSync(bounds.absolute(path), { withFileTypes: true }))
    place(bounds, path, entry, claim, listing);
  return listing;
}

function place(bounds: Bounds, folder: string, entry: Dirent, claim: Claim, into: Listing): void {
  const path = posix.join(folder, entry.name);
  const kind = kindOf(path);
  if (entry.name.includes(NOT_UTF8)) {
    if (kind || entry.isDirectory()) skip("its name is not UTF-8; rename it to have it read");
  } else if (entry.isDirectory()) {
    into.folders.add(entry.name);
    if (kind) skip("it is a directory named like a file; what lies in it is read");
  } else if (entry.isSymbolicLink()) {
    into.linked = true;
    placeTarget();
  } else if (kind) {
    if (entry.isFile()) into.files.push({ path, kind });
    else skip("it is no regular file: skipped");
  }

  function placeTarget(): void {
    let real: string;
    let target: Stats;
    try {
      real = realpathSync.native(bounds.absolute(path));
      target = statSync(real);
    } catch (error) {
      if (kind) skip(`it is a link that cannot be followed: ${reasonOf(error)}`);
      return;
    }
    const inside = bounds.contains(real);
    if (!kind && !target.isDirectory()) return;
    if (!inside && !bounds.followOutside) {
      skip("it is a link that leads out of the log directory: skipped");
    } else if (target.isDirectory()) {
      // Inside, a directory is met under its own name; met twice it would be shown twice, and a loop for ever.
      if (inside || !claim(real, path)) return;
      if (bounds.isWithin(real)) skip("it is a link to a directory above: skipped");
      else into.folders.add(entry.name);
    } else if (target.isFile() && kind) {
      into.files.push({ path, kind });
    } else {
      skip("it is a link to no regular file: skipped");
    }
  }

  function skip(reason: string): void {
    into.problems.push({ file: path, offset: null, reason });
  }
}
