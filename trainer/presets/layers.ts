// The layers that presets are made of: named, and initialised by a seed of their own, so that models that share a layer
// start from the same weights.
import { initializers, layers } from "@tensorflow/tfjs-layers";
import { seedFor } from "../random.ts";

type Activation = "relu" | "tanh" | "softmax";
type Layer = layers.Layer;

const IMAGE_SIDE = 28;
export const FLAT_IMAGE = [IMAGE_SIDE * IMAGE_SIDE];
export const IMAGE = [IMAGE_SIDE, IMAGE_SIDE, 1];
const CLASSES = 10;

/** Makes layers for one model; its kernels are Glorot uniform, its biases zero. */
export function layersFor(seed: number): LayerMaker {
  const kernelInitializer = (name: string): ReturnType<typeof initializers.glorotUniform> =>
    initializers.glorotUniform({ seed: seedFor(seed, name) });
  const dense: LayerMaker["dense"] = (name, units, activation, inputShape) =>
    layers.dense({
      name,
      units,
      activation,
      kernelInitializer: kernelInitializer(name),
      ...(inputShape && { inputShape }),
    });
  return {
    dense,
    output: () => dense("output", CLASSES, "softmax"),
    conv: (name, filters, side, { activation, inputShape } = {}) =>
      layers.conv2d({
        name,
        filters,
        kernelSize: side,
        padding: "same",
        kernelInitializer: kernelInitializer(name),
        ...(activation && { activation }),
        ...(inputShape && { inputShape }),
      }),
    pool: (name) => layers.maxPooling2d({ name, poolSize: 2, padding: "same" }),
    flatten: () => layers.flatten({ name: "flatten" }),
  };
}

export interface LayerMaker {
  dense: (name: string, units: number, activation: Activation, inputShape?: number[]) => Layer;
  /** Ten units with softmax, one for each class. */
  output: () => Layer;
  /** Square kernels of `side` pixels; the map keeps its size. */
  conv: (
    name: string,
    filters: number,
    side: number,
    options?: { activation?: Activation; inputShape?: number[] },
  ) => Layer;
  /** The maximum of each 2×2; an odd side is rounded up. */
  pool: (name: string) => Layer;
  flatten: () => Layer;
}
