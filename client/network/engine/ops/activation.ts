// Activations: what each makes of a value, and its derivative there.
import {
  abs,
  add,
  div,
  erf,
  exp,
  expm1,
  greater,
  less,
  logicalAnd,
  cast,
  mul,
  relu,
  relu6,
  scalar,
  sigmoid,
  softmax,
  softplus,
  square,
  step,
  sub,
  sum,
  tanh,
} from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import type { ActivationKind, OpOf } from "../../graph/network.ts";
import { belowZero } from "../belowZero.ts";
import { sameValues } from "../sameValues.ts";
import { soleInput } from "./linear.ts";
import type { OpKernel } from "./op.ts";

interface Activation {
  of(x: Tensor, op: OpOf<"activation">): Tensor;
  /** The signal before the activation, from the one behind it; `y` is what it gave for `x`. */
  back(signal: Tensor, x: Tensor, y: Tensor, op: OpOf<"activation">): Tensor;
}

/** Klambauer et al. 2017: a layer of such units keeps mean 0 and variance 1. */
const SELU_SCALE = 1.0507009873554805;
const SELU_ALPHA = 1.6732632423543772;

export const ACTIVATIONS: Readonly<Record<ActivationKind, Activation>> = {
  linear: { of: sameValues, back: sameValues },
  relu: { of: (x) => relu(x), back: (signal, x) => mul(signal, step(x)) },
  relu6: {
    of: (x) => relu6(x),
    back: (signal, x) => mul(signal, cast(logicalAnd(greater(x, 0), less(x, 6)), "float32")),
  },
  leakyRelu: {
    of: (x, { slope }) => add(relu(x), mul(belowZero(x), slope)),
    back: (signal, x, _, { slope }) => mul(signal, either(x, scalar(slope))),
  },
  elu: {
    of: (x, { scale }) => exponentialLinear(x, scale),
    back: (signal, x, _, { scale }) => mul(signal, exponentialSlope(x, scale)),
  },
  selu: {
    of: (x) => mul(exponentialLinear(x, SELU_ALPHA), SELU_SCALE),
    back: (signal, x) => mul(signal, mul(exponentialSlope(x, SELU_ALPHA), SELU_SCALE)),
  },
  softplus: { of: (x) => softplus(x), back: (signal, x) => mul(signal, sigmoid(x)) },
  sigmoid: {
    of: (x) => sigmoid(x),
    back: (signal, _, y) => mul(signal, mul(y, sub(1, y))),
  },
  tanh: { of: (x) => tanh(x), back: (signal, _, y) => mul(signal, sub(1, square(y))) },
  swish: {
    of: (x) => mul(x, sigmoid(x)),
    back: (signal, x, y) => mul(signal, add(y, mul(sigmoid(x), sub(1, y)))),
  },
  gelu: {
    of: (x) => mul(x, normalShare(x)),
    back: (signal, x) => mul(signal, add(normalShare(x), mul(x, normalDensity(x)))),
  },
  mish: {
    of: (x) => mul(x, tanh(softplus(x))),
    back(signal, x) {
      const part = tanh(softplus(x));
      return mul(signal, add(part, mul(mul(x, sub(1, square(part))), sigmoid(x))));
    },
  },
  exponential: { of: (x) => exp(x), back: (signal, _, y) => mul(signal, y) },
  softsign: {
    of: (x) => div(x, add(abs(x), 1)),
    back: (signal, x) => div(signal, square(add(abs(x), 1))),
  },
  hardSigmoid: {
    of: (x, { slope }) => ramp(x, slope),
    back: (signal, x, _, { slope }) => mul(signal, rampSlope(x, slope)),
  },
  hardSwish: {
    of: (x, { slope }) => mul(x, ramp(x, slope)),
    back: (signal, x, _, { slope }) =>
      mul(signal, add(ramp(x, slope), mul(x, rampSlope(x, slope)))),
  },
  softmax: {
    of: (x) => softmax(x),
    back: (signal, _, y) => mul(y, sub(signal, sum(mul(signal, y), -1, true))),
  },
};

export const activation: OpKernel<"activation"> = {
  forward: (call) => ACTIVATIONS[call.op.activation].of(soleInput(call), call.op),
  vjp: (call, signal) => [
    ACTIVATIONS[call.op.activation].back(signal, soleInput(call), call.output, call.op),
  ],
};

/** 1 where x > 0, elsewhere what is given. */
function either(x: Tensor, below: Tensor): Tensor {
  const above = step(x);
  return add(above, mul(sub(1, above), below));
}

/** From 0 to 1 along slope · x + ½. */
function ramp(x: Tensor, slope: number): Tensor {
  const line = add(mul(x, slope), 0.5);
  return sub(relu(line), relu(sub(line, 1)));
}

function rampSlope(x: Tensor, slope: number): Tensor {
  const line = add(mul(x, slope), 0.5);
  return mul(sub(step(line), step(sub(line, 1))), slope);
}

function exponentialLinear(x: Tensor, scale: number): Tensor {
  return add(relu(x), mul(expm1(belowZero(x)), scale));
}

function exponentialSlope(x: Tensor, scale: number): Tensor {
  return either(x, mul(exp(belowZero(x)), scale));
}

/** The standard normal distribution's share below x. */
function normalShare(x: Tensor): Tensor {
  return mul(add(erf(mul(x, Math.SQRT1_2)), 1), 0.5);
}

function normalDensity(x: Tensor): Tensor {
  return mul(exp(mul(square(x), -0.5)), 1 / Math.sqrt(2 * Math.PI));
}
