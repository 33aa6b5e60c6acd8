// Every operation of a network, forward and back, against the same in plain loops.
import { memory } from "@tensorflow/tfjs-core";
import * as fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { startBackend } from "../../../../client/network/engine/backend.ts";
import { unload } from "../../../../client/network/engine/loaded.ts";
import { forward, gradient, walkBack } from "../../../../client/network/engine/run.ts";
import type { ActivationKind, Op, Shape } from "../../../../client/network/graph/network.ts";
import { sizeOf } from "../../../../client/network/graph/shapes.ts";
import {
  batchOf,
  farthest,
  loadedWith,
  maps,
  networkOf,
  noise,
  poolOps,
  randomWeights,
  read,
  weightedOps,
} from "../../../support/networks.ts";
import type { Planned } from "../../../support/networks.ts";
import { slowGradient, slowOutputs, slowWalk } from "../../../support/slowNetwork.ts";
import { slow } from "../../../support/slowOps.ts";

/** float32 sums of a few hundred products. */
const NEAR = 1e-5;
const BATCH = 2;

const ACTIVATIONS: readonly ActivationKind[] = [
  "linear",
  "relu",
  "relu6",
  "leakyRelu",
  "elu",
  "selu",
  "softplus",
  "sigmoid",
  "tanh",
  "swish",
  "gelu",
  "mish",
  "exponential",
  "softsign",
  "hardSigmoid",
  "hardSwish",
  "softmax",
];

beforeAll(startBackend);

/** Runs it there and back both ways; undefined where the shapes do not fit. */
function expectAlike(input: Shape, planned: readonly Planned[], seed: number, spread = 1): boolean {
  const network = networkOf(input, planned);
  if (network === null) return false;
  const before = memory();
  const weights = randomWeights(network, seed);
  const loaded = loadedWith(network, weights);
  const images = Array.from({ length: BATCH }, (_, i) =>
    noise(sizeOf(input), seed + 100 + i).map((value) => value * spread),
  );
  const { shape } = network.nodes[network.output]!;
  const signals = images.map((_, i) => noise(sizeOf(shape), seed + 200 + i));
  const run = (image: Float32Array) => slowOutputs(network, weights, slow(input, image));
  const forwards = read(() => forward(loaded, batchOf(input, images)).outputs[network.output]!);
  const wanted = images.flatMap((image) => [...run(image)[network.output]!.values]);
  expect(farthest(forwards, wanted)).toBeLessThan(NEAR);
  const back = read(() => {
    const tape = forward(loaded, batchOf(input, images));
    const start = { node: network.output, signal: batchOf(shape, signals) };
    return walkBack(loaded, tape, start, gradient)[0]!;
  });
  const wantedBack = images.flatMap((image, i) => {
    const start = { node: network.output, signal: slow(shape, signals[i]!) };
    return [...slowWalk(network, weights, run(image), start, slowGradient).values];
  });
  expect(farthest(back, wantedBack)).toBeLessThan(NEAR);
  unload(loaded);
  const after = memory();
  expect([after.numTensors, after.numDataBuffers]).toEqual([
    before.numTensors,
    before.numDataBuffers,
  ]);
  return true;
}

function expectAll(ops: fc.Arbitrary<Op>, runs: number): void {
  fc.assert(
    fc.property(maps, ops, fc.boolean(), fc.nat({ max: 1e6 }), (input, op, hasBias, seed) => {
      fc.pre(expectAlike(input, [{ op, hasBias }], seed));
    }),
    { numRuns: runs },
  );
}

describe("an operation gives, forward and back, what plain loops give", () => {
  it("dense layers and convolutions of any stride, padding, dilation and multiplier", () => {
    expectAll(weightedOps, 200);
  });

  it("poolings of any window, stride and padding, also of values below zero", () => {
    expectAll(poolOps, 200);
  });

  it.each(ACTIVATIONS)("%s", (activation) => {
    fc.assert(
      fc.property(fc.nat({ max: 1e6 }), (seed) => {
        const op: Op = { kind: "activation", activation, slope: 0.3, scale: 1.5 };
        expectAlike([2, 3, 4], [{ op }], seed, 8);
      }),
      { numRuns: 20 },
    );
  });

  it("batch normalisation, rescaling by one number and by channel, zeros around, flatten", () => {
    const around: Op = { kind: "zeroPad2d", rows: [1, 2], columns: [0, 3] };
    const rescalings: Op[] = [
      { kind: "rescaling", scale: [0.5], offset: [-1] },
      { kind: "rescaling", scale: [2, -0.5, 3], offset: [0, 1, 0.25] },
    ];
    const ops: Op[] = [
      { kind: "batchNorm", epsilon: 0.001 },
      ...rescalings,
      around,
      { kind: "flatten" },
    ];
    for (const op of [...ops, { kind: "identity" } as const]) {
      expect(expectAlike([4, 5, 3], [{ op }], 7)).toBe(true);
    }
  });

  it("layer normalisation, learned slopes, cropping, upsampling, other orders of axes", () => {
    const ops: Op[] = [
      { kind: "layerNorm", epsilon: 0.001 },
      { kind: "prelu" },
      { kind: "crop2d", rows: [1, 0], columns: [2, 1] },
      { kind: "upsample2d", times: [2, 3] },
      { kind: "permute", axes: [2, 0, 1] },
    ];
    for (const op of ops) expect(expectAlike([4, 5, 3], [{ op }], 7), op.kind).toBe(true);
  });

  it("products, also of maps with one number for each channel", () => {
    const tanh: Op = { kind: "activation", activation: "tanh", slope: 0, scale: 1 };
    const gate: Planned[] = [
      { op: { kind: "averagePool2d", poolSize: [3, 4], strides: [3, 4], padding: "valid" } },
      { op: tanh },
      { op: { kind: "multiply" }, inputs: [0, 2] },
      { op: { kind: "multiply" }, inputs: [3, 0, 3] },
    ];
    expect(expectAlike([3, 4, 2], gate, 11)).toBe(true);
  });

  it("sums and concatenations along every axis, of what branches from one node", () => {
    const norm: Op = { kind: "batchNorm", epsilon: 0.1 };
    const branches: Planned[] = [
      { op: norm, inputs: [0] },
      { op: norm, inputs: [0] },
      { op: { kind: "activation", activation: "tanh", slope: 0, scale: 1 }, inputs: [1] },
    ];
    const joins: Op[] = [
      { kind: "add" },
      ...[0, 1, 2].map((axis): Op => ({ kind: "concatenate", axis })),
    ];
    for (const op of joins) {
      // The first branch twice: what comes back to it is a sum.
      expect(expectAlike([3, 4, 2], [...branches, { op, inputs: [2, 1, 3, 1] }], 11)).toBe(true);
    }
  });

  it("gives a pooling's signal to the first of equal values", () => {
    const op: Op = { kind: "maxPool2d", poolSize: [2, 2], strides: [2, 2], padding: "valid" };
    const network = networkOf([2, 2, 1], [{ op }])!;
    const loaded = loadedWith(network, new Map());
    const back = read(() => {
      const tape = forward(loaded, batchOf([2, 2, 1], [[-3, -1, -1, -1]]));
      return walkBack(loaded, tape, { node: 1, signal: batchOf([1, 1, 1], [[5]]) }, gradient)[0]!;
    });
    expect([...back]).toEqual([0, 5, 0, 0]);
  });
});
