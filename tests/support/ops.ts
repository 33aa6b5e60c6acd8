// The operations that networks of tests are planned with, each by what tells it from its kind.
import type { Op, OpOf } from "../../client/network/graph/network.ts";

export const RELU: Op = { kind: "activation", activation: "relu", slope: 0, scale: 1 };
export const SOFTMAX: Op = { kind: "activation", activation: "softmax", slope: 0, scale: 1 };
/** Halves both sides. */
export const POOL: Op = {
  kind: "maxPool2d",
  poolSize: [2, 2],
  strides: [2, 2],
  padding: "valid",
};
export const FLATTEN: Op = { kind: "flatten" };

export const dense = (units: number): Op => ({ kind: "dense", units });

interface Kernels {
  side?: number;
  stride?: number;
  padding?: "same" | "valid";
}

/** A convolution with kernels of 3 × 3 unless said otherwise, moved by one place. */
export function conv(
  filters: number,
  { side = 3, stride = 1, padding = "same" }: Kernels = {},
): OpOf<"conv2d"> {
  const [kernelSize, strides] = [[side, side] as const, [stride, stride] as const];
  return { kind: "conv2d", filters, kernelSize, strides, dilation: [1, 1], padding };
}
