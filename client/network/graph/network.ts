// A network as a list of operations: what a model's JSON comes to once activations are taken out of their layers.

/** Sizes of a tensor without its batch axis; maps are [height, width, channels]. */
export type Shape = readonly number[];

export type ActivationKind =
  | "linear"
  | "relu"
  | "relu6"
  | "leakyRelu"
  | "elu"
  | "selu"
  | "softplus"
  | "sigmoid"
  | "tanh"
  | "swish"
  | "gelu"
  | "mish"
  | "exponential"
  | "softsign"
  | "hardSigmoid"
  | "hardSwish"
  | "softmax";

type Sides = readonly [height: number, width: number];
type Padding = "same" | "valid";

/** What one node computes, with all that is set of it. */
export type Op =
  | { kind: "input" }
  | { kind: "dense"; units: number }
  | {
      kind: "conv2d";
      filters: number;
      /** As many parts of the channels have filters of their own; one part where it is not said. */
      groups?: number;
      kernelSize: Sides;
      strides: Sides;
      dilation: Sides;
      padding: Padding;
    }
  | {
      kind: "conv2dTranspose";
      filters: number;
      kernelSize: Sides;
      strides: Sides;
      dilation: Sides;
      padding: Padding;
    }
  | {
      kind: "depthwiseConv2d";
      multiplier: number;
      kernelSize: Sides;
      strides: Sides;
      dilation: Sides;
      padding: Padding;
    }
  | { kind: "batchNorm"; epsilon: number }
  /** x · scale + offset, one of each or one for each channel. */
  | { kind: "rescaling"; scale: readonly number[]; offset: readonly number[] }
  /** Mean 0 and variance 1 over the channels of each place, then a scale and an offset for each channel. */
  | { kind: "layerNorm"; epsilon: number }
  /** A rectifier whose slopes below zero are learned. */
  | { kind: "prelu" }
  /** `slope` is leakyRelu's below zero, and hardSigmoid's and hardSwish's; `scale` elu's α. */
  | { kind: "activation"; activation: ActivationKind; slope: number; scale: number }
  | { kind: "maxPool2d"; poolSize: Sides; strides: Sides; padding: Padding }
  | { kind: "averagePool2d"; poolSize: Sides; strides: Sides; padding: Padding }
  | { kind: "globalMaxPool2d" }
  | { kind: "globalAveragePool2d" }
  | { kind: "flatten" }
  | { kind: "reshape" }
  /** Dropout, noise and whatever else does nothing but while training. */
  | { kind: "identity" }
  | { kind: "zeroPad2d"; rows: Sides; columns: Sides }
  | { kind: "crop2d"; rows: Sides; columns: Sides }
  /** Each place of a map so many times down and across. */
  | { kind: "upsample2d"; times: Sides }
  /** Axis i of what it gives is axis `axes[i]` of what it takes; without the batch. */
  | { kind: "permute"; axes: readonly number[] }
  | { kind: "add" }
  /** Axes of size 1 are stretched to what the others have. */
  | { kind: "multiply" }
  | { kind: "concatenate"; axis: number };

export type OpKind = Op["kind"];
export type OpOf<K extends OpKind> = { [O in Op as O["kind"]]: O }[K];

/** One tensor of weights that a node needs. */
export interface WeightSpec {
  role: "kernel" | "bias" | "gamma" | "beta" | "mean" | "variance" | "slope";
  /** As the server finds it in a checkpoint: `conv1/kernel`. */
  tensor: string;
  shape: Shape;
}

/** One operation. A Keras layer with an activation is two of them, both with the layer's name. */
export interface NetworkNode {
  /** Unlike every other node's: the layer's, with "/relu" behind it for an activation that stands in its layer. */
  name: string;
  /** Name of the Keras layer it comes from. */
  layer: string;
  op: Op;
  /** Indices of the nodes whose outputs it takes, all smaller than its own. */
  inputs: readonly number[];
  /** Of its output. */
  shape: Shape;
  weights: readonly WeightSpec[];
}

/** Node 0 is the input; every node comes after those it needs. */
export interface Network {
  name: string;
  nodes: readonly NetworkNode[];
  /** Index of the node that gives the answer. */
  output: number;
  /** Index of the node that gives the logits: the output without its softmax or sigmoid. */
  logits: number;
}

/** A network cannot be run, for the reason in the message, which names the layer. */
export class UnsupportedNetwork extends Error {}
