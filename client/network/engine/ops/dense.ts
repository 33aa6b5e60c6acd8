// A dense layer: every unit takes every value of the last axis.
import { matMul, reshape, transpose } from "@tensorflow/tfjs-core";
import type { Tensor, Tensor2D } from "@tensorflow/tfjs-core";
import { linear } from "./linear.ts";
import { ownBias, ownKernel } from "./weights.ts";

/** Kernel [inputs, units]; axes before the last are as many rows. */
export const dense = linear<"dense">({
  kernel: ownKernel,
  bias: ownBias,
  apply: ({ units }, x, kernel) =>
    reshape(matMul(rows(x), kernel as Tensor2D), [...x.shape.slice(0, -1), units]),
  // The signal is transposed rather than the kernel, which is far larger.
  transpose: (_, signal, kernel, inputShape) =>
    reshape(transpose(matMul(kernel as Tensor2D, rows(signal), false, true)), [
      signal.shape[0],
      ...inputShape,
    ]),
});

function rows(x: Tensor): Tensor2D {
  return reshape(x, [-1, x.shape.at(-1)!]);
}
