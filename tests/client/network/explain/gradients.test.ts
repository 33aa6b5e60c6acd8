// Gradients and their kin through whole networks, and that nothing is left behind by any way.
import { memory } from "@tensorflow/tfjs-core";
import * as fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { startBackend } from "../../../../client/network/engine/backend.ts";
import { unload } from "../../../../client/network/engine/loaded.ts";
import { explain } from "../../../../client/network/explain/explain.ts";
import type { Explained } from "../../../../client/network/explain/explain.ts";
import type { RelevanceWay } from "../../../../client/network/explain/choice.ts";
import type { Op } from "../../../../client/network/graph/network.ts";
import {
  farthest,
  loadedWith,
  chain,
  networkOf,
  networks,
  noise,
  randomWeights,
} from "../../../support/networks.ts";
import { conv, dense, FLATTEN } from "../../../support/ops.ts";
import { slowGradient } from "../../../support/slowNetwork.ts";
import { slowRectifying } from "../../../support/slowRelevance.ts";
import {
  NUMBERS,
  PRESETS,
  TARGET,
  seeds,
  nobody,
  by,
  imageFor,
  explained,
  sum,
  slowly,
  logitOf,
} from "./explained.ts";

beforeAll(startBackend);

describe("gradients and their kin", () => {
  const ways = [
    ["gradient", slowGradient],
    ["guidedBackprop", slowRectifying("guidedBackprop")],
    ["deconvnet", slowRectifying("deconvnet")],
  ] as const;

  it.each(ways)("%s is that of plain loops", async (kind, step) => {
    await fc.assert(
      fc.asyncProperty(networks(), seeds, async (network, seed) => {
        const weights = randomWeights(network, seed);
        const x = imageFor(network, seed);
        const { map, layers } = await explained(network, weights, x, { kind });
        expect(farthest(map, slowly(network, weights, x, step, false))).toBeLessThan(1e-4);
        expect(layers).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  it("all agree where there is no rectifier", async () => {
    const network = chain([6, 6, 1], [conv(2, { stride: 2 }), FLATTEN, dense(3)]);
    const weights = randomWeights(network, 3);
    const x = imageFor(network, 3);
    const [first, ...others] = await Promise.all(
      ways.map(([kind]) => explained(network, weights, x, { kind })),
    );
    for (const other of others) expect([...other.map]).toEqual([...first!.map]);
  });

  it("integrated gradients sum to what the logit is more than at the baseline", async () => {
    await fc.assert(
      fc.asyncProperty(networks(), seeds, async (network, seed) => {
        const weights = randomWeights(network, seed);
        const x = imageFor(network, seed);
        // Every kink on the way costs some of its bend, the less the more steps there are.
        const way = { kind: "integratedGradients", steps: 1000, baseline: 0.5 } as const;
        const { map } = await explained(network, weights, x, way);
        const gray = new Float32Array(x.length).fill(way.baseline);
        const [logit, base] = [logitOf(network, weights, x), logitOf(network, weights, gray)];
        expect(
          Math.abs(sum(map) - (logit - base)) / Math.max(1, Math.abs(logit - base)),
        ).toBeLessThan(0.02);
      }),
      { numRuns: 10 },
    );
  });

  it("SmoothGrad without noise is the gradient, and with it the same for the same seed", async () => {
    const network = fc.sample(networks(), { numRuns: 1, seed: 5 })[0]!;
    const weights = randomWeights(network, 5);
    const x = imageFor(network, 5);
    const smooth = (noiseShare: number, seed: number): Promise<Explained> =>
      explained(network, weights, x, { kind: "smoothGrad", samples: 12, noise: noiseShare, seed });
    const { map: gradient } = await explained(network, weights, x, { kind: "gradient" });
    expect(farthest((await smooth(0, 1)).map, gradient)).toBeLessThan(1e-5);
    const [one, same, other] = [await smooth(0.3, 1), await smooth(0.3, 1), await smooth(0.3, 2)];
    expect([...same.map]).toEqual([...one.map]);
    expect([...other.map]).not.toEqual([...one.map]);
  });

  it.each(["guidedBackprop", "deconvnet"] as const)(
    "%s says which layer does not rectify",
    async (kind) => {
      const tanh: Op = { kind: "activation", activation: "tanh", slope: 0, scale: 1 };
      const network = networkOf([4], [{ op: dense(3) }, { op: tanh }, { op: dense(2) }])!;
      await expect(
        explained(network, randomWeights(network, 1), noise(4, 2), { kind }),
      ).rejects.toThrow("activation2 is tanh");
    },
  );
});

it("nothing is left behind, however a question is answered or refused", async () => {
  const network = fc.sample(networks({ hasNorm: true }), { numRuns: 1, seed: 6 })[0]!;
  const loaded = loadedWith(network, randomWeights(network, 6));
  const x = imageFor(network, 6);
  const before = memory();
  const ways: RelevanceWay[] = [
    ...PRESETS.map((preset) => by(preset)),
    by("epsilon", { bias: "ignored" }),
    { kind: "gradient" },
    { kind: "inputTimesGradient" },
    { kind: "integratedGradients", steps: 12, baseline: 0 },
    { kind: "smoothGrad", samples: 12, noise: 0.1, seed: 1 },
    { kind: "guidedBackprop" },
    { kind: "deconvnet" },
  ];
  for (const way of ways) await explain(loaded, x, TARGET, way, nobody);
  const wrong = by("epsilon", {
    rules: { dense: { kind: "epsilon", epsilon: 1 } },
    numbers: { ...NUMBERS, epsilon: -1 },
  });
  await expect(explain(loaded, x, TARGET, wrong, nobody)).rejects.toThrow("ε must not");
  const after = memory();
  expect([after.numTensors, after.numDataBuffers]).toEqual([
    before.numTensors,
    before.numDataBuffers,
  ]);
  unload(loaded);
});
