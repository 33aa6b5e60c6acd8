// What an operation does, in a few words.
import type { NetworkNode, Op, OpKind, OpOf } from "./network.ts";

const times = ([height, width]: readonly [number, number]): string => `${height}×${width}`;

const strided = ({ strides }: { strides: readonly [number, number] }): string =>
  Math.max(...strides) > 1 ? `, stride ${times(strides)}` : "";

const grouped = (groups: number): string => (groups > 1 ? ` in ${groups} groups` : "");

const WORDS: { readonly [K in OpKind]: (op: OpOf<K>) => string } = {
  input: () => "input",
  dense: ({ units }) => `dense, ${units}`,
  conv2d: (op) =>
    `${times(op.kernelSize)} convolution, ${op.filters}${strided(op)}${grouped(op.groups ?? 1)}`,
  conv2dTranspose: (op) =>
    `${times(op.kernelSize)} transposed convolution, ${op.filters}${strided(op)}`,
  depthwiseConv2d: (op) => `${times(op.kernelSize)} depthwise convolution${strided(op)}`,
  batchNorm: () => "batch normalisation",
  rescaling: () => "rescaling",
  layerNorm: () => "layer normalisation",
  prelu: () => "relu with learned slopes",
  activation: ({ activation }) => activation,
  maxPool2d: ({ poolSize }) => `max pooling ${times(poolSize)}`,
  averagePool2d: ({ poolSize }) => `average pooling ${times(poolSize)}`,
  globalMaxPool2d: () => "global max pooling",
  globalAveragePool2d: () => "global average pooling",
  flatten: () => "flatten",
  reshape: () => "reshape",
  identity: () => "nothing but while training",
  zeroPad2d: () => "zeros around",
  crop2d: () => "cropping",
  upsample2d: (op) => `upsampling ${times(op.times)}`,
  permute: () => "other order of axes",
  add: () => "sum",
  multiply: () => "product",
  concatenate: () => "side by side",
};

export function opWords(op: Op): string {
  return (WORDS[op.kind] as (op: Op) => string)(op);
}

/** Of all nodes of one layer: "3×3 convolution, 32 · relu". */
export function layerWords(nodes: readonly NetworkNode[]): string {
  const told = nodes.filter(({ op }) => op.kind !== "reshape");
  return (told.length === 0 ? nodes : told).map(({ op }) => opWords(op)).join(" · ");
}
