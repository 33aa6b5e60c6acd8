// What the header of a file of examples tells: where inputs and labels lie, and what else is said of them.
import { isDrawn } from "#contract/dtypes.ts";
import { exampleArrays, type ExampleArrays } from "#contract/examples.ts";
import type { OpenFile } from "../bounds.ts";
import { npzListing } from "../checkpoints/npzFile.ts";
import { safetensorsHeader } from "../checkpoints/safetensorsFile.ts";
import { notDrawn, type PlacedTensor } from "../checkpoints/tensor.ts";
import type { WorkerPool } from "../workers/pool.ts";

export interface ExamplesListing extends ExampleArrays<PlacedTensor> {
  /** Arrays that say something of the examples: `scale`, `classes` of an .npz file. */
  others: readonly PlacedTensor[];
  /** The same in words: a safetensors file's metadata. */
  metadata: Readonly<Record<string, string>>;
}

/** Reads headers only. Throws an Error that says why the file holds no examples. */
export async function examplesListing(
  path: string,
  open: OpenFile,
  workers: WorkerPool,
): Promise<ExamplesListing> {
  const { tensors, metadata } = path.endsWith(".npz")
    ? { ...(await npzListing(open)), metadata: {} }
    : await safetensorsHeader(open, workers);
  const found = exampleArrays(tensors);
  for (const { name, dtype } of [found.inputs, ...(found.labels ? [found.labels] : [])]) {
    if (!isDrawn(dtype)) throw new Error(`"${name}": ${notDrawn(dtype)}`);
  }
  return { ...found, others: tensors, metadata };
}
