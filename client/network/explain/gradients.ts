// The gradient of a class with respect to the input, once or as the mean over many inputs like it.
import { tensor, tidy } from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { chance } from "../chance.ts";
import { inTurns } from "../inTurns.ts";
import { forward, gradient, walkBack } from "../engine/run.ts";
import type { LoadedNetwork } from "../engine/loaded.ts";
import { oneClass } from "./seeds.ts";

/** A batch [batch, ...input shape] to the gradients of one logit, of the same shape. A new tensor. */
export function classGradient(loaded: LoadedNetwork, x: Tensor, target: number): Tensor {
  const { logits } = loaded.network;
  return tidy(() => {
    const tape = forward(loaded, x, { upTo: logits });
    const signal = oneClass(loaded.network, x.shape[0], target);
    return walkBack(loaded, tape, { node: logits, signal }, gradient)[0]!;
  });
}

/** The inputs like one that a mean is taken of, and what the mean gradient of them is multiplied by. */
export interface Sampling {
  count: number;
  /** Writes one of them. */
  fill(sample: Float32Array, number: number): void;
  times: Float32Array | null;
}

/**
 * Sundararajan et al. 2017: (x − baseline) times the mean gradient along the straight line from the baseline to x, at
 * the middle of each of `steps` equal parts. Its sum is near logit(x) − logit(baseline).
 */
export function alongLine(x: Float32Array, baseline: number, steps: number): Sampling {
  return {
    count: steps,
    fill(sample, number) {
      const share = (number + 0.5) / steps;
      for (let i = 0; i < x.length; i++) sample[i] = baseline + share * (x[i]! - baseline);
    },
    times: x.map((value) => value - baseline),
  };
}

/** Smilkov et al. 2017: the mean gradient of copies with normal noise, `noise` of the input's range wide. */
export function withNoise(x: Float32Array, samples: number, noise: number, seed: number): Sampling {
  const next = chance(seed);
  const least = x.reduce((low, value) => Math.min(low, value), Infinity);
  const most = x.reduce((high, value) => Math.max(high, value), -Infinity);
  const width = noise * (most - least);
  return {
    count: samples,
    fill(sample) {
      for (let i = 0; i < x.length; i++) sample[i] = x[i]! + width * normal(next);
    },
    times: null,
  };
}

/** The mean gradient of one logit over a sampling, times what it is to be multiplied by. */
export async function meanGradient(
  loaded: LoadedNetwork,
  target: number,
  sampling: Sampling,
  done: (share: number) => Promise<void>,
): Promise<Float32Array> {
  const shape = loaded.network.nodes[0]!.shape;
  const size = shape.reduce((product, side) => product * side, 1);
  const sums = new Float64Array(size);
  let share = 0;
  await inTurns(sampling.count, { breathe: () => done(share) }, (from, batch) => {
    const samples = new Float32Array(batch * size);
    for (let i = 0; i < batch; i++)
      sampling.fill(samples.subarray(i * size, (i + 1) * size), from + i);
    const made = tidy(() => classGradient(loaded, tensor(samples, [batch, ...shape]), target));
    made.dataSync<"float32">().forEach((value, i) => {
      sums[i % size]! += value;
    });
    made.dispose();
    share = (from + batch) / sampling.count;
  });
  return Float32Array.from(
    sums,
    (total, i) => (total / sampling.count) * (sampling.times?.[i] ?? 1),
  );
}

/** Box & Muller: a normally distributed number from two uniform ones. */
function normal(next: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
}
