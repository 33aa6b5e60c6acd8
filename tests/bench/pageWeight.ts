// What the browser has to fetch before the page works, gzipped.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const BUILT = fileURLToPath(new URL("../../dist/client", import.meta.url));
const GOAL_KB = 120;

/** Files that only snapshots are made of. */
const FOR_SNAPSHOTS = /^whole\./;

/** Prints what the page fetches at first, in kB of 1,000 bytes, and what each further view adds. */
export function run(print: (line: string) => void): void {
  const html = readFileSync(join(BUILT, "index.html"), "utf8");
  let [first, later] = [0, 0];
  for (const entry of readdirSync(BUILT, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || FOR_SNAPSHOTS.test(entry.name)) continue;
    const file = readFileSync(join(entry.parentPath, entry.name));
    const size = gzipSync(file, { level: 9 }).length / 1000;
    const isFirst = entry.name === "index.html" || html.includes(entry.name);
    if (isFirst) first += size;
    else later += size;
    print(`${isFirst ? "" : "later: "}${entry.name}: ${size.toFixed(1)} kB`);
  }
  print(`views that are looked at later: ${later.toFixed(1)} kB gzipped`);
  print(
    `at first ${first.toFixed(1)} kB gzipped: ${(first / GOAL_KB).toFixed(2)} of the ${GOAL_KB} kB allowed`,
  );
}
