// Log directories to measure on: made once, found again, and never inside the repository.
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileOfRun, recipes, type Scale, writeCorpusRun } from "./recipes.ts";

/** What a made corpus holds; `logdir` has nothing else in it. */
export interface Corpus {
  name: string;
  scale: Scale;
  logdir: string;
  runs: number;
  scalars: number;
  histograms: number;
  tensors: number;
  bytes: number;
}

export const CORPUS_FOLDER =
  process.env["LAYERLAPSE_BENCH_CORPUS"] ?? join(tmpdir(), "layerlapse-bench-corpus");

/** Another number whenever the same sizes would be written as other bytes. */
const RECIPE_VERSION = 1;

/** The corpus at full scale when `npm run bench:corpus` made it, else at the small scale, and says so. */
export function corpus(name: string, print: (line: string) => void): Corpus {
  const full = wholeCorpus(name, "full");
  if (full) return full;
  const { sizes } = recipeNamed(name);
  if (sizes.full !== sizes.small) {
    print(`${name}: at the small scale; npm run bench:corpus -- ${name} makes the full one`);
  }
  return makeCorpus(name, "small", () => undefined);
}

/** Makes a corpus unless it is there and whole; `progress` is told of runs done and runs to do. */
export function makeCorpus(
  name: string,
  scale: Scale,
  progress: (done: number, total: number) => void,
): Corpus {
  const before = wholeCorpus(name, scale);
  if (before) return before;
  const size = recipeNamed(name).sizes[scale];
  const logdir = join(CORPUS_FOLDER, `${name}-${scale}`);
  rmSync(logdir, { recursive: true, force: true });
  mkdirSync(logdir, { recursive: true });
  const made: Corpus = {
    name,
    scale,
    logdir,
    runs: size.runs,
    scalars: 0,
    histograms: 0,
    tensors: 0,
    bytes: 0,
  };
  progress(0, size.runs);
  for (let run = 0; run < size.runs; run++) {
    const { written } = writeCorpusRun(join(logdir, fileOfRun(run)), run, size);
    made.scalars += written.scalars;
    made.histograms += written.histograms;
    made.tensors += written.tensors;
    made.bytes += written.bytes;
    progress(run + 1, size.runs);
  }
  writeFileSync(noteOf(name, scale), JSON.stringify({ recipe: recipeText(name, scale), made }));
  return made;
}

/** The files of a corpus, in the order of its runs. */
export function filesOf({ logdir, runs }: Corpus): string[] {
  return Array.from({ length: runs }, (_, run) => join(logdir, fileOfRun(run)));
}

/** Beside the log directory, written last: what is noted here is whole. */
function noteOf(name: string, scale: Scale): string {
  return join(CORPUS_FOLDER, `${name}-${scale}.json`);
}

function wholeCorpus(name: string, scale: Scale): Corpus | null {
  try {
    const { recipe, made } = JSON.parse(readFileSync(noteOf(name, scale), "utf8")) as {
      recipe: string;
      made: Corpus;
    };
    const bytes = filesOf(made).reduce((sum, file) => sum + statSync(file).size, 0);
    return recipe === recipeText(name, scale) && bytes === made.bytes ? made : null;
  } catch {
    return null;
  }
}

function recipeText(name: string, scale: Scale): string {
  return JSON.stringify({ version: RECIPE_VERSION, ...recipeNamed(name).sizes[scale] });
}

function recipeNamed(name: string): (typeof recipes)[number] {
  const recipe = recipes.find((one) => one.name === name);
  if (!recipe) throw new Error(`There is no corpus named ${name}.`);
  return recipe;
}
