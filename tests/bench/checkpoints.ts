// How soon the layers of a checkpoint of 7 billion parameters are known, and the distribution of one of its layers.
import {
  closeSync,
  ftruncateSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { summarise } from "#contract/distribution.ts";
import { valuesOf } from "#contract/dtypes.ts";
import { inTurns } from "#contract/turns.ts";
import { followLogdir } from "../../server/logdir/index.ts";
import { Runs } from "../../server/runs/index.ts";

const OVERVIEW_GOAL_MS = 1000;
const DISTRIBUTION_GOAL_MS = 2000;
const VALUES = 50_000_000;
/** What the main thread may be held up by at a time. */
const STRETCH_GOAL_MS = 50;
/** As a mixture of many experts has. */
const MANY_LAYERS = 30_000;
const PREFIX_BYTES = 8;
const TIMES = 3;
/** Written again and again: what the values are does not change how they are counted. */
const BLOCK_VALUES = 1_000_000;

interface Entry {
  name: string;
  shape: number[];
}

/** Prints times, and their ratios to reading the whole tensor into memory and counting it there. */
export async function run(print: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "layerlapse-bench-"));
  try {
    await overview(folder, print);
    await manyTensors(folder, print);
    for (const dtype of ["F32", "BF16"] as const) await distribution(folder, dtype, print);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function overview(folder: string, print: (line: string) => void): Promise<void> {
  const directory = join(folder, "seven-billion");
  mkdirSync(directory);
  const file = join(directory, "step-1000.safetensors");
  const { tensors, bytes } = writeFile(file, "BF16", layersOfSevenBillion(), null);
  const times: number[] = [];
  for (let time = 0; time < TIMES; time++) {
    const start = performance.now();
    const runs = new Runs();
    const logdir = followLogdir(directory, runs, { hints: false });
    await logdir.ready;
    const { parameters } = runs.changesAfter(0).runs[0]!;
    times.push(performance.now() - start);
    if (parameters.length !== tensors) throw new Error(`${parameters.length} of ${tensors} found`);
    await logdir.close();
  }
  const ms = Math.min(...times);
  print(
    `overview of ${tensors} tensors in a file of ${(bytes / 1e9).toFixed(1)} GB: ${ms.toFixed(0)} ms, ` +
      `${(ms / OVERVIEW_GOAL_MS).toFixed(3)} of the second allowed`,
  );
}

/** For how long the main thread is held up by a checkpoint of very many tensors: while it is read, and when it is told of. */
async function manyTensors(folder: string, print: (line: string) => void): Promise<void> {
  const directory = join(folder, "many");
  mkdirSync(directory);
  const entries = Array.from({ length: MANY_LAYERS }, (_, i) =>
    ["gate", "up", "down"].map((part) => {
      return { name: `model.layers.${i % 60}.experts.${i}.${part}_proj.weight`, shape: [2, 2] };
    }),
  ).flat();
  writeFile(join(directory, "step-1000.safetensors"), "BF16", entries, null);
  const figures: { reading: number; first: number; later: number }[] = [];
  for (let time = 0; time < TIMES; time++) {
    const runs = new Runs();
    const logdir = followLogdir(directory, runs, { hints: false });
    const reading = await longestStretch(logdir.ready);
    const run = runs.get(runs.changedAfter(0).changed[0]!)!;
    const telling = (): Promise<unknown> => inTurns(run.told(), nextTurn);
    figures.push({
      reading,
      first: await longestStretch(telling()),
      later: await longestStretch(telling()),
    });
    await logdir.close();
  }
  const least = (name: "reading" | "first" | "later"): string =>
    Math.min(...figures.map((one) => one[name])).toFixed(0);
  print(
    `a checkpoint of ${entries.length} tensors holds the main thread for ${least("reading")} ms at a time while it is read, ` +
      `${least("first")} ms while it is first told of, ${least("later")} ms each later time (goal: ${STRETCH_GOAL_MS} ms each)`,
  );
}

/** The most that the main thread worked before `work` was done between two turns of its loop, in milliseconds. */
async function longestStretch(work: Promise<unknown>): Promise<number> {
  const done = work.then(() => true);
  const turn = (): Promise<boolean> => nextTurn(false);
  let longest = 0;
  let last = workedMs();
  for (let isDone = false; !isDone;) {
    isDone = await Promise.race([done, turn()]);
    const now = workedMs();
    longest = Math.max(longest, now - last);
    last = now;
  }
  return longest;
}

/** What the main thread has had of a core; where the system does not say, the time of day. */
function workedMs(): number {
  if (process.platform !== "linux") return performance.now();
  const [nanoseconds] = readFileSync("/proc/self/schedstat", "utf8").split(" ");
  return Number(nanoseconds) / 1e6;
}

async function distribution(
  folder: string,
  dtype: "F32" | "BF16",
  print: (line: string) => void,
): Promise<void> {
  const directory = join(folder, dtype);
  mkdirSync(directory);
  const file = join(directory, "step-1.safetensors");
  writeFile(file, dtype, [{ name: "dense.weight", shape: [VALUES / 1000, 1000] }], block(dtype));
  const [streamed, whole]: [number[], number[]] = [[], []];
  for (let time = 0; time < TIMES; time++) {
    const runs = new Runs();
    const logdir = followLogdir(directory, runs, { hints: false });
    await logdir.ready;
    const [summary] = runs.changesAfter(0).runs;
    const series = runs.get(summary!.id)!.series(summary!.parameters[0]!.series)!;
    streamed.push(await milliseconds(() => series.frame(0, 1)));
    await logdir.close();
    whole.push(await milliseconds(() => inMemory(file, dtype)));
  }
  const [ours, theirs] = [Math.min(...streamed), Math.min(...whole)];
  print(
    `distribution of ${VALUES / 1e6} million ${dtype} weights, a thread's start included: ${ours.toFixed(0)} ms, ` +
      `${(ours / DISTRIBUTION_GOAL_MS).toFixed(2)} of the 2 s allowed; ` +
      `${(ours / theirs).toFixed(2)} of reading the file whole and counting in two passes (${theirs.toFixed(0)} ms)`,
  );
}

function inMemory(file: string, dtype: "F32" | "BF16"): void {
  const bytes = Uint8Array.from(readFileSync(file));
  const start = PREFIX_BYTES + Number(new DataView(bytes.buffer).getBigUint64(0, true));
  summarise(valuesOf(dtype, bytes.subarray(start)));
}

async function milliseconds(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Shaped as Llama 2 7B is: 291 tensors. */
function layersOfSevenBillion(): Entry[] {
  const [width, inner, words, layers] = [4096, 11_008, 32_000, 32];
  const entries: Entry[] = [
    { name: "model.embed_tokens.weight", shape: [words, width] },
    { name: "model.norm.weight", shape: [width] },
    { name: "lm_head.weight", shape: [words, width] },
  ];
  for (let layer = 0; layer < layers; layer++) {
    const add = (name: string, ...shape: number[]): number =>
      entries.push({ name: `model.layers.${layer}.${name}.weight`, shape });
    for (const part of ["q", "k", "v", "o"]) add(`self_attn.${part}_proj`, width, width);
    for (const part of ["gate", "up"]) add(`mlp.${part}_proj`, inner, width);
    add("mlp.down_proj", width, inner);
    add("input_layernorm", width);
    add("post_attention_layernorm", width);
  }
  return entries;
}

/** Bell-shaped values. */
function block(dtype: "F32" | "BF16"): Uint8Array {
  const values = Float32Array.from(
    { length: BLOCK_VALUES },
    () => (Math.random() + Math.random() + Math.random() + Math.random() - 2) * 0.02,
  );
  if (dtype === "F32") return new Uint8Array(values.buffer);
  const halves = new Uint16Array(values.buffer).filter((_, i) => i % 2 === 1);
  return new Uint8Array(halves.buffer);
}

/** Writes a file whose values are `contents` over and over, or a hole. */
function writeFile(
  path: string,
  dtype: "F32" | "BF16",
  entries: readonly Entry[],
  contents: Uint8Array | null,
): { tensors: number; bytes: number } {
  const width = dtype === "F32" ? 4 : 2;
  let end = 0;
  const header = JSON.stringify(
    Object.fromEntries(
      entries.map(({ name, shape }) => {
        const start = end;
        end += shape.reduce((product, size) => product * size, width);
        return [name, { dtype, shape, data_offsets: [start, end] }];
      }),
    ),
  );
  const padded = header.padEnd(Math.ceil(header.length / 8) * 8);
  const prefix = Buffer.alloc(PREFIX_BYTES);
  prefix.writeBigUInt64LE(BigInt(padded.length));
  const descriptor = openSync(path, "w");
  writeSync(descriptor, Buffer.concat([prefix, Buffer.from(padded)]));
  const bytes = PREFIX_BYTES + padded.length + end;
  const blocks = contents === null ? 0 : Math.ceil(end / contents.length);
  for (let block = 0; block < blocks; block++) writeSync(descriptor, contents!);
  ftruncateSync(descriptor, bytes);
  closeSync(descriptor);
  return { tensors: entries.length, bytes };
}
