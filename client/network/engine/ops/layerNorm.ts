// Layer normalisation: mean 0 and variance 1 over the channels of each place (Ba, Kiros & Hinton 2016).
import { add, mean, mul, rsqrt, square, sub } from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { soleInput } from "./linear.ts";
import type { OpArguments, OpKernel } from "./op.ts";

export const layerNorm: OpKernel<"layerNorm"> = {
  forward(call) {
    const { weights } = call;
    const scaled = times(normalised(call).values, weights.gamma);
    return weights.beta === undefined ? scaled : add(scaled, weights.beta);
  },
  // Of n = (x − mean) / s: (g − mean(g) − n · mean(g · n)) / s.
  vjp(call, signal) {
    const { values, inverse } = normalised(call);
    const given = times(signal, call.weights.gamma);
    const along = mul(values, overChannels(mul(given, values)));
    return [mul(sub(sub(given, overChannels(given)), along), inverse)];
  },
};

function normalised(call: OpArguments<"layerNorm">): { values: Tensor; inverse: Tensor } {
  const x = soleInput(call);
  const centred = sub(x, overChannels(x));
  const inverse = rsqrt(add(overChannels(square(centred)), call.op.epsilon));
  return { values: mul(centred, inverse), inverse };
}

function overChannels(x: Tensor): Tensor {
  return mean(x, -1, true);
}

function times(x: Tensor, gamma: Tensor | undefined): Tensor {
  return gamma === undefined ? x : mul(x, gamma);
}
