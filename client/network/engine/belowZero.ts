// What of a tensor is below zero.
import { relu, sub } from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";

/** min(x, 0); `minimum` with a number is twenty times as slow on WebAssembly. */
export function belowZero(x: Tensor): Tensor {
  return sub(x, relu(x));
}
