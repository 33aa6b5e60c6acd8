// Running a network: what is kept, what is left out, units switched off, other weights, and nothing left behind.
import { memory } from "@tensorflow/tfjs-core";
import * as fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { startBackend } from "../../../../client/network/engine/backend.ts";
import type { Edits } from "../../../../client/network/engine/edits.ts";
import { load, unload } from "../../../../client/network/engine/loaded.ts";
import { forward, gradient, release, walkBack } from "../../../../client/network/engine/run.ts";
import { shuffled } from "../../../../client/network/engine/shuffled.ts";
import type { Network } from "../../../../client/network/graph/network.ts";
import { sizeOf } from "../../../../client/network/graph/shapes.ts";
import {
  batchOf,
  farthest,
  loadedWith,
  chain,
  networkOf,
  networks,
  noise,
  randomWeights,
  read,
} from "../../../support/networks.ts";
import { conv, dense, FLATTEN, RELU } from "../../../support/ops.ts";

beforeAll(startBackend);

function answer(network: Network, seed: number, x: Float32Array, edits: Edits): Float32Array {
  const loaded = loadedWith(network, randomWeights(network, seed));
  const values = read(
    () =>
      forward(loaded, batchOf(network.nodes[0]!.shape, [x]), { edits }).outputs[network.logits]!,
  );
  unload(loaded);
  return values;
}

describe("units that are switched off", () => {
  const network = chain([4], [dense(5), RELU, dense(3)]);

  it("to zero give the answer that a network without their weights gives", () => {
    const weights = randomWeights(network, 1);
    const without = new Map(weights);
    const kernel = weights.get("dense3/kernel")!.slice();
    for (const unit of [1, 4]) kernel.fill(0, unit * 3, (unit + 1) * 3);
    without.set("dense3/kernel", kernel);
    const x = noise(4, 2);
    const loaded = loadedWith(network, without);
    const wanted = read(() => forward(loaded, batchOf([4], [x])).outputs[3]!);
    unload(loaded);
    const edits: Edits = new Map([[2, { units: [1, 4], values: null }]]);
    expect(farthest(answer(network, 1, x, edits), wanted)).toBeLessThan(1e-6);
  });

  it("to what they are change nothing", () => {
    const x = noise(4, 2);
    const loaded = loadedWith(network, randomWeights(network, 1));
    const hidden = read(() => forward(loaded, batchOf([4], [x])).outputs[2]!);
    unload(loaded);
    const edits: Edits = new Map([[2, { units: [0, 3], values: [hidden[0]!, hidden[3]!] }]]);
    const whole = answer(network, 1, x, new Map());
    expect(farthest(answer(network, 1, x, edits), whole)).toBeLessThan(1e-6);
  });

  it("that are dead change no answer, whole channels of maps included", () => {
    const maps = chain([5, 5, 1], [conv(3), RELU, FLATTEN, dense(3)]);
    const weights = new Map(randomWeights(maps, 1));
    weights.set("conv2d1/bias", Float32Array.of(0, -100, 0));
    const loaded = loadedWith(maps, weights);
    const x = noise(25, 3);
    const answers = [new Map(), new Map([[2, { units: [1], values: null }]])].map((edits: Edits) =>
      read(() => forward(loaded, batchOf([5, 5, 1], [x]), { edits }).outputs[4]!),
    );
    unload(loaded);
    expect([...answers[1]!]).toEqual([...answers[0]!]);
  });

  it("let no gradient through", () => {
    const one = chain([2], [RELU]);
    const loaded = loadedWith(one, new Map());
    const edits: Edits = new Map([[1, { units: [0], values: null }]]);
    const back = read(() => {
      const tape = forward(loaded, batchOf([2], [[1, 1]]), { edits });
      return walkBack(loaded, tape, { node: 1, signal: batchOf([2], [[5, 6]]) }, gradient)[0]!;
    });
    expect([...back]).toEqual([0, 6]);
  });
});

describe("a run", () => {
  it("leaves out what the wanted node does not need", () => {
    const network = networkOf(
      [2],
      [{ op: RELU }, { op: dense(2), inputs: [0] }, { op: { kind: "add" }, inputs: [1, 2] }],
    )!;
    const loaded = loadedWith(network, randomWeights(network, 1));
    const { outputs } = forward(loaded, batchOf([2], [[1, 2]]), { upTo: 2 });
    expect(outputs.map((output) => output !== null)).toEqual([true, false, true, false]);
    release(outputs);
    unload(loaded);
  });

  it("gives each image of a batch what it gives it alone", () => {
    fc.assert(
      fc.property(networks(), fc.nat({ max: 1e6 }), (network, seed) => {
        const loaded = loadedWith(network, randomWeights(network, seed));
        const { shape } = network.nodes[0]!;
        const images = [1, 2, 3].map((i) => noise(sizeOf(shape), seed + i));
        const logits = (some: Float32Array[]): Float32Array =>
          read(() => forward(loaded, batchOf(shape, some)).outputs[network.logits]!);
        const alone = images.flatMap((image) => [...logits([image])]);
        expect(farthest(logits(images), alone)).toBeLessThan(1e-5);
        unload(loaded);
      }),
      { numRuns: 20 },
    );
  });

  it("says what it takes and what it was given", () => {
    const network = chain([4], [dense(5)]);
    const loaded = loadedWith(network, randomWeights(network, 1));
    const before = memory().numTensors;
    const x = batchOf([5], [noise(5, 1)]);
    expect(() => forward(loaded, x)).toThrow("The network random takes [4], and was given [5].");
    x.dispose();
    expect(memory().numTensors).toBe(before);
    unload(loaded);
  });

  it("leaves nothing behind after a hundred sets of weights", () => {
    const network = fc.sample(networks({ hasNorm: true }), { numRuns: 1, seed: 1 })[0]!;
    const x = noise(sizeOf(network.nodes[0]!.shape), 1);
    answer(network, 0, x, new Map());
    const before = memory();
    for (let step = 1; step <= 100; step++) answer(network, step, x, new Map());
    const after = memory();
    expect([after.numTensors, after.numDataBuffers]).toEqual([
      before.numTensors,
      before.numDataBuffers,
    ]);
  });
});

describe("weights", () => {
  const network = chain([4], [dense(5)]);

  it("of another count than the structure's are refused by name", () => {
    expect(() => load(network, () => new Float32Array(3))).toThrow(
      "The checkpoint's dense1/kernel has 3 values; the model's structure has [4, 5], 20 values.",
    );
  });

  it("that are shuffled are the same numbers in another order, the same for the same seed", () => {
    const loaded = loadedWith(network, randomWeights(network, 1));
    const all = [1, 1, 2].map((seed) => {
      const other = shuffled(loaded, seed);
      const values = [...other.weights[1]![0]!.dataSync<"float32">()];
      unload(other);
      return values;
    });
    const own = [...loaded.weights[1]![0]!.dataSync<"float32">()];
    unload(loaded);
    expect(all[1]).toEqual(all[0]);
    expect(all[2]).not.toEqual(all[0]);
    expect(all[0]).not.toEqual(own);
    expect(all[0]!.toSorted((a, b) => a - b)).toEqual(own.toSorted((a, b) => a - b));
  });
});
