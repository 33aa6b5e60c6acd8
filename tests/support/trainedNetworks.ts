// Trained networks as methods are given them, with their weights as plain numbers, and the examples they were tested on.
import { onTestFinished } from "vitest";
import { load, unload } from "../../client/network/engine/loaded.ts";
import type { LoadedNetwork } from "../../client/network/engine/loaded.ts";
import { networkFromJson } from "../../client/network/graph/fromJson.ts";
import type { Network } from "../../client/network/graph/network.ts";
import type { MethodContext, NetworkAt } from "../../client/network/methods/method.ts";
import type { Run } from "../../server/runs/index.ts";
import { follow, summary } from "../server/logdir/followed.ts";
import type { WeightValues } from "./slowNetwork.ts";
import { trainedLogdir } from "./trained.ts";

export interface TrainedNetwork {
  network: Network;
  weights: WeightValues;
  loaded: LoadedNetwork;
  /** As the network takes it, between 0 and 1. */
  example(this: void, index: number): Float32Array;
}

/** One of the runs of `trainedLogdir` at a step; stays until the test is over. */
export async function trainedNetwork(name: string, step: number): Promise<TrainedNetwork> {
  const followed = follow(await trainedLogdir());
  await followed.logdir.ready;
  const { id, examples } = summary(followed, name);
  const run = followed.runs.get(id)!;
  const network = networkFromJson(run.network!);
  const specs = network.nodes.flatMap((node) => node.weights);
  const weights = new Map<string, Float32Array>();
  for (const { tensor } of specs) weights.set(tensor, await valuesOf(run, step, tensor));
  const { values, scale } = await followed.runs.examplesOf(examples!.id)!.read();
  const size = values.length / examples!.count;
  const loaded = load(network, (tensor) => weights.get(tensor)!);
  onTestFinished(() => unload(loaded));
  return {
    network,
    weights,
    loaded,
    example: (index) =>
      Float32Array.from(values.subarray(index * size, (index + 1) * size), (one) => one * scale),
  };
}

/** Where methods find that network, whichever they ask for, and no examples. */
export function contextOf(loaded: LoadedNetwork): MethodContext {
  return {
    structure: () => Promise.resolve(loaded.network),
    network: () => Promise.resolve(loaded),
    examples: () => Promise.reject(new Error("There are no examples.")),
    progress: () => undefined,
    breathe: () => Promise.resolve(),
  };
}

/** For contexts that know one network. */
export const ONLY: NetworkAt = { source: { key: "only", json: "", tensors: "" }, step: 0 };

async function valuesOf(run: Run, step: number, name: string): Promise<Float32Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of run.tensor(step, name)!.stream()) pieces.push(piece);
  return new Float32Array(Uint8Array.from(Buffer.concat(pieces)).buffer);
}
