// The command line of `layerlapse train`: which models are to be trained, and how.
import { availableParallelism } from "node:os";
import { Command, InvalidArgumentError, Option } from "commander";
import { backendNames } from "./backend.ts";
import type { Keep } from "./checkpoints.ts";
import { type DatasetName, datasetNames } from "./datasets/index.ts";
import type { Job, OnNan } from "./job.ts";
import { type OptimizerName, optimizerNames } from "./optimizers.ts";
import { type PresetName, presetNames, presets } from "./presets/index.ts";
import { TrainerError } from "./trainerError.ts";
import { withoutFrom, withoutInNames } from "./without.ts";

/** As commander gives them; what is absent is the preset's. */
export interface TrainOptions {
  logdir: string;
  preset: PresetName;
  model?: string;
  without: readonly string[];
  data: DatasetName;
  name?: string;
  epochs?: number;
  samples?: number;
  batch?: number;
  optimizer?: OptimizerName;
  learningRate?: number;
  seed: number;
  backend: Job["backend"];
  jobs: number;
  keepCheckpoints: Keep;
  resume: boolean;
  onNan: OnNan;
}

/** However few cores there are, a preset's three models begin together, so that each can be looked at soon. */
const JOBS_AT_LEAST = 3;

/** The program; its action is the caller's. */
export function trainProgram(): Command {
  const program = new Command("layerlapse train")
    .description(
      "Trains the models of a preset, each in a process of its own, and logs every layer's weights.",
    )
    .option("--logdir <directory>", "where runs are written", "logs")
    .addOption(choice("--preset <name>", "models to train", presetNames).default("paper"))
    .option("--model <name>", "only this model of the preset")
    .option(
      "--without <layer:units>",
      "leave those units out of the model, such as hidden1:3,17-20; may be given again",
      (text: string, before: readonly string[]) => [...before, text],
      [],
    )
    .addOption(choice("--data <name>", "images to learn", datasetNames).default("mnist"))
    .option(
      "--name <name>",
      "directory of the runs in the log directory (default: the preset's name)",
    )
    .option("--epochs <n>", "epochs to train", wholeNumber(0))
    .option("--samples <n>", "images drawn in each epoch, with replacement", wholeNumber(1))
    .option("--batch <n>", "images in a batch", wholeNumber(1))
    .addOption(choice("--optimizer <name>", "optimiser", optimizerNames))
    .option("--learning-rate <rate>", "its learning rate", positive)
    .option(
      "--seed <n>",
      "decides the initial weights and all chance in training",
      wholeNumber(0),
      1,
    )
    .addOption(choice("--backend <name>", "what computes", backendNames).default("auto"))
    .option(
      "--jobs <n>",
      "models trained at the same time",
      wholeNumber(1),
      Math.max(availableParallelism(), JOBS_AT_LEAST),
    )
    .option(
      "--keep-checkpoints <which>",
      "weights that stay on disk: all, last, or every n-th epoch's and the last",
      keep,
      "all",
    )
    .option("--resume", "go on where a training was broken off; what is finished stays", false)
    .addOption(
      choice("--on-nan <what>", "when weights or loss are no longer numbers", [
        "continue",
        "stop",
      ]).default("continue"),
    )
    .addHelpText("after", presetsInWords())
    .allowExcessArguments(false);
  return program;
}

/** One job for each model asked for. Throws a {@link TrainerError} on a model that the preset does not have. */
export function jobsFrom(options: TrainOptions): Job[] {
  const preset = presets[options.preset];
  const models = preset.models.filter(({ name }) => (options.model ?? name) === name);
  if (models.length === 0) {
    const names = preset.models.map(({ name }) => name).join(", ");
    throw new TrainerError(
      `the preset ${options.preset} has no model ${options.model}; it has ${names}`,
    );
  }
  if (options.without.length > 0 && options.model === undefined) {
    throw new TrainerError("--without needs --model: other models have other units");
  }
  const without = withoutFrom(options.without);
  const ending = options.without.length > 0 ? `-${withoutInNames(without)}` : "";
  const group = groupName(options);
  return models.map(({ name }) => ({
    logdir: options.logdir,
    run: `${group}/${name}${ending}`,
    preset: options.preset,
    model: name,
    without,
    data: options.data,
    epochs: options.epochs ?? preset.epochs,
    samples: options.samples ?? preset.samples,
    batch: options.batch ?? preset.batch,
    optimizer: options.optimizer ?? preset.optimizer,
    learningRate: options.learningRate ?? preset.learningRate,
    seed: options.seed,
    backend: options.backend,
    keepCheckpoints: options.keepCheckpoints,
    resume: options.resume,
    onNan: options.onNan,
  }));
}

function groupName({ data, name, preset }: TrainOptions): string {
  if (name === undefined) return data === "mnist" ? preset : `${preset}-${data}`;
  const parts = name.split("/");
  if (name.includes("\\") || parts.some((part) => ["", ".", ".."].includes(part))) {
    throw new TrainerError(`--name ${name} is no directory inside the log directory`);
  }
  return name;
}

function choice(flags: string, description: string, names: readonly string[]): Option {
  return new Option(flags, description).choices(names);
}

function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== "" && Number.isSafeInteger(value) && value >= least) return value;
    throw new InvalidArgumentError(`It has to be a whole number from ${least} on.`);
  };
}

function positive(text: string): number {
  const value = Number(text);
  if (value > 0 && value < Infinity) return value;
  throw new InvalidArgumentError("It has to be a number above 0.");
}

function keep(text: string): Keep {
  return text === "all" || text === "last" ? text : wholeNumber(1)(text);
}

function presetsInWords(): string {
  const lines = Object.entries(presets).map(([name, preset]) => {
    const models = preset.models.map((model) => model.name).join(", ");
    const length = `${preset.epochs} epochs of ${preset.samples} images, ${preset.optimizer} ${preset.learningRate}`;
    return `  ${name.padEnd(6)} ${preset.summary}\n         ${length}\n         models: ${models}`;
  });
  return `\nPresets, and how they train where nothing else is said:\n${lines.join("\n")}`;
}
