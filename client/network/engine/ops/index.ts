// Every operation by its kind; a new one is a kind in graph/network.ts, a file here and a line in the table.
import type { OpKind } from "../../graph/network.ts";
import { activation } from "./activation.ts";
import { conv2d } from "./conv2d.ts";
import { dense } from "./dense.ts";
import { depthwiseConv2d } from "./depthwiseConv2d.ts";
import { add, concatenate } from "./joins.ts";
import type { LinearKernel, OpKernel } from "./op.ts";
import { batchNorm, rescaling } from "./perChannel.ts";
import { identity, reshaped, zeroPad2d } from "./places.ts";
import { averagePool2d, globalAveragePool2d, globalMaxPool2d, maxPool2d } from "./pooling.ts";

/** Operations of one input that are linear in their kernel, but for a bias. */
const LINEAR: { readonly [K in OpKind]?: LinearKernel<K> } = {
  dense,
  conv2d,
  depthwiseConv2d,
  batchNorm,
  rescaling,
};

const OPS: { readonly [K in OpKind]: OpKernel<K> } = {
  input: identity,
  dense,
  conv2d,
  depthwiseConv2d,
  batchNorm,
  rescaling,
  activation,
  maxPool2d,
  averagePool2d,
  globalMaxPool2d,
  globalAveragePool2d,
  flatten: reshaped,
  reshape: reshaped,
  identity,
  zeroPad2d,
  add,
  concatenate,
};

export function kernelOf(kind: OpKind): OpKernel {
  return OPS[kind];
}

/** Null for operations without a kernel of weights. */
export function linearKernelOf(kind: OpKind): LinearKernel | null {
  return LINEAR[kind] ?? null;
}
