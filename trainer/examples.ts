// Test images beside the runs: what the page tries the trained networks on.
import { mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { PIXEL_SCALE } from "#contract/examples.ts";
import { encodeSafetensors, headerLength, parseSafetensorsHeader } from "#contract/safetensors.ts";
import { IMAGE_PIXELS, IMAGE_SIDE } from "./datasets/dataset.ts";
import type { Dataset, DatasetName } from "./datasets/index.ts";
import { writeWhole } from "./durable.ts";

const FILE = "examples.safetensors";
/** Of so many test images one is taken. */
const ONE_OF = 10;
const PREFIX_BYTES = 8;

/**
 * Writes one of every ten test images where all runs beside this one find them, unless they are there already; beside
 * runs of another data set, into the run's own directory. `load` is called when there is something to write.
 */
export function leaveExamples(directory: string, name: DatasetName, load: () => Dataset): void {
  for (const folder of [dirname(directory), directory]) {
    const path = join(folder, FILE);
    const there = datasetIn(path);
    if (there === name) return;
    if (there !== null) continue;
    mkdirSync(folder, { recursive: true });
    // Others may be at the same file: each has a partial one of its own.
    writeWhole(path, examplesOf(load(), name), `${path}.${process.pid}.partial`);
    return;
  }
}

/** Which data set the examples in the file are of, "" when it does not say; null when there is no such file. */
function datasetIn(path: string): string | null {
  let file: Buffer;
  try {
    file = readFileSync(path);
  } catch {
    return null;
  }
  try {
    const header = file.subarray(PREFIX_BYTES, PREFIX_BYTES + headerLength(file));
    return parseSafetensorsHeader(header).metadata["dataset"] ?? "";
  } catch {
    return "";
  }
}

function examplesOf({ test, classes }: Dataset, name: DatasetName): Uint8Array {
  const count = Math.floor(test.count / ONE_OF);
  const pixels = new Uint8Array(count * IMAGE_PIXELS);
  const labels = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    // Another of each ten: test images may go round the classes in turn.
    const from = ONE_OF * i + (i % ONE_OF);
    labels[i] = test.labels[from]!;
    pixels.set(
      test.pixels.subarray(from * IMAGE_PIXELS, (from + 1) * IMAGE_PIXELS),
      i * IMAGE_PIXELS,
    );
  }
  const tensors = [
    { name: "y", shape: [count], values: labels },
    { name: "x", shape: [count, IMAGE_SIDE, IMAGE_SIDE, 1], values: pixels },
  ];
  return encodeSafetensors(tensors, {
    dataset: name,
    scale: String(PIXEL_SCALE),
    classes: JSON.stringify(classes),
    origin: `one of every ten test images of ${name}`,
  });
}
