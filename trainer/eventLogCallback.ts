// Logs anybody's `model.fit`: a callback that writes what our own trainer writes.
import type { Scalar } from "@tensorflow/tfjs-core";
import { Callback } from "@tensorflow/tfjs-layers";
import type { Hyperparameters } from "#contract/eventlog/hparams.ts";
import { Checkpoints, type Keep } from "./checkpoints.ts";
import { parametersOf } from "./parameters.ts";
import { eventFiles } from "./runHistory.ts";
import { lockRun } from "./runLock.ts";
import { RunWriter } from "./runWriter.ts";
import { TrainerError } from "./trainerError.ts";

export interface EventLogOptions {
  /** Which epochs' weights to save as `checkpoints/epoch-NNNN.safetensors`; none by default. */
  checkpoints?: "none" | Keep;
  /** Shown with the run, and on TensorBoard's HParams page; the number of epochs is added. */
  hyperparameters?: Hyperparameters;
}

/**
 * Writes a run while a model is fitted: at step 0 the initial weights, then after each epoch a histogram of every
 * parameter (`hidden1/kernel`), the epoch's figures (`loss/train`, `accuracy/train`, and those of the validation data as
 * `loss/test`, `accuracy/test`), and `epoch_seconds`; with the first of them the model's JSON.
 *
 * ```ts
 * import { EventLogCallback } from "layerlapse";
 * await model.fit(x, y, { epochs: 20, callbacks: new EventLogCallback("logs/my-run") });
 * ```
 *
 * The same callback given to a second `fit` goes on counting. A directory that already holds a run is refused, unless
 * `fit` is told to go on by `initialEpoch`: then its epochs from there on are superseded. Works with every tfjs backend;
 * the program has to use the version of `@tensorflow/tfjs-layers` that Layerlapse uses, or its callbacks are not known
 * to it.
 */
export class EventLogCallback extends Callback {
  readonly #directory: string;
  readonly #checkpoints: Checkpoints;
  readonly #keep: "none" | Keep;
  readonly #hyperparameters: Hyperparameters;
  #writer: RunWriter | null = null;
  #unlock: (() => void) | null = null;
  #epoch = 0;
  #begin = 0;

  /** @param directory of the run; its name is what the page shows */
  constructor(directory: string, options: EventLogOptions = {}) {
    super();
    this.#directory = directory;
    this.#checkpoints = new Checkpoints(directory);
    this.#keep = options.checkpoints ?? "none";
    this.#hyperparameters = options.hyperparameters ?? {};
  }

  /** Rejects when the directory holds a run already or is being written by somebody else. */
  override async onTrainBegin(): Promise<void> {
    this.#unlock?.();
    this.#unlock = lockRun(this.#directory);
    if (this.#writer !== null) return;
    this.#epoch = Number(this.params["initialEpoch"] ?? 0);
    try {
      this.#writer = this.#newWriter();
      if (this.#epoch === 0) await this.#log({}, 0);
    } catch (cause) {
      this.#release();
      throw cause;
    }
  }

  override async onEpochBegin(): Promise<void> {
    this.#begin = performance.now();
  }

  override async onEpochEnd(_epoch: number, logs: Logs = {}): Promise<void> {
    const seconds = (performance.now() - this.#begin) / 1000;
    this.#epoch++;
    await this.#log(await scalarsOf(logs), seconds);
  }

  override async onTrainEnd(): Promise<void> {
    this.#release();
  }

  #newWriter(): RunWriter {
    const earlier = eventFiles(this.#directory);
    if (earlier.length > 0 && this.#epoch === 0) {
      throw new TrainerError(
        `${this.#directory} already holds a run. Choose another directory, delete it, or go on with it by giving ` +
          "fit an initialEpoch.",
      );
    }
    const description = {
      name: this.#directory,
      modelJson: this.model.toJSON() as string,
      hyperparameters: { ...this.#hyperparameters, epochs: Number(this.params["epochs"]) },
    };
    const firstEpoch = this.#epoch === 0 ? 0 : this.#epoch + 1;
    return new RunWriter(this.#directory, description, earlier, firstEpoch);
  }

  async #log(scalars: Record<string, number>, seconds: number): Promise<void> {
    const epoch = this.#epoch;
    const parameters = await parametersOf(this.model);
    if (this.#keep !== "none") {
      this.#checkpoints.save(epoch, parameters, { epoch: `${epoch}` }, null);
    }
    this.#writer?.log({ epoch, scalars, parameters, seconds });
    if (this.#keep !== "none") this.#checkpoints.prune(epoch, this.#keep);
  }

  #release(): void {
    this.#unlock?.();
    this.#unlock = null;
  }
}

/** tfjs's short names for the metric that everybody logs. */
const LONG_NAMES: Readonly<Record<string, string>> = { acc: "accuracy" };
const VALIDATION = /^val_/;

/** What tfjs hands to callbacks; the scalars in it are not ours to dispose of. */
type Logs = Readonly<Record<string, number | Scalar>>;

async function scalarsOf(logs: Logs): Promise<Record<string, number>> {
  const scalars: Record<string, number> = {};
  for (const [name, value] of Object.entries(logs)) {
    const metric = name.replace(VALIDATION, "");
    const data = VALIDATION.test(name) ? "test" : "train";
    const number = typeof value === "number" ? value : (await value.data())[0];
    if (number !== undefined) scalars[`${LONG_NAMES[metric] ?? metric}/${data}`] = number;
  }
  return scalars;
}
