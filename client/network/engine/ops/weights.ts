// The tensors of an operation with weights, as its linear part takes them.
import type { Tensor } from "@tensorflow/tfjs-core";
import type { OpArguments } from "./op.ts";

type WithWeights = Pick<OpArguments, "weights">;

export function ownKernel({ weights }: WithWeights): Tensor {
  if (weights.kernel === undefined) throw new Error("an operation was run without its kernel");
  return weights.kernel;
}

export function ownBias({ weights }: WithWeights): Tensor | null {
  return weights.bias ?? null;
}
