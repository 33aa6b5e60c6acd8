// What a walk back begins with: one class, or one unit of a layer.
import { fill, mul, tensor, tensor1d } from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { classCount, isBinary } from "../graph/classes.ts";
import type { Network } from "../graph/network.ts";

/** What makes the logits of every image of a batch one class's, of their shape: 1 at it, or ±1 where one unit speaks for two. */
export function oneClass(network: Network, batch: number, target: number): Tensor {
  const shape = [batch, ...network.nodes[network.logits]!.shape];
  if (isBinary(network)) return fill(shape, target === 1 ? 1 : -1);
  const classes = classCount(network);
  const seed = new Float32Array(batch * classes);
  for (let at = target; at < seed.length; at += classes) seed[at] = 1;
  return tensor(seed, shape);
}

/** One unit as it is, all others zero: what a node gave, [batch, ..., units], times that. */
export function wholeMap(output: Tensor, unit: number): Tensor {
  const units = output.shape.at(-1)!;
  const mask = new Float32Array(units);
  mask[unit] = 1;
  return mul(output, tensor1d(mask));
}

/** One unit at the one place where it is largest in each image (the first of several), as it is there. */
export function atMaximum(output: Tensor, unit: number): Tensor {
  const units = output.shape.at(-1)!;
  const values = output.dataSync<"float32">();
  const perImage = values.length / output.shape[0];
  const seed = new Float32Array(values.length);
  for (let from = 0; from < values.length; from += perImage) {
    let best = from + unit;
    for (let at = best; at < from + perImage; at += units)
      if (values[at]! > values[best]!) best = at;
    seed[best] = values[best]!;
  }
  return tensor(seed, output.shape);
}
