// How well a model does on images it is shown without learning from them.
import { setImmediate as breath } from "node:timers/promises";
import type { Tensor } from "@tensorflow/tfjs-core";
import type { LayersModel } from "@tensorflow/tfjs-layers";
import { inputs } from "./batches.ts";
import { CLASSES } from "./datasets/dataset.ts";
import type { LabelledImages } from "./datasets/index.ts";

export interface Score {
  /** Mean cross-entropy in nats, each probability clipped to [1e-7, 1] as Keras does; NaN once the model diverged. */
  loss: number;
  /** Share of images whose most probable class is theirs. */
  accuracy: number;
}

/** Images predicted at once: as fast as any larger number on wasm, and 50 MB for the widest layer of a preset. */
const AT_ONCE = 500;
const SMALLEST_PROBABILITY = 1e-7;

/** Scores the first `count` images; rejects with the signal's reason when it is aborted. */
export async function evaluate(
  model: LayersModel,
  data: LabelledImages,
  count: number,
  signal: AbortSignal,
): Promise<Score> {
  let [loss, correct] = [0, 0];
  for (let from = 0; from < count; from += AT_ONCE) {
    const length = Math.min(AT_ONCE, count - from);
    const chosen = Uint32Array.from({ length }, (_, i) => from + i);
    const input = inputs(model, data, chosen);
    const output = model.predictOnBatch(input) as Tensor;
    const probabilities = await output.data();
    input.dispose();
    output.dispose();
    for (let i = 0; i < length; i++) {
      const label = data.labels[from + i]!;
      const row = probabilities.subarray(i * CLASSES, (i + 1) * CLASSES);
      loss -= Math.log(Math.max(row[label]!, SMALLEST_PROBABILITY));
      if (mostProbable(row) === label) correct++;
    }
    await breath();
    signal.throwIfAborted();
  }
  return { loss: loss / count, accuracy: correct / count };
}

/** The class of the largest probability; −1, which is nobody's, where they are not numbers. */
function mostProbable(row: ArrayLike<number>): number {
  let best = -1;
  for (let i = 0; i < row.length; i++) {
    if (row[i]! > (best < 0 ? -Infinity : row[best]!)) best = i;
  }
  return best;
}
