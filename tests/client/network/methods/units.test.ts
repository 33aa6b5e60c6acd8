// What is asked about single units, of random networks and of trained ones behind a real server.
import { memory, tensor2d, tidy } from "@tensorflow/tfjs-core";
import * as fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { startBackend } from "../../../../client/network/engine/backend.ts";
import type { Examples } from "../../../../client/network/examples.ts";
import { unload } from "../../../../client/network/engine/loaded.ts";
import type { LoadedNetwork } from "../../../../client/network/engine/loaded.ts";
import { linearCka } from "../../../../client/network/explain/cka.ts";
import { unitNodes } from "../../../../client/network/graph/unitNodes.ts";
import { deadUnits } from "../../../../client/network/deadUnits.ts";
import { activity } from "../../../../client/network/methods/activity.ts";
import { correlation, matches } from "../../../../client/network/methods/matches.ts";
import { maximise, objectiveOf } from "../../../../client/network/methods/maximise.ts";
import type { MethodContext, NetworkAt } from "../../../../client/network/methods/method.ts";
import { topImages } from "../../../../client/network/methods/topImages.ts";
import { unitWeights } from "../../../../client/network/methods/unitWeights.ts";
import {
  farthest,
  loadedWith,
  networkOf,
  noise,
  randomWeights,
} from "../../../support/networks.ts";
import { conv, dense, FLATTEN, POOL, RELU } from "../../../support/ops.ts";
import { slowOutputs } from "../../../support/slowNetwork.ts";

const SIDE = 8;
const COUNT = 40;
const AT: NetworkAt = { source: { key: "own", json: "", tensors: "" }, step: 0 };
const OTHER: NetworkAt = { source: { key: "other", json: "", tensors: "" }, step: 0 };

/** Two convolutions with pooling between them, and a dense layer; activations stand in their layers. */
function cnn(padding: "same" | "valid") {
  const planned = [
    { op: conv(4, { padding }) },
    { op: RELU },
    { op: POOL },
    { op: conv(5, { padding }) },
    { op: RELU },
    { op: FLATTEN },
    { op: dense(6) },
    { op: RELU },
  ];
  const network = networkOf([SIDE, SIDE, 1], planned)!;
  // Keras's layers hold their activations.
  const nodes = network.nodes.map((node, i) =>
    node.op.kind === "activation" ? { ...node, layer: network.nodes[i - 1]!.layer } : node,
  );
  return { ...network, nodes };
}

function imagesOf(seed: number): Examples {
  const values = noise(COUNT * SIDE * SIDE, seed).map((value) => Math.max(value, 0));
  const labels = Int32Array.from({ length: COUNT }, (_, i) => i % 4);
  return { count: COUNT, left: 0, shape: [SIDE, SIDE, 1], values, labels, classes: null };
}

function contextOf(networks: Record<string, LoadedNetwork>, examples: Examples): MethodContext {
  return {
    structure: ({ key }) => Promise.resolve(networks[key]!.network),
    network: ({ source }) => Promise.resolve(networks[source.key]!),
    examples: () => Promise.resolve(examples),
    progress: () => undefined,
    breathe: () => Promise.resolve(),
  };
}

beforeAll(startBackend);

describe("the images that a unit responds to most", () => {
  it("are those of the plain loops, and their patches alone bring forth the same activation", async () => {
    const paddings = fc.constantFrom("same" as const, "valid" as const);
    await fc.assert(
      fc.asyncProperty(paddings, fc.nat({ max: 1e6 }), async (padding, seed) => {
        const network = cnn(padding);
        const weights = randomWeights(network, seed);
        const examples = imagesOf(seed + 1);
        const loaded = loadedWith(network, weights);
        const context = contextOf({ own: loaded }, examples);
        const held = memory().numTensors;
        const unit = seed % 5;
        const { says } = unitNodes(network, "conv2d4", unit);
        const params = { network: AT, examples: "", layer: "conv2d4", unit };
        const { peaks, top, patches, projections, shape } = await topImages(context, params);
        expect(memory().numTensors).toBe(held);
        const slowly = Array.from({ length: COUNT }, (_, image) => {
          const size = SIDE * SIDE;
          const values = Float64Array.from(
            examples.values.subarray(image * size, (image + 1) * size),
          );
          const given = { shape: [SIDE, SIDE, 1], values };
          const { values: map } = slowOutputs(network, weights, given)[says]!;
          return Math.max(...map.filter((_, at) => at % 5 === unit));
        });
        expect(farthest(peaks, slowly)).toBeLessThan(1e-4);
        top.forEach(({ activation, recomputed }, i) => {
          expect(Math.abs(recomputed - activation)).toBeLessThan(1e-4 * Math.max(activation, 1));
          if (i > 0) expect(activation).toBeLessThanOrEqual(top[i - 1]!.activation);
        });
        // Of a 3×3 window on 2×2 pools of 3×3 windows.
        expect(shape).toEqual([8, 8, 1]);
        expect(patches.length).toBe(top.length * 64);
        expect(projections?.length).toBe(patches.length);
        unload(loaded);
      }),
      { numRuns: 12 },
    );
  });

  it("are none of a unit that nothing activates, which is dead", async () => {
    const network = cnn("same");
    const weights = new Map(randomWeights(network, 3));
    weights.set("conv2d1/bias", Float32Array.of(0.1, -100, 0.1, 0.1));
    const loaded = loadedWith(network, weights);
    const context = contextOf({ own: loaded }, imagesOf(4));
    const params = { network: AT, examples: "", layer: "conv2d1", unit: 1 };
    const { top, patches } = await topImages(context, params);
    expect([top.length, patches.length]).toEqual([0, 0]);
    const held = memory().numTensors;
    const { layers, images } = await activity(context, { network: AT, examples: "" });
    expect([memory().numTensors, images]).toEqual([held, COUNT]);
    const [first] = layers;
    expect(layers.map(({ layer }) => layer)).toEqual(["conv2d1", "conv2d4", "dense7"]);
    expect(deadUnits(first!)).toEqual([1]);
    expect(first!.active[1]).toBe(0);
    expect(first!.active[0]).toBeGreaterThan(0.9);
    unload(loaded);
  });
});

describe("an image optimised for a unit", () => {
  it("makes it say more than noise does, and leaves no tensor", async () => {
    const network = cnn("same");
    const loaded = loadedWith(network, randomWeights(network, 11));
    const context = contextOf({ own: loaded }, imagesOf(12));
    const held = memory().numTensors;
    for (const layer of ["conv2d4", "dense7"]) {
      const made = await maximise(context, {
        network: AT,
        layer,
        unit: 2,
        preset: "blurred",
        seed: 5,
        shape: null,
        range: [0, 1],
      });
      expect(made.shape).toEqual([SIDE, SIDE, 1]);
      expect(made.activation, layer).toBeGreaterThan(made.start);
      const { value } = objectiveOf(loaded, unitNodes(network, layer, 2), 2)(made.values);
      expect(made.activation).toBeCloseTo(Math.max(value, 0), 4);
    }
    expect(memory().numTensors).toBe(held);
    unload(loaded);
  });

  it("says that a unit is dead whose gradient is zero everywhere", async () => {
    const network = cnn("same");
    const weights = new Map(randomWeights(network, 3));
    weights.set("conv2d1/bias", new Float32Array(4).fill(-100));
    const loaded = loadedWith(network, weights);
    const { isFlat } = await maximise(contextOf({ own: loaded }, imagesOf(4)), {
      network: AT,
      layer: "dense7",
      unit: 0,
      preset: "decayed",
      seed: 1,
      shape: null,
      range: [0, 1],
    });
    expect(isFlat).toBe(true);
    unload(loaded);
  });
});

describe("matching units of two networks", () => {
  it("finds a unit again in a network whose units were shuffled", async () => {
    const network = cnn("same");
    const weights = randomWeights(network, 21);
    const turned = new Map(weights);
    // The first layer's channels the other way round, and what takes them in.
    const channels = 4;
    const kernel = weights.get("conv2d1/kernel")!;
    turned.set(
      "conv2d1/kernel",
      kernel.map((_, i) => {
        return kernel[i - (i % channels) + (channels - 1 - (i % channels))]!;
      }),
    );
    turned.set("conv2d1/bias", weights.get("conv2d1/bias")!.toReversed());
    const [own, other] = [loadedWith(network, weights), loadedWith(network, turned)];
    const context = contextOf({ own, other }, imagesOf(5));
    const held = memory().numTensors;
    const found = await matches(context, {
      network: AT,
      other: OTHER,
      examples: "",
      layer: "conv2d1",
      unit: 0,
    });
    expect(memory().numTensors).toBe(held);
    expect(found.matches[0]).toMatchObject({ layer: "conv2d1", unit: 3 });
    expect(found.matches[0]!.correlation).toBeCloseTo(1, 4);
    const first = found.layers.find(({ layer }) => layer === "conv2d1")!;
    expect(first.cka).toBeCloseTo(1, 4);
    unload(own);
    unload(other);
  });

  it("takes layers for alike that are rotated or stretched, and knows no more of what never changes", () => {
    const x = noise(60, 9);
    const angle = 0.7;
    const turn = (i: number): number => {
      const [a, b] = [x[i - (i % 2)]!, x[i - (i % 2) + 1]!];
      return i % 2 === 0
        ? 3 * (a * Math.cos(angle) - b * Math.sin(angle))
        : 3 * (a * Math.sin(angle) + b * Math.cos(angle));
    };
    const cka = (values: Float32Array): number => {
      let found = NaN;
      tidy(() => {
        found = linearCka(tensor2d(x, [30, 2]), tensor2d(values, [30, 2]));
      });
      return found;
    };
    expect(cka(x)).toBeCloseTo(1, 5);
    expect(cka(x.map((_, i) => turn(i)))).toBeCloseTo(1, 5);
    expect(cka(noise(60, 10))).toBeLessThan(0.5);
    expect(
      correlation(
        x,
        x.map((value) => 1 - 2 * value),
      ),
    ).toBeCloseTo(-1, 5);
    expect(correlation(x, new Float32Array(60).fill(4))).toBeNaN();
  });
});

describe("a unit's weights", () => {
  it("are its filter, or the maps that it takes in", async () => {
    const network = cnn("valid");
    const weights = randomWeights(network, 2);
    const loaded = loadedWith(network, weights);
    const context = contextOf({ own: loaded }, imagesOf(1));
    const filter = await unitWeights(context, { network: AT, layer: "conv2d4", unit: 3 });
    expect(filter.shape).toEqual([3, 3, 4]);
    const kernel = weights.get("conv2d4/kernel")!;
    expect(filter.values).toEqual(kernel.filter((_, i) => i % 5 === 3));
    expect(filter.bias).toBe(weights.get("conv2d4/bias")![3]);
    const dense = await unitWeights(context, { network: AT, layer: "dense7", unit: 0 });
    expect(dense.shape).toEqual(network.nodes[5]!.shape);
    await expect(unitWeights(context, { network: AT, layer: "dense7", unit: 6 })).rejects.toThrow(
      "The layer dense7 has 6 units, and number 6 is not one.",
    );
    unload(loaded);
  });

  it("are of a transposed convolution, too, whose units stand before the channels it takes", async () => {
    const op = { ...conv(4, { side: 2 }), kind: "conv2dTranspose" } as const;
    const network = networkOf([3, 3, 5], [{ op }])!;
    const weights = randomWeights(network, 4);
    const loaded = loadedWith(network, weights);
    const asked = { network: AT, layer: "conv2dTranspose1", unit: 2 };
    const { shape, values, bias } = await unitWeights(
      contextOf({ own: loaded }, imagesOf(1)),
      asked,
    );
    expect(shape).toEqual([2, 2, 5]);
    const kernel = weights.get("conv2dTranspose1/kernel")!;
    expect(values).toEqual(kernel.filter((_, i) => Math.floor(i / 5) % 4 === 2));
    expect(bias).toBe(weights.get("conv2dTranspose1/bias")![2]);
    unload(loaded);
  });
});
