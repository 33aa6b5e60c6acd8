// What the browser has to fetch before the page works, gzipped.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const BUILT = fileURLToPath(new URL("../../dist/client", import.meta.url));
const GOAL_KB = 120;

/** Prints the size of every built file and their sum, in kB of 1,000 bytes. */
export function run(print: (line: string) => void): void {
  let total = 0;
  for (const entry of readdirSync(BUILT, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const size =
      gzipSync(readFileSync(join(entry.parentPath, entry.name)), { level: 9 }).length / 1000;
    total += size;
    print(`${entry.name}: ${size.toFixed(1)} kB`);
  }
  print(
    `in all ${total.toFixed(1)} kB gzipped: ${(total / GOAL_KB).toFixed(2)} of the ${GOAL_KB} kB allowed`,
  );
}
