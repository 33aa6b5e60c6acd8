// A model's JSON, as Keras 2, Keras 3 or TensorFlow.js write it, as a network.
import type { Network } from "./network.ts";

/**
 * The network of a model's JSON: Sequential or functional, also within a tfjs `model.json` (`modelTopology`).
 *
 * @throws UnsupportedNetwork naming the layer that cannot be run and what can
 */
export declare function networkFromJson(json: string): Network;
