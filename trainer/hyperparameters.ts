// What decides a run's numbers: logged with it, shown beside it, and compared when it is resumed.
import type { Hyperparameters } from "#contract/eventlog/hparams.ts";
import type { BackendName } from "./backend.ts";
import type { Job } from "./job.ts";
import { withoutInWords } from "./without.ts";
import type { ModelRecipe } from "./presets/index.ts";

/** Training accuracy and loss are measured on this many images, the data set's first: all 60,000 would double the time. */
export const TRAINING_IMAGES_EVALUATED = 10_000;

/** The model's own traits first, for they are what a preset's models differ in; `parameters` counts its weights. */
export function hyperparametersOf(
  job: Job,
  { traits }: ModelRecipe,
  backend: BackendName,
  parameters: number,
): Hyperparameters {
  const without = withoutInWords(job.without);
  return {
    ...(without !== "" && { without }),
    ...traits,
    preset: job.preset,
    model: job.model,
    data: job.data,
    epochs: job.epochs,
    samples: job.samples,
    batch: job.batch,
    optimizer: job.optimizer,
    learning_rate: job.learningRate,
    seed: job.seed,
    backend,
    parameters,
    training_images_evaluated: TRAINING_IMAGES_EVALUATED,
  };
}
