// What every operation of a network knows to do: forward, and back for any signal.
import type { Tensor } from "@tensorflow/tfjs-core";
import type { OpKind, OpOf, Shape, WeightSpec } from "../../graph/network.ts";

/** A node's tensors by what they are to it; those that it has not are missing. */
export type Weights = Readonly<Partial<Record<WeightSpec["role"], Tensor>>>;

/** What an operation is run with; every tensor but the weights is [batch, ...shape]. */
export interface OpArguments<K extends OpKind = OpKind> {
  op: OpOf<K>;
  inputs: readonly Tensor[];
  weights: Weights;
  /** Of the output, without the batch. */
  shape: Shape;
}

/** One operation that was run, on its way back. */
export interface OpCall<K extends OpKind = OpKind> extends OpArguments<K> {
  output: Tensor;
}

export interface OpKernel<K extends OpKind = OpKind> {
  /** A new tensor, even where nothing is computed. */
  forward(call: OpArguments<K>): Tensor;
  /** The gradient of Σ output · signal with respect to each input. */
  vjp(call: OpCall<K>, signal: Tensor): readonly Tensor[];
}

/** What of an operation of one input is linear in a kernel; rules of relevance put other kernels in. */
export interface LinearParts<K extends OpKind = OpKind> {
  /** The kernel as `apply` and `transpose` take it: the network's own tensor where it is one, so nobody disposes of it. */
  kernel(call: OpArguments<K>): Tensor;
  /** What is added to each output channel; null where there is no bias. As the kernel, not to be disposed of. */
  bias(call: OpArguments<K>): Tensor | null;
  /** L(x; kernel), without bias. */
  apply(op: OpOf<K>, x: Tensor, kernel: Tensor): Tensor;
  /** The gradient of Σ L(x; kernel) · signal with respect to x, which is [batch, ...inputShape]. */
  transpose(op: OpOf<K>, signal: Tensor, kernel: Tensor, inputShape: Shape): Tensor;
}

export type LinearKernel<K extends OpKind = OpKind> = OpKernel<K> & LinearParts<K>;
