// Operations that stretch and move each channel by itself: batch normalisation as it is at work, and rescaling.
import { add, mul, neg, rsqrt, scalar, tensor1d } from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { linear } from "./linear.ts";
import type { OpArguments } from "./op.ts";

/** Its kernel is γ / √(variance + ε), one number for each channel. */
export const batchNorm = linear<"batchNorm">({
  kernel: stretch,
  bias(call) {
    const moved = neg(mul(moving(call, "mean"), stretch(call)));
    return call.weights.beta === undefined ? moved : add(moved, call.weights.beta);
  },
  apply: (_, x, kernel) => mul(x, kernel),
  transpose: (_, signal, kernel) => mul(signal, kernel),
});

export const rescaling = linear<"rescaling">({
  kernel: ({ op }) => tensor1d([...op.scale]),
  bias: ({ op }) => tensor1d([...op.offset]),
  apply: (_, x, kernel) => mul(x, kernel),
  transpose: (_, signal, kernel) => mul(signal, kernel),
});

function stretch(call: OpArguments<"batchNorm">): Tensor {
  const inverse = rsqrt(add(moving(call, "variance"), scalar(call.op.epsilon)));
  return call.weights.gamma === undefined ? inverse : mul(inverse, call.weights.gamma);
}

function moving({ weights }: Pick<OpArguments, "weights">, role: "mean" | "variance"): Tensor {
  const values = weights[role];
  if (values === undefined) throw new Error(`a batch normalisation was run without its ${role}`);
  return values;
}
