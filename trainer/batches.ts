// Images and classes as the tensors a model takes.
import { type Tensor, tensor, tensor2d } from "@tensorflow/tfjs-core";
import type { LayersModel } from "@tensorflow/tfjs-layers";
import { CLASSES, IMAGE_PIXELS } from "./datasets/dataset.ts";
import type { LabelledImages } from "./datasets/index.ts";

const WHITE = 255;

/** The chosen images in the shape the model takes, [n, 784] or [n, 28, 28, 1], from 0 to 1. Dispose of it. */
export function inputs(model: LayersModel, data: LabelledImages, chosen: Uint32Array): Tensor {
  const values = new Float32Array(chosen.length * IMAGE_PIXELS);
  for (let i = 0; i < chosen.length; i++) {
    const from = chosen[i]! * IMAGE_PIXELS;
    const to = i * IMAGE_PIXELS;
    for (let j = 0; j < IMAGE_PIXELS; j++) values[to + j] = data.pixels[from + j]! / WHITE;
  }
  const imageShape = model.inputs[0]!.shape.slice(1) as number[];
  return tensor(values, [chosen.length, ...imageShape]);
}

/** The chosen images' classes, one-hot, [n, 10]. Dispose of it. */
export function targets(data: LabelledImages, chosen: Uint32Array): Tensor {
  const values = new Float32Array(chosen.length * CLASSES);
  for (let i = 0; i < chosen.length; i++) values[i * CLASSES + data.labels[chosen[i]!]!] = 1;
  return tensor2d(values, [chosen.length, CLASSES]);
}
