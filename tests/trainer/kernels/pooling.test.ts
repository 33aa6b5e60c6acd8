// Pooling, its gradients, tiling and batch normalisation on wasm, against the cpu backend.
import * as tf from "@tensorflow/tfjs-core";
import * as fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { registerTrainingKernels } from "../../../trainer/kernels/index.ts";
import { distance, noise, on } from "./gradients.ts";
import type { Operand } from "./gradients.ts";

const size = (max: number): fc.Arbitrary<number> => fc.integer({ min: 1, max });

// A few levels only, negative ones among them, so that maxima are often shared and often below 0.
function levels(shape: readonly number[], seed: number, below: number): Float32Array {
  return noise(shape, seed).map((value) => Math.round(value * 2) - below);
}

async function agree(
  operands: readonly Operand[],
  compute: (inputs: tf.Tensor[]) => tf.Tensor[],
  within: number,
): Promise<void> {
  const ours = await on("wasm", operands, compute);
  const theirs = await on("cpu", operands, compute);
  expect(ours.shapes).toEqual(theirs.shapes);
  expect(distance(ours.values, theirs.values)).toBeLessThanOrEqual(within);
  expect([ours.leakedTensors, ours.leakedBuffers]).toEqual([0, 0]);
}

const pools = fc
  .record({
    shape: fc.tuple(size(3), size(11), size(11), size(5)),
    window: fc.tuple(size(4), size(4)),
    strides: fc.tuple(size(3), size(3)),
    pad: fc.constantFrom("same" as const, "valid" as const),
    seed: fc.nat(),
    below: fc.nat({ max: 3 }),
  })
  .filter(
    ({ shape, window, pad }) => pad === "same" || (shape[1] >= window[0] && shape[2] >= window[1]),
  );

describe("on wasm", () => {
  beforeAll(() => {
    registerTrainingKernels();
  });

  it.each([
    ["max", tf.maxPool, 0],
    ["average", tf.avgPool, 1e-6],
  ] as const)("%s pooling and its gradient equal the cpu backend's", async (_, pool, within) => {
    await fc.assert(
      fc.asyncProperty(pools, async ({ shape, window, strides, pad, seed, below }) => {
        const pooled = (x: tf.Tensor): tf.Tensor => pool(x as tf.Tensor4D, window, strides, pad);
        await agree(
          [{ shape, values: levels(shape, seed, below) }],
          ([x]) => {
            const y = pooled(x!);
            const dy = tf.tensor(levels(y.shape, seed + 1, 0), y.shape);
            return [y, tf.grad(pooled)(x!, dy)];
          },
          within,
        );
      }),
      { numRuns: 300 },
    );
  });

  it("tiling equals the cpu backend's along any axes", async () => {
    const tilings = fc
      .array(fc.tuple(size(4), size(4)), { minLength: 1, maxLength: 5 })
      .chain((axes) => fc.tuple(fc.constant(axes), fc.nat()));
    await fc.assert(
      fc.asyncProperty(tilings, async ([axes, seed]) => {
        const shape = axes.map(([length]) => length);
        const reps = axes.map(([, times]) => times);
        await agree([{ shape, values: noise(shape, seed) }], ([x]) => [tf.tile(x!, reps)], 0);
      }),
      { numRuns: 200 },
    );
  });

  it("batch normalisation's gradients equal the cpu backend's, statistics included", async () => {
    const batches = fc.tuple(fc.tuple(size(6), size(7), size(7), size(5)), fc.nat());
    await fc.assert(
      fc.asyncProperty(batches, async ([shape, seed]) => {
        const channels = [shape[3]];
        const normalised = (x: tf.Tensor, offset: tf.Tensor, scale: tf.Tensor): tf.Tensor => {
          const { mean, variance } = tf.moments(x, [0, 1, 2]);
          return tf.batchNorm(
            x as tf.Tensor4D,
            mean as tf.Tensor1D,
            variance as tf.Tensor1D,
            offset as tf.Tensor1D,
            scale as tf.Tensor1D,
            1e-3,
          );
        };
        await agree(
          [
            { shape, values: noise(shape, seed) },
            { shape: channels, values: noise(channels, seed + 1) },
            { shape: channels, values: noise(channels, seed + 2) },
          ],
          (inputs) => tf.grads(normalised)(inputs, tf.tensor(noise(shape, seed + 3), shape)),
          1e-4,
        );
      }),
      { numRuns: 100 },
    );
  });
});
