// What every layer of a network makes of one input, and what it takes the input for.
import type { Shape } from "../graph/network.ts";
import type { Method, NetworkAt, NetworkInput } from "./method.ts";

export interface ActivationsParams {
  network: NetworkAt;
  input: NetworkInput;
}

export interface LayerActivations {
  /** Index of the node in the network. */
  node: number;
  /** Name of the Keras layer; after its activation where it has one of its own. */
  layer: string;
  /** In words: "3×3 convolution · relu", "max pooling 2×2". */
  what: string;
  /** [height, width, channels], or [units]. */
  shape: Shape;
  values: Float32Array;
}

export interface ActivationsResult {
  /** The input as the network sees it. */
  input: { shape: Shape; values: Float32Array };
  /** From the input to the output; those that only pass on what they are given are left out. */
  layers: readonly LayerActivations[];
  logits: Float32Array;
  /** Sum to 1 where the network ends in a softmax. */
  probabilities: Float32Array;
  /** Most probable first, at most five. */
  top: readonly { class: number; probability: number }[];
}

export declare const activations: Method<ActivationsParams, ActivationsResult>;
