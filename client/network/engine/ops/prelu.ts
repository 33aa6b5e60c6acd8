// A rectifier whose slopes below zero are learned, one for each value or shared along some axes.
import { add, mul, relu, step, sub } from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { belowZero } from "../belowZero.ts";
import { soleInput } from "./linear.ts";
import type { OpArguments, OpKernel } from "./op.ts";

export const prelu: OpKernel<"prelu"> = {
  forward(call) {
    const x = soleInput(call);
    return add(relu(x), mul(belowZero(x), slopes(call)));
  },
  vjp(call, signal) {
    const above = step(soleInput(call));
    return [mul(signal, add(above, mul(sub(1, above), slopes(call))))];
  },
};

function slopes({ weights }: OpArguments<"prelu">): Tensor {
  if (weights.slope === undefined) throw new Error("a rectifier was run without its slopes");
  return weights.slope;
}
