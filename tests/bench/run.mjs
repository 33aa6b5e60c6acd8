// `npm run bench [-- name …]`: runs the benchmarks of this folder one after the other, by name, and prints ratios.
import { readdirSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { typescriptLoader } from "./loader.mjs";

const folder = fileURLToPath(new URL(".", import.meta.url));
const names = readdirSync(folder)
  .filter((file) => file.endsWith(".ts"))
  .map((file) => basename(file, ".ts"));
const wanted = process.argv.slice(2);
for (const name of wanted) {
  if (!names.includes(name)) {
    console.error(`No benchmark named ${name}; there are: ${names.join(", ")}`);
    process.exit(2);
  }
}

/** From this share of the cores on, what is measured says more about the other programs. */
const BUSY = 0.5;
const load = loadavg()[0];
const cores = availableParallelism();
if (load > BUSY * cores) {
  console.log(
    `Other programs are busy here (load ${load.toFixed(1)} on ${cores} cores): times are too long.`,
  );
}

const loader = await typescriptLoader();
for (const name of wanted.length > 0 ? wanted : names) {
  console.log(`\n${name}`);
  const { run } = await loader.load(`${folder}${name}.ts`);
  await run((line) => console.log(`  ${line}`));
}
await loader.close();
process.exit(0);
