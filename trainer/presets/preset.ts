// What a preset is: a few models to compare, and how long and on what they train unless told otherwise.
import type { LayersModel } from "@tensorflow/tfjs-layers";
import type { Hyperparameters } from "#contract/eventlog/hparams.ts";
import type { OptimizerName } from "../optimizers.ts";

export interface Preset {
  /** One line for `--help`. */
  summary: string;
  epochs: number;
  /** Images drawn in each epoch, with replacement. */
  samples: number;
  /** Images in a batch. */
  batch: number;
  optimizer: OptimizerName;
  learningRate: number;
  models: readonly ModelRecipe[];
}

export interface ModelRecipe {
  /** The last part of the run's name. */
  name: string;
  /** In what this model differs from the preset's others; logged with the hyperparameters. */
  traits: Hyperparameters;
  /** A new model of [784] or [28, 28, 1] inputs and ten softmax outputs, its weights drawn from the seed. */
  build: (seed: number) => LayersModel;
}
