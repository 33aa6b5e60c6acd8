// Operations of several inputs: their sum, their product, and one behind the other.
import { addN, concat as join, mul, reshape, slice, sum } from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { sameValues } from "../sameValues.ts";
import type { OpKernel } from "./op.ts";

export const add: OpKernel<"add"> = {
  forward: ({ inputs }) => (inputs.length === 1 ? sameValues(inputs[0]!) : addN([...inputs])),
  vjp: ({ inputs }, signal) => inputs.map(() => sameValues(signal)),
};

export const concatenate: OpKernel<"concatenate"> = {
  forward: ({ op, inputs }) =>
    inputs.length === 1 ? sameValues(inputs[0]!) : join([...inputs], op.axis + 1),
  vjp({ op, inputs }, signal) {
    let from = 0;
    return inputs.map((input): Tensor => {
      const begin = signal.shape.map((_, axis) => (axis === op.axis + 1 ? from : 0));
      from += input.shape[op.axis + 1]!;
      return slice(signal, begin, input.shape);
    });
  },
};

export const multiply: OpKernel<"multiply"> = {
  forward: ({ inputs }) => inputs.slice(1).reduce<Tensor>(mul, sameValues(inputs[0]!)),
  vjp: ({ inputs }, signal) =>
    inputs.map((input, own) => {
      const others = inputs.filter((_, i) => i !== own);
      return gathered(others.reduce<Tensor>(mul, signal), input.shape);
    }),
};

/** Summed over the axes that were stretched. */
export function gathered(signal: Tensor, shape: readonly number[]): Tensor {
  const axes = shape.flatMap((size, axis) => (size === signal.shape[axis] ? [] : [axis]));
  return axes.length === 0 ? sameValues(signal) : reshape(sum(signal, axes), [...shape]);
}
