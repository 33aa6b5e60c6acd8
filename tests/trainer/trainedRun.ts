// What tests ask of a run that was trained: its log as a reader sees it, its checkpoints as plain bytes, its process.
import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { exitCode } from "../support/layerlapse.ts";
import { type PlainEvent, plainEvents, type PlainValue } from "../support/plainDecoder.ts";

export const MAIN = fileURLToPath(new URL("../../dist/trainer/main.js", import.meta.url));

export interface Trainer {
  process: ChildProcess;
  output(): string;
  ended: Promise<number | null>;
}

/** Starts the built trainer; the quickest model unless the arguments say otherwise. */
export function startTrainer(logdir: string, ...args: string[]): Trainer {
  const argv = [MAIN, "--logdir", logdir, "--preset", "tiny", "--model", "relu", ...args];
  const child = spawn(process.execPath, argv, { stdio: ["ignore", "pipe", "pipe"] });
  return watch(child);
}

export function watch(child: ChildProcess): Trainer {
  let output = "";
  child.stdout?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  return { process: child, output: () => output, ended: exitCode(child) };
}

/** Trains to the end; throws with its output when it fails. */
export async function train(logdir: string, ...args: string[]): Promise<string> {
  const trainer = startTrainer(logdir, ...args);
  const code = await trainer.ended;
  if (code !== 0) throw new Error(`exit code ${code}: ${trainer.output()}`);
  return trainer.output();
}

/** All events of a run in reading order, torn ends cut off as a reader does, superseded ones dropped. */
export function logOf(run: string): PlainEvent[] {
  const events: PlainEvent[] = [];
  for (const name of eventFilesOf(run)) {
    for (const event of plainEvents(wholeRecords(readFileSync(join(run, name))))) {
      if (event.session === 1) {
        const kept = events.filter(({ step }) => step < event.step);
        events.splice(0, events.length, ...kept);
      }
      events.push(event);
    }
  }
  return events;
}

export function eventFilesOf(run: string): string[] {
  return readdirSync(run)
    .filter((name) => name.includes("tfevents"))
    .sort();
}

/** The file up to where its last record runs past the end. */
function wholeRecords(file: Buffer): Buffer {
  let at = 0;
  while (at + 12 <= file.length) {
    const end = at + 12 + Number(file.readBigUInt64LE(at)) + 4;
    if (end > file.length) break;
    at = end;
  }
  return file.subarray(0, at);
}

/** A tag's values with their steps, in the order they were written. */
export function valuesOf(events: PlainEvent[], tag: string): [number, PlainValue][] {
  return events.flatMap(({ step, values }) =>
    values.filter((value) => value.tag === tag).map((value): [number, PlainValue] => [step, value]),
  );
}

export function scalarsOf(events: PlainEvent[], tag: string): [number, number][] {
  return valuesOf(events, tag).map(([step, { scalar }]) => [step, scalar!]);
}

/** Every checkpoint of a run by file name. */
export function checkpointsOf(run: string): Map<string, Buffer> {
  const folder = join(run, "checkpoints");
  const names = readdirSync(folder).filter((name) => name.endsWith(".safetensors"));
  return new Map(names.sort().map((name) => [name, readFileSync(join(folder, name))]));
}

/** safetensors read by its description: u64 header length, JSON, then float32 bytes. */
export function plainTensors(file: Buffer): Map<string, { shape: number[]; values: number[] }> {
  const length = Number(file.readBigUInt64LE(0));
  const header = JSON.parse(file.toString("utf8", 8, 8 + length)) as Record<
    string,
    { dtype: string; shape: number[]; data_offsets: [number, number] }
  >;
  const tensors = new Map<string, { shape: number[]; values: number[] }>();
  for (const [name, entry] of Object.entries(header)) {
    if (name === "__metadata__") continue;
    const [start, end] = entry.data_offsets;
    if (entry.dtype !== "F32") throw new Error(`${name} is ${entry.dtype}`);
    const values = Array.from({ length: (end - start) / 4 }, (_, i) =>
      file.readFloatLE(8 + length + start + i * 4),
    );
    tensors.set(name, { shape: entry.shape, values });
  }
  return tensors;
}
