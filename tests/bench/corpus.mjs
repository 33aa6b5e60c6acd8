// `npm run bench:corpus [-- name …]`: makes the log directories that the benchmarks read, at full scale, where they are missing.
import { fileURLToPath } from "node:url";
import { SingleBar } from "cli-progress";
import { typescriptLoader } from "./loader.mjs";

const loader = await typescriptLoader();
const { makeCorpus, CORPUS_FOLDER } = await loader.load(
  fileURLToPath(new URL("corpus/index.ts", import.meta.url)),
);
const { recipes } = await loader.load(fileURLToPath(new URL("corpus/recipes.ts", import.meta.url)));
const names = recipes.map(({ name }) => name);
const wanted = process.argv.slice(2);
for (const name of wanted) {
  if (!names.includes(name)) {
    console.error(`No corpus named ${name}; there are: ${names.join(", ")}`);
    process.exit(2);
  }
}
console.log(`Corpora lie in ${CORPUS_FOLDER}; LAYERLAPSE_BENCH_CORPUS names another folder.`);
for (const name of wanted.length > 0 ? wanted : names) {
  const bar = new SingleBar({
    format: `${name} {bar} {value} of {total} runs`,
    noTTYOutput: false,
  });
  let started = false;
  const made = makeCorpus(name, "full", (done, total) => {
    if (!started) bar.start(total, 0);
    started = true;
    bar.update(done);
  });
  bar.stop();
  console.log(
    `${name}: ${made.scalars} scalars, ${made.histograms} histograms and ${made.tensors} tensors in ${made.runs} runs, ${(made.bytes / 1e6).toFixed(0)} MB${started ? "" : ", already there"}`,
  );
}
await loader.close();
process.exit(0);
