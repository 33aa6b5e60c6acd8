// Three convolutional networks, each of which changes one thing of the same base: kernel size, width, batch norm.
import { layers, sequential } from "@tensorflow/tfjs-layers";
import { IMAGE, layersFor } from "./layers.ts";
import type { ModelRecipe, Preset } from "./preset.ts";

interface Traits {
  kernel_size: number;
  filters: number;
  batch_norm: boolean;
}

/** Two convolutions with pooling and one dense layer; `filters` are the first's, the second has twice as many. */
const BASE: Traits = { kernel_size: 3, filters: 16, batch_norm: false };
const DENSE_UNITS = 64;

function network(name: string, changed: Partial<Traits>): ModelRecipe {
  const traits = { ...BASE, ...changed };
  return { name, traits: { ...traits }, build };

  function build(seed: number): ReturnType<ModelRecipe["build"]> {
    const { conv, dense, flatten, output, pool } = layersFor(seed);
    const block = (index: number, filters: number, inputShape?: number[]): layers.Layer[] => {
      const shape = inputShape && { inputShape };
      const named = `conv${index}`;
      // The norm stands between the convolution and its activation.
      const convolution = traits.batch_norm
        ? [
            conv(named, filters, traits.kernel_size, { ...shape }),
            layers.batchNormalization({ name: `norm${index}` }),
            layers.reLU({ name: `relu${index}` }),
          ]
        : [conv(named, filters, traits.kernel_size, { activation: "relu", ...shape })];
      return [...convolution, pool(`pool${index}`)];
    };
    return sequential({
      name,
      layers: [
        ...block(1, traits.filters, IMAGE),
        ...block(2, 2 * traits.filters),
        flatten(),
        dense("hidden1", DENSE_UNITS, "relu"),
        output(),
      ],
    });
  }
}

export const cnn: Preset = {
  summary: "three convolutional networks: larger kernels, more filters, batch norm",
  epochs: 10,
  samples: 10_000,
  batch: 128,
  optimizer: "adam",
  learningRate: 0.001,
  models: [
    network("kernel-5x5", { kernel_size: 5 }),
    network("filters-32", { filters: 32 }),
    network("batch-norm", { batch_norm: true }),
  ],
};
