// One model from its first epoch, or from where it was broken off, to its last: train, evaluate, save, log.
import { join } from "node:path";
import type { Optimizer } from "@tensorflow/tfjs-core";
import type { LayersModel } from "@tensorflow/tfjs-layers";
import type { Hyperparameters } from "#contract/eventlog/hparams.ts";
import type { NamedTensor } from "#contract/safetensors.ts";
import type { BackendName } from "./backend.ts";
import { Checkpoints } from "./checkpoints.ts";
import { type Dataset, loadDataset } from "./datasets/index.ts";
import { evaluate, type Score } from "./evaluate.ts";
import { leaveExamples } from "./examples.ts";
import { type BatchResult, trainEpoch } from "./fit.ts";
import { hyperparametersOf, TRAINING_IMAGES_EVALUATED } from "./hyperparameters.ts";
import type { Job, Outcome, Report } from "./job.ts";
import { makeOptimizer, restoreState, stateOf } from "./optimizers.ts";
import { parametersOf, restoreParameters } from "./parameters.ts";
import { pruned } from "./prune.ts";
import { presets, type ModelRecipe } from "./presets/index.ts";
import { resumePoint } from "./resumePoint.ts";
import { readHistory } from "./runHistory.ts";
import { lockRun } from "./runLock.ts";
import { RunWriter } from "./runWriter.ts";
import { TrainerError } from "./trainerError.ts";

/** Trains the job's model on the backend that tfjs was set up with. Rejects with the signal's reason when aborted. */
export async function trainRun(
  job: Job,
  backend: BackendName,
  report: (report: Report) => void,
  signal: AbortSignal,
): Promise<Outcome> {
  const directory = join(job.logdir, ...job.run.split("/"));
  const unlock = lockRun(directory);
  try {
    return await new Training(job, backend, directory, report, signal).run();
  } finally {
    unlock();
  }
}

class Training {
  readonly #job: Job;
  readonly #directory: string;
  readonly #report: (report: Report) => void;
  readonly #signal: AbortSignal;
  readonly #model: LayersModel;
  readonly #optimizer: Optimizer;
  readonly #checkpoints: Checkpoints;
  readonly #hyperparameters: Hyperparameters;
  #divergedAt: number | null = null;

  constructor(
    job: Job,
    backend: BackendName,
    directory: string,
    report: (report: Report) => void,
    signal: AbortSignal,
  ) {
    const recipe = recipeOf(job);
    this.#job = job;
    this.#directory = directory;
    this.#report = report;
    this.#signal = signal;
    const whole = recipe.build(job.seed);
    const isWhole = Object.keys(job.without).length === 0;
    this.#model = isWhole ? whole : pruned(whole, job.without);
    this.#optimizer = makeOptimizer(job.optimizer, job.learningRate);
    this.#model.compile({
      optimizer: this.#optimizer,
      loss: "categoricalCrossentropy",
      metrics: ["accuracy"],
    });
    this.#checkpoints = new Checkpoints(directory);
    const parameters = this.#model.countParams();
    this.#hyperparameters = hyperparametersOf(job, recipe, backend, parameters);
  }

  async run(): Promise<Outcome> {
    const { epochs, resume, run } = this.#job;
    const history = readHistory(this.#directory);
    const from = resumePoint(this.#directory, history, this.#checkpoints, {
      resume,
      hyperparameters: this.#hyperparameters,
    });
    let loaded: Dataset | null = null;
    const images = (): Dataset => (loaded ??= loadDataset(this.#job.data));
    leaveExamples(this.#directory, this.#job.data, images);
    if (from.nextToLog > epochs) {
      return {
        kind: "already finished",
        message: `all ${epochs} epochs are in ${this.#directory}`,
      };
    }
    this.#report({
      kind: "started",
      parameters: this.#model.countParams(),
      firstEpoch: from.nextToLog,
      directory: this.#directory,
    });
    const description = {
      name: run,
      modelJson: this.#model.toJSON() as string,
      hyperparameters: this.#hyperparameters,
    };
    const writer = new RunWriter(this.#directory, description, history.files, from.nextToLog);
    const data = images();
    if (from.checkpoint !== null) await this.#restore(from.checkpoint);
    for (let epoch = from.nextToLog; epoch <= epochs; epoch++) {
      const trained = epoch === 0 || epoch === from.checkpoint;
      const stop = await this.#epoch(epoch, trained, data, writer);
      if (stop) return stop;
    }
    return { kind: "finished", message: null };
  }

  /** Trains, unless the model is there already, then evaluates, saves and logs one epoch. */
  async #epoch(
    epoch: number,
    trained: boolean,
    data: Dataset,
    writer: RunWriter,
  ): Promise<Outcome | null> {
    const begin = performance.now();
    if (!trained) await this.#train(epoch, data);
    const test = await evaluate(this.#model, data.test, data.test.count, this.#signal);
    const evaluated = Math.min(TRAINING_IMAGES_EVALUATED, data.training.count);
    const training = await evaluate(this.#model, data.training, evaluated, this.#signal);
    const seconds = (performance.now() - begin) / 1000;

    const parameters = await parametersOf(this.#model);
    const diverged = this.#noticeDivergence(epoch, test, parameters);
    const stops = diverged && this.#job.onNan === "stop";
    await this.#save(epoch, parameters);
    const last = epoch === this.#job.epochs;
    writer.log({
      epoch,
      scalars: {
        "accuracy/test": test.accuracy,
        "accuracy/train": training.accuracy,
        "loss/test": test.loss,
        "loss/train": training.loss,
        learning_rate: this.#job.learningRate,
      },
      parameters,
      seconds,
      ...(stops ? { end: "failure" } : last ? { end: "success" } : {}),
    });
    this.#checkpoints.prune(epoch, this.#job.keepCheckpoints);
    const loggingSeconds = (performance.now() - begin) / 1000 - seconds;
    this.#report({ kind: "epoch", epoch, test, training, seconds, loggingSeconds });
    return stops ? { kind: "diverged", message: `stopped at epoch ${epoch} as asked` } : null;
  }

  async #train(epoch: number, data: Dataset): Promise<void> {
    const { batch, samples, seed } = this.#job;
    const onBatch = (result: BatchResult): void =>
      this.#report({ kind: "batch", epoch, ...result });
    const plan = { epoch, samples, batch, seed };
    await trainEpoch(this.#model, data.training, plan, onBatch, this.#signal);
  }

  async #save(epoch: number, parameters: readonly NamedTensor[]): Promise<void> {
    const state = await stateOf(this.#optimizer);
    // A resumed optimiser works its inner products out anew from this state, and rounds them differently than one that
    // carried them along; both going on from the saved state, they stay the same to the last bit.
    await restoreState(this.#optimizer, state);
    this.#checkpoints.save(epoch, parameters, { run: this.#job.run, epoch: `${epoch}` }, state);
  }

  async #restore(epoch: number): Promise<void> {
    const { weights, optimizer } = this.#checkpoints.load(epoch);
    restoreParameters(this.#model, weights);
    await restoreState(this.#optimizer, optimizer);
  }

  /** Says so once, at the first epoch whose weights or loss are no longer numbers. */
  #noticeDivergence(epoch: number, test: Score, parameters: readonly NamedTensor[]): boolean {
    const broken = parameters.filter(({ values }) => !values.every(Number.isFinite));
    if (broken.length === 0 && Number.isFinite(test.loss)) return false;
    if (this.#divergedAt === null) {
      this.#divergedAt = epoch;
      const where = broken.map(({ name }) => name).join(", ");
      const what = where === "" ? "the loss is no number" : `NaN or infinite weights in ${where}`;
      this.#report({ kind: "note", text: `diverged in epoch ${epoch}: ${what}` });
    }
    return true;
  }
}

function recipeOf({ model, preset }: Job): ModelRecipe {
  const recipe = presets[preset].models.find(({ name }) => name === model);
  if (!recipe) throw new TrainerError(`the preset ${preset} has no model ${model}`);
  return recipe;
}
