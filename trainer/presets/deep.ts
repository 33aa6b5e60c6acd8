// One network of six convolutions and 698,242 parameters, of the size that the paper cites.
import { sequential } from "@tensorflow/tfjs-layers";
import { IMAGE, layersFor } from "./layers.ts";
import type { ModelRecipe, Preset } from "./preset.ts";

const KERNEL_SIDE = 3;
/** Filters of the two convolutions before each pooling. */
const BLOCKS = [32, 64, 128];
const DENSE_UNITS = 200;

function build(seed: number): ReturnType<ModelRecipe["build"]> {
  const { conv, dense, flatten, output, pool } = layersFor(seed);
  const convolutions = BLOCKS.flatMap((filters, block) => {
    const inputShape = block === 0 ? { inputShape: IMAGE } : {};
    return [
      conv(`conv${2 * block + 1}`, filters, KERNEL_SIDE, { activation: "relu", ...inputShape }),
      conv(`conv${2 * block + 2}`, filters, KERNEL_SIDE, { activation: "relu" }),
      pool(`pool${block + 1}`),
    ];
  });
  return sequential({
    name: "six-convolutions",
    layers: [...convolutions, flatten(), dense("hidden1", DENSE_UNITS, "relu"), output()],
  });
}

export const deep: Preset = {
  summary: "one network of six convolutions, 698,242 parameters; minutes an epoch without a GPU",
  epochs: 10,
  samples: 5_000,
  batch: 128,
  optimizer: "adam",
  learningRate: 0.001,
  models: [{ name: "six-convolutions", traits: { convolutions: 6 }, build }],
};
