// A network with the weights of one step, ready to be run.
import type { Tensor } from "@tensorflow/tfjs-core";
import type { Network } from "../graph/network.ts";

/** Nothing in it ever changes: other weights are another one. */
export interface LoadedNetwork {
  network: Network;
  /** Per node, its tensors in the order of its `weights`. */
  weights: readonly (readonly Tensor[])[];
}
