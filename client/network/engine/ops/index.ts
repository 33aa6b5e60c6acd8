// Every operation by its kind; a new one is a kind in graph/network.ts, a file here and a line in the table.
import type { OpKind } from "../../graph/network.ts";
import { activation } from "./activation.ts";
import { conv2d } from "./conv2d.ts";
import { conv2dTranspose } from "./conv2dTranspose.ts";
import { dense } from "./dense.ts";
import { depthwiseConv2d } from "./depthwiseConv2d.ts";
import { add, concatenate, multiply } from "./joins.ts";
import { layerNorm } from "./layerNorm.ts";
import type { LinearKernel, OpKernel } from "./op.ts";
import { batchNorm, rescaling } from "./perChannel.ts";
import { crop2d, identity, permute, reshaped, upsample2d, zeroPad2d } from "./places.ts";
import { averagePool2d, globalAveragePool2d, globalMaxPool2d, maxPool2d } from "./pooling.ts";
import { prelu } from "./prelu.ts";

/** Operations of one input that are linear in their kernel, but for a bias. */
const LINEAR: { readonly [K in OpKind]?: LinearKernel<K> } = {
  dense,
  conv2d,
  conv2dTranspose,
  depthwiseConv2d,
  batchNorm,
  rescaling,
};

const OPS: { readonly [K in OpKind]: OpKernel<K> } = {
  input: identity,
  dense,
  conv2d,
  conv2dTranspose,
  depthwiseConv2d,
  batchNorm,
  rescaling,
  layerNorm,
  prelu,
  activation,
  maxPool2d,
  averagePool2d,
  globalMaxPool2d,
  globalAveragePool2d,
  flatten: reshaped,
  reshape: reshaped,
  identity,
  zeroPad2d,
  crop2d,
  upsample2d,
  permute,
  add,
  multiply,
  concatenate,
};

export function kernelOf(kind: OpKind): OpKernel {
  return OPS[kind];
}

/** Null for operations without a kernel of weights. */
export function linearKernelOf(kind: OpKind): LinearKernel | null {
  return LINEAR[kind] ?? null;
}
