// Going back through rectifiers as a deconvolutional network or guided backpropagation do (Zeiler & Fergus 2014; Springenberg et al. 2015).
import { relu } from "@tensorflow/tfjs-core";
import { gradient } from "../engine/run.ts";
import type { NodeCall, Step } from "../engine/run.ts";
import type { ActivationKind, Network } from "../graph/network.ts";

export type Rectifying = "deconvnet" | "guidedBackprop";

/** Activations that let through what is above zero, and little or nothing else. */
const RECTIFIERS: ReadonlySet<ActivationKind> = new Set([
  "linear",
  "relu",
  "relu6",
  "leakyRelu",
  "elu",
  "selu",
  "softplus",
  "swish",
  "gelu",
  "mish",
  "hardSwish",
]);

/** max(signal, 0), whatever the unit was given; unpooling with switches is the gradient of max pooling. */
export const deconvnet: Step = (call, signal) =>
  isActivation(call) ? [relu(signal)] : gradient(call, signal);

/** max(signal, 0) where the unit was active. */
export const guidedBackprop: Step = (call, signal) =>
  gradient(call, isActivation(call) ? relu(signal) : signal);

function isActivation({ op }: NodeCall): boolean {
  return op.kind === "activation" || op.kind === "prelu";
}

/** @throws Error for people, naming the first layer up to `last` that does not rectify */
export function checkRectifies({ nodes }: Network, last: number, way: Rectifying): void {
  const other = nodes
    .slice(0, last + 1)
    .find(({ op }) => op.kind === "activation" && !RECTIFIERS.has(op.activation));
  if (other?.op.kind !== "activation") return;
  const name = way === "deconvnet" ? "A deconvolutional network" : "Guided backpropagation";
  throw new Error(
    `${name} goes back through rectifiers, and ${other.layer} is ${other.op.activation}. ` +
      "Relevance propagation and gradients work here.",
  );
}
