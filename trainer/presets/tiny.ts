// Three small networks that train in seconds, for tests and first looks.
import { sequential } from "@tensorflow/tfjs-layers";
import { SeededDropout } from "../seededDropout.ts";
import { FLAT_IMAGE, IMAGE, layersFor } from "./layers.ts";
import type { ModelRecipe, Preset } from "./preset.ts";

const HIDDEN_UNITS = 32;

function perceptron(activation: "relu" | "tanh"): ModelRecipe {
  return { name: activation, traits: { kind: "perceptron", activation }, build };

  function build(seed: number): ReturnType<ModelRecipe["build"]> {
    const { dense, output } = layersFor(seed);
    const layers = [
      dense("hidden1", HIDDEN_UNITS, activation, FLAT_IMAGE),
      new SeededDropout({ name: "dropout1", rate: 0.2 }),
      dense("hidden2", HIDDEN_UNITS, activation),
      output(),
    ];
    return sequential({ name: activation, layers });
  }
}

const convolution: ModelRecipe = {
  name: "conv",
  traits: { kind: "convolution", activation: "relu" },
  build(seed) {
    const { conv, flatten, output, pool } = layersFor(seed);
    const layers = [
      conv("conv1", 4, 3, { activation: "relu", inputShape: IMAGE }),
      pool("pool1"),
      flatten(),
      output(),
    ];
    return sequential({ name: "conv", layers });
  },
};

export const tiny: Preset = {
  summary: "two small perceptrons (ReLU, tanh) and a small convolution; seconds in all",
  epochs: 5,
  samples: 1_280,
  batch: 64,
  optimizer: "rmsprop",
  learningRate: 0.002,
  models: [perceptron("relu"), perceptron("tanh"), convolution],
};
