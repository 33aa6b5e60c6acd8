// How much is kept of all event files together: what was used longest ago makes room.
import { readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

/** What a name ends in while it is written. */
export const PARTIAL = ".partial";
/** Enough for event files of some forty gigabytes. */
const MOST_BYTES = 1_073_741_824;
/** What is unfinished for so long will never be finished. */
const FORSAKEN_MS = 86_400_000;

/** Removes what is too much in the folder. */
export function makeRoom(folder: string, mostBytes = MOST_BYTES): void {
  const files = readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats ? [{ path, bytes: stats.size, usedAt: stats.mtimeMs }] : [];
  });
  let total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const { path, bytes, usedAt } of files.toSorted((a, b) => a.usedAt - b.usedAt)) {
    const unfinished = path.endsWith(PARTIAL);
    const wanted = unfinished ? Date.now() - usedAt < FORSAKEN_MS : total <= mostBytes;
    if (wanted) continue;
    rmSync(path, { force: true });
    total -= bytes;
  }
}
