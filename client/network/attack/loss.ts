// How wrong a network's logits are about a class, and which way they would have to move.
import { type Tensor, tensor } from "@tensorflow/tfjs-core";

/**
 * Cross-entropy of each image's logits with a class: after a softmax, or of a single logit after a sigmoid.
 *
 * @param logits images × classes
 * @param classes one for each image
 */
export function crossEntropies(logits: Float32Array, classes: ArrayLike<number>): Float32Array {
  const width = logits.length / classes.length;
  return Float32Array.from({ length: classes.length }, (_, image) => {
    const own = logits.subarray(image * width, (image + 1) * width);
    if (width === 1) return softplus(classes[image] === 1 ? -own[0]! : own[0]!);
    const most = own.reduce((high, value) => Math.max(high, value), -Infinity);
    const sum = own.reduce((total, value) => total + Math.exp(value - most), 0);
    return most + Math.log(sum) - own[classes[image]!]!;
  });
}

function softplus(value: number): number {
  return Math.max(value, 0) + Math.log1p(Math.exp(-Math.abs(value)));
}

/** The gradient of each image's cross-entropy with respect to its logits: what it answers less what it should. */
export function lossSignal(logits: Tensor, classes: ArrayLike<number>): Tensor {
  const values = logits.dataSync<"float32">();
  const width = values.length / classes.length;
  const signal = new Float32Array(values.length);
  for (let image = 0; image < classes.length; image++) {
    const start = image * width;
    if (width === 1) {
      signal[start] = 1 / (1 + Math.exp(-values[start]!)) - (classes[image] === 1 ? 1 : 0);
      continue;
    }
    const own = values.subarray(start, start + width);
    const most = own.reduce((high, value) => Math.max(high, value), -Infinity);
    const sum = own.reduce((total, value) => total + Math.exp(value - most), 0);
    own.forEach((value, c) => {
      signal[start + c] = Math.exp(value - most) / sum - (c === classes[image] ? 1 : 0);
    });
  }
  return tensor(signal, logits.shape);
}
