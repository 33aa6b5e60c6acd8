// Small networks that really were trained, by the trainer's own code: once a machine, for all tests that look inside.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { startBackend } from "../../client/network/engine/backend.ts";
import { Checkpoints } from "../../trainer/checkpoints.ts";
import { IMAGE_PIXELS } from "../../trainer/datasets/dataset.ts";
import { type Dataset, type LabelledImages, loadDataset } from "../../trainer/datasets/index.ts";
import { evaluate } from "../../trainer/evaluate.ts";
import { leaveExamples } from "../../trainer/examples.ts";
import { trainEpoch } from "../../trainer/fit.ts";
import { makeOptimizer } from "../../trainer/optimizers.ts";
import { parametersOf } from "../../trainer/parameters.ts";
import { type PresetName, presets } from "../../trainer/presets/index.ts";
import { RunWriter } from "../../trainer/runWriter.ts";
import { until } from "./layerlapse.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** What is trained: presets' models, each a run `preset/model`. */
const MODELS = [
  ["cnn", "kernel-5x5"],
  ["cnn", "batch-norm"],
  ["paper", "dropout-0.2"],
  ["paper", "dropout-0.9"],
] as const satisfies readonly (readonly [PresetName, string])[];

/** Checkpoints are of epochs 0 … 3. */
export const TRAINED_EPOCHS = 3;
const SAMPLES = 1_024;
const SEED = 1;
/** As the trainer takes its examples of the test images. */
const ONE_OF = 10;
const PREFIX = "layerlapse-trained-";
/** Networks of other sources that were trained before this long are nobody's any more. */
const OLD_MS = 24 * 3_600_000;
/** Whoever trains longer than this has died. */
const LONGEST_MS = 180_000;

/**
 * A log directory with the runs `cnn/kernel-5x5`, `cnn/batch-norm`, `paper/dropout-0.2` and `paper/dropout-0.9` on MNIST,
 * their examples beside them; `accuracy/test` is over exactly those 1,000. Nobody may write into it.
 */
export async function trainedLogdir(): Promise<string> {
  const path = join(tmpdir(), `${PREFIX}${sourceHash()}`);
  const lock = `${path}.lock`;
  await until(() => isThere(path) || taken(lock), { seconds: 200, what: "trained networks" });
  if (isThere(path)) return path;
  const own = `${path}.${process.pid}`;
  try {
    await train(own);
    renameSync(own, path);
    removeOld();
  } finally {
    rmSync(own, { recursive: true, force: true });
    rmSync(lock, { recursive: true, force: true });
  }
  return path;
}

/** Starts the backend that the page runs networks with, in Node. */
export async function startWasm(): Promise<void> {
  const main = createRequire(import.meta.url).resolve("@tensorflow/tfjs-backend-wasm");
  setWasmPaths(dirname(main) + sep);
  await startBackend();
}

async function train(logdir: string): Promise<void> {
  await startWasm();
  const data = loadDataset("mnist");
  const test = examplesOf(data);
  for (const [preset, name] of MODELS) await trainModel(logdir, preset, name, data, test);
}

async function trainModel(
  logdir: string,
  preset: PresetName,
  name: string,
  data: Dataset,
  test: LabelledImages,
): Promise<void> {
  const { batch, optimizer, learningRate, models } = presets[preset];
  const model = models.find((one) => one.name === name)!.build(SEED);
  const own = makeOptimizer(optimizer, learningRate);
  model.compile({ optimizer: own, loss: "categoricalCrossentropy", metrics: ["accuracy"] });
  const directory = join(logdir, preset, name);
  leaveExamples(directory, "mnist", () => data);
  const description = {
    name: `${preset}/${name}`,
    modelJson: model.toJSON() as string,
    hyperparameters: { epochs: TRAINED_EPOCHS, samples: SAMPLES, seed: SEED },
  };
  const writer = new RunWriter(directory, description, [], 0);
  const checkpoints = new Checkpoints(directory);
  const { signal } = new AbortController();
  for (let epoch = 0; epoch <= TRAINED_EPOCHS; epoch++) {
    const plan = { epoch, samples: SAMPLES, batch, seed: SEED };
    if (epoch > 0) await trainEpoch(model, data.training, plan, () => undefined, signal);
    const { accuracy, loss } = await evaluate(model, test, test.count, signal);
    const parameters = await parametersOf(model);
    checkpoints.save(epoch, parameters, {}, null);
    const end = epoch === TRAINED_EPOCHS ? { end: "success" as const } : {};
    const scalars = { "accuracy/test": accuracy, "loss/test": loss };
    writer.log({ epoch, scalars, parameters, seconds: 1, ...end });
  }
  model.dispose();
  own.dispose();
}

/** The test images that the trainer leaves as examples. */
function examplesOf({ test }: Dataset): LabelledImages {
  const count = Math.floor(test.count / ONE_OF);
  const chosen = Array.from({ length: count }, (_, i) => ONE_OF * i + (i % ONE_OF));
  const pixels = new Uint8Array(count * IMAGE_PIXELS);
  chosen.forEach((from, i) => {
    pixels.set(
      test.pixels.subarray(from * IMAGE_PIXELS, (from + 1) * IMAGE_PIXELS),
      i * IMAGE_PIXELS,
    );
  });
  return { count, pixels, labels: Uint8Array.from(chosen, (from) => test.labels[from]!) };
}

/** Of the trainer's code and of this: other networks are others' files. */
function sourceHash(): string {
  const hash = createHash("sha256");
  const folder = join(ROOT, "trainer");
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .sort();
  for (const name of names) hash.update(readFileSync(join(folder, name)));
  hash.update(readFileSync(fileURLToPath(import.meta.url)));
  return hash.digest("hex").slice(0, 16);
}

function removeOld(): void {
  for (const name of readdirSync(tmpdir()).filter((one) => one.startsWith(PREFIX))) {
    const path = join(tmpdir(), name);
    const { mtimeMs = Infinity } = statSync(path, { throwIfNoEntry: false }) ?? {};
    if (Date.now() - mtimeMs > OLD_MS) rmSync(path, { recursive: true, force: true });
  }
}

function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Whether the lock is now ours. */
function taken(lock: string): boolean {
  const held = statSync(lock, { throwIfNoEntry: false });
  if (held !== undefined && Date.now() - held.mtimeMs > LONGEST_MS) {
    rmSync(lock, { recursive: true, force: true });
  }
  try {
    mkdirSync(lock);
    return true;
  } catch {
    return false;
  }
}
