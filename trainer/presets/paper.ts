// The paper's three multilayer perceptrons, 784-512-512-10, that differ in their dropout rate only.
import { sequential } from "@tensorflow/tfjs-layers";
import { SeededDropout } from "../seededDropout.ts";
import { FLAT_IMAGE, layersFor } from "./layers.ts";
import type { ModelRecipe, Preset } from "./preset.ts";

const HIDDEN_UNITS = 512;

function perceptron(dropout: number): ModelRecipe {
  const name = `dropout-${dropout}`;
  return { name, traits: { dropout }, build };

  function build(seed: number): ReturnType<ModelRecipe["build"]> {
    const { dense, output } = layersFor(seed);
    const layers = [
      dense("hidden1", HIDDEN_UNITS, "relu", FLAT_IMAGE),
      new SeededDropout({ name: "dropout1", rate: dropout }),
      dense("hidden2", HIDDEN_UNITS, "relu"),
      new SeededDropout({ name: "dropout2", rate: dropout }),
      output(),
    ];
    return sequential({ name, layers });
  }
}

export const paper: Preset = {
  summary: "three perceptrons, 784-512-512-10, with dropout 0.2, 0.6 and 0.9",
  epochs: 15,
  samples: 10_000,
  batch: 128,
  optimizer: "rmsprop",
  learningRate: 0.001,
  models: [0.2, 0.6, 0.9].map(perceptron),
};
