// What every layer of a network makes of one input, and what it takes the input for.
import { forward, release } from "../engine/run.ts";
import type { OpKind, Shape } from "../graph/network.ts";
import { classLogits, classProbabilities } from "../graph/classes.ts";
import { layersOf } from "../graph/layerNodes.ts";
import { layerWords } from "../graph/opWords.ts";
import { topOf } from "./answer.ts";
import type { RankedClass } from "./answer.ts";
import { batchOfOne, valuesOf } from "./inputOf.ts";
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
  /** In words: "3×3 convolution, 32 · relu", "max pooling 2×2". */
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
  /** Per class; they sum to 1 where the network ends in a softmax, or in one sigmoid unit. */
  probabilities: Float32Array;
  /** Most probable first, at most five. */
  top: readonly RankedClass[];
}

/** They show nothing that the layer before them does not. */
const HANDED_ON: ReadonlySet<OpKind> = new Set(["input", "identity", "flatten", "reshape"]);

export const activations: Method<ActivationsParams, ActivationsResult> = async (
  context,
  params,
) => {
  const loaded = await context.network(params.network);
  const { network } = loaded;
  const values = await valuesOf(context, network, params.input);
  const x = batchOfOne(network, values);
  const { outputs } = forward(loaded, x);
  const read = (node: number): Float32Array => outputs[node]!.dataSync<"float32">().slice();
  const layers = layersOf(network)
    .filter(({ index, node }) => outputs[index] !== null && !HANDED_ON.has(node.op.kind))
    .map(({ layer, index, node }) => ({
      node: index,
      layer,
      what: layerWords(network.nodes.filter((one) => one.layer === layer)),
      shape: node.shape,
      values: read(index),
    }));
  const logits = classLogits(network, read(network.logits));
  const probabilities = classProbabilities(network, read(network.output));
  release([x, ...outputs]);
  return {
    input: { shape: network.nodes[0]!.shape, values: values.slice() },
    layers,
    logits,
    probabilities,
    top: topOf(probabilities),
  };
};
