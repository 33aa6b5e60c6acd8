// One epoch of training: what is drawn, what is dropped and in which order follows from seed and epoch alone.
import { setImmediate as breath } from "node:timers/promises";
import type { LayersModel } from "@tensorflow/tfjs-layers";
import { inputs, targets } from "./batches.ts";
import type { LabelledImages } from "./datasets/index.ts";
import { randomFor } from "./random.ts";
import { SeededDropout } from "./seededDropout.ts";

export interface EpochPlan {
  /** Counted from 1; 0 is the model before training. */
  epoch: number;
  /** Images drawn, with replacement. */
  samples: number;
  batch: number;
  seed: number;
}

/** What the model made of one batch, before it learnt from it, with dropout. */
export interface BatchResult {
  /** Counted from 1. */
  batch: number;
  loss: number;
  accuracy: number;
}

/** Batches in an epoch; the last may be smaller. */
export function batchesIn({ samples, batch }: { samples: number; batch: number }): number {
  return Math.ceil(samples / batch);
}

/**
 * Trains a model, compiled with the metric `accuracy`, for one epoch. Everything random is keyed on the seed and the
 * epoch, so that an epoch that was broken off and is begun again ends in the same weights.
 * Rejects with the signal's reason, between two batches, when it is aborted.
 */
export async function trainEpoch(
  model: LayersModel,
  data: LabelledImages,
  plan: EpochPlan,
  onBatch: (result: BatchResult) => void,
  signal: AbortSignal,
): Promise<void> {
  const { epoch, samples, batch: size, seed } = plan;
  const draw = randomFor(seed, "draw", epoch);
  const drawn = Uint32Array.from({ length: samples }, () => Math.floor(draw() * data.count));
  const dropouts = model.layers.filter((layer) => layer instanceof SeededDropout);
  for (let batch = 1; batch <= batchesIn(plan); batch++) {
    const chosen = drawn.subarray((batch - 1) * size, batch * size);
    for (const layer of dropouts) layer.reseed(randomFor(seed, layer.name, epoch, batch));
    const [x, y] = [inputs(model, data, chosen), targets(data, chosen)];
    const [loss, accuracy] = (await model.trainOnBatch(x, y)) as [number, number];
    x.dispose();
    y.dispose();
    onBatch({ batch, loss, accuracy });
    // Signals and messages that came in meanwhile are handled first.
    await breath();
    signal.throwIfAborted();
  }
}
