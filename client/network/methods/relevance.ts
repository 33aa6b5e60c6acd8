// Which parts of an input speak for a class: relevance propagation, gradients and their kin.
import type { RelevanceWay } from "../explain/choice.ts";
import type { Method, NetworkAt, NetworkInput } from "./method.ts";

export interface RelevanceParams {
  network: NetworkAt;
  input: NetworkInput;
  /** Index of the class; null for the one that the network predicts. */
  target: number | null;
  way: RelevanceWay;
}

/** What one layer did with the relevance that came to it. */
export interface LayerRelevance {
  /** Name of the Keras layer. */
  layer: string;
  /** Σ R over what the layer takes, after its rule. */
  sum: number;
  /** What the layer's bias took of it; null where it has none, and for methods that know no such thing. */
  absorbed: number | null;
  /** In words: "ε 0.01", "α2β1", "winner takes all". */
  rule: string;
}

export interface RelevanceResult {
  /** Of the input: [height, width, channels], or [values]. */
  shape: readonly number[];
  /** One for each value of the input. */
  map: Float32Array;
  /** Σ R over the input. */
  sum: number;
  target: number;
  /** The class's value before the softmax; what relevance starts from. */
  logit: number;
  /** Of the class. */
  probability: number;
  /** The class with the highest probability. */
  predicted: number;
  /** From the output to the input; empty for methods that give the input's map only. */
  layers: readonly LayerRelevance[];
}

export declare const relevance: Method<RelevanceParams, RelevanceResult>;
