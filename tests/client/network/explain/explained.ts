// What whole networks are asked, and the same in plain loops.
import * as fc from "fast-check";
import { unload } from "../../../../client/network/engine/loaded.ts";
import { explain } from "../../../../client/network/explain/explain.ts";
import type { Explained } from "../../../../client/network/explain/explain.ts";
import type {
  PresetName,
  Propagation,
  RelevanceWay,
  RuleNumbers,
} from "../../../../client/network/explain/choice.ts";
import type { Network } from "../../../../client/network/graph/network.ts";
import { sizeOf } from "../../../../client/network/graph/shapes.ts";
import { loadedWith, noise } from "../../../support/networks.ts";
import { slowOutputs, slowWalk } from "../../../support/slowNetwork.ts";
import type { SlowStep, WeightValues } from "../../../support/slowNetwork.ts";
import { slow } from "../../../support/slowOps.ts";

export const NUMBERS: RuleNumbers = { epsilon: 0.01, gamma: 0.25, alpha: 2, low: 0, high: 1 };
export const PRESETS: readonly PresetName[] = [
  "epsilon",
  "epsilonPlus",
  "epsilonAlpha2Beta1",
  "epsilonGammaBox",
  "deepTaylor",
];
/** float32 through ten to twenty nodes, in units of the largest value. */
export const NEAR = 1e-3;
export const TARGET = 1;

export const seeds = fc.nat({ max: 1e6 });

export const nobody = (): Promise<void> => Promise.resolve();

export function by(preset: PresetName, more: Partial<Propagation> = {}): Propagation {
  return { kind: "propagation", preset, numbers: NUMBERS, rules: {}, bias: "absorbs", ...more };
}

/** An image between 0 and 1. */
export function imageFor({ nodes }: Network, seed: number): Float32Array {
  return noise(sizeOf(nodes[0]!.shape), seed + 7).map(Math.abs);
}

export async function explained(
  network: Network,
  weights: WeightValues,
  x: Float32Array,
  way: RelevanceWay,
): Promise<Explained> {
  const loaded = loadedWith(network, weights);
  const answer = await explain(loaded, x, TARGET, way, nobody);
  unload(loaded);
  return answer;
}

export const sum = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((a, b) => a + b, 0);

/** The same walk in plain loops. */
export function slowly(
  network: Network,
  weights: WeightValues,
  x: ArrayLike<number>,
  step: SlowStep,
  isLogit: boolean,
): Float64Array {
  const outputs = slowOutputs(network, weights, slow(network.nodes[0]!.shape, x));
  const logits = outputs[network.logits]!;
  const seed = logits.values.map((value, i) => (i === TARGET ? (isLogit ? value : 1) : 0));
  const start = { node: network.logits, signal: slow(logits.shape, seed) };
  return slowWalk(network, weights, outputs, start, step).values;
}

export function logitOf(network: Network, weights: WeightValues, x: ArrayLike<number>): number {
  const outputs = slowOutputs(network, weights, slow(network.nodes[0]!.shape, x));
  return outputs[network.logits]!.values[TARGET]!;
}
