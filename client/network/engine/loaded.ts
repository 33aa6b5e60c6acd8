// A network with the weights of one step, ready to be run.
import { dispose, tensor } from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import type { Network, WeightSpec } from "../graph/network.ts";

/** Nothing in it ever changes: other weights are another one. */
export interface LoadedNetwork {
  network: Network;
  /** Per node, its tensors in the order of its `weights`. */
  weights: readonly (readonly Tensor[])[];
}

/**
 * The network with the weights that `valuesOf` gives, by the name of the tensor.
 *
 * @throws Error naming a tensor that has another count of values than the network's structure says
 */
export function load(
  network: Network,
  valuesOf: (tensor: string, weight: WeightSpec) => Float32Array,
): LoadedNetwork {
  const values = network.nodes.map((node) => node.weights.map((one) => fitting(one, valuesOf)));
  return {
    network,
    weights: network.nodes.map((node, index) =>
      node.weights.map(({ shape }, i) => tensor(values[index]![i]!, [...shape], "float32")),
    ),
  };
}

/** Gives back its memory; it cannot be run any more. */
export function unload({ weights }: LoadedNetwork): void {
  dispose(weights.flat());
}

function fitting(
  weight: WeightSpec,
  valuesOf: (tensor: string, weight: WeightSpec) => Float32Array,
): Float32Array {
  const values = valuesOf(weight.tensor, weight);
  const count = weight.shape.reduce((product, size) => product * size, 1);
  if (values.length === count) return values;
  throw new Error(
    `The checkpoint's ${weight.tensor} has ${values.length} values; the model's structure has ` +
      `[${weight.shape.join(", ")}], ${count} values. They are not of the same model.`,
  );
}
