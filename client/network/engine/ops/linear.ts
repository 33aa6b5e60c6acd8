// Makes a whole operation of what is linear in it.
import { add } from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import type { OpKind } from "../../graph/network.ts";
import type { LinearKernel, LinearParts, OpArguments } from "./op.ts";

/** L(x; kernel) + bias, and back. */
export function linear<K extends OpKind>(parts: LinearParts<K>): LinearKernel<K> {
  return {
    ...parts,
    forward(call) {
      const output = parts.apply(call.op, soleInput(call), parts.kernel(call));
      const bias = parts.bias(call);
      return bias === null ? output : add(output, bias);
    },
    vjp(call, signal) {
      const inputShape = soleInput(call).shape.slice(1);
      return [parts.transpose(call.op, signal, parts.kernel(call), inputShape)];
    },
  };
}

/** The input of an operation that takes one. */
export function soleInput(call: Pick<OpArguments, "inputs">): Tensor {
  const [input, second] = call.inputs;
  if (input === undefined || second !== undefined) {
    throw new Error(`an operation of one input was given ${call.inputs.length}`);
  }
  return input;
}
