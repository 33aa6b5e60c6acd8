// A whole network in plain loops, without TensorFlow.js: forward, and back by any rule.
import type { Network, NetworkNode } from "../../client/network/graph/network.ts";
import { slowForward, slowVjp, zeros } from "./slowOps.ts";
import type { Slow, SlowWeights } from "./slowOps.ts";

/** Values of a tensor by its name. */
export type WeightValues = ReadonlyMap<string, Float32Array>;

export interface SlowNodeCall {
  index: number;
  node: NetworkNode;
  inputs: readonly Slow[];
  output: Slow;
  weights: SlowWeights;
}

export type SlowStep = (call: SlowNodeCall, signal: Slow) => readonly Slow[];

export const slowGradient: SlowStep = ({ node, inputs, weights }, signal) =>
  slowVjp({ op: node.op, inputs, weights, shape: node.shape }, signal);

export function slowWeights({ weights }: NetworkNode, values: WeightValues): SlowWeights {
  return Object.fromEntries(
    weights.map(({ role, tensor }) => [role, Float64Array.from(values.get(tensor)!)]),
  );
}

/** What every node gives for one image. */
export function slowOutputs({ nodes }: Network, values: WeightValues, x: Slow): Slow[] {
  const outputs = [x];
  for (const node of nodes.slice(1)) {
    const inputs = node.inputs.map((input) => outputs[input]!);
    const call = { op: node.op, inputs, weights: slowWeights(node, values), shape: node.shape };
    outputs.push(slowForward(call));
  }
  return outputs;
}

/** What comes back to the input of one node's signal. */
export function slowWalk(
  { nodes }: Network,
  values: WeightValues,
  outputs: readonly Slow[],
  from: { node: number; signal: Slow },
  step: SlowStep,
): Slow {
  const signals = nodes.map(({ shape }) => zeros(shape));
  signals[from.node] = from.signal;
  for (let index = from.node; index > 0; index--) {
    const node = nodes[index]!;
    const call = {
      index,
      node,
      inputs: node.inputs.map((input) => outputs[input]!),
      output: outputs[index]!,
      weights: slowWeights(node, values),
    };
    step(call, signals[index]!).forEach(({ values: back }, which) => {
      const to = signals[node.inputs[which]!]!;
      back.forEach((value, i) => (to.values[i]! += value));
    });
  }
  return signals[0]!;
}
