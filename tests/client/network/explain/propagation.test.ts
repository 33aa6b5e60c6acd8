// Relevance propagation through whole networks: against plain loops, and what it promises.
import * as fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { startBackend } from "../../../../client/network/engine/backend.ts";
import { folded } from "../../../../client/network/engine/folded.ts";
import { unload } from "../../../../client/network/engine/loaded.ts";
import { forward } from "../../../../client/network/engine/run.ts";
import { rulesOf } from "../../../../client/network/explain/presets.ts";
import type { ActivationKind, Network, Op } from "../../../../client/network/graph/network.ts";
import { sizeOf } from "../../../../client/network/graph/shapes.ts";
import {
  batchOf,
  farthest,
  loadedWith,
  maps,
  chain,
  networkOf,
  networks,
  noise,
  randomWeights,
  read,
  weightedOps,
} from "../../../support/networks.ts";
import { conv, dense, FLATTEN, RELU } from "../../../support/ops.ts";
import { slowGradient, slowOutputs } from "../../../support/slowNetwork.ts";
import type { WeightValues } from "../../../support/slowNetwork.ts";
import { slow } from "../../../support/slowOps.ts";
import type { Slow } from "../../../support/slowOps.ts";
import { slowRelevance } from "../../../support/slowRelevance.ts";
import {
  NUMBERS,
  PRESETS,
  NEAR,
  seeds,
  by,
  imageFor,
  explained,
  sum,
  slowly,
  logitOf,
} from "./explained.ts";

beforeAll(startBackend);

/** What each node with weights takes for a constant input. */
function slowBounds(
  network: Network,
  weights: WeightValues,
): Map<number, { low: Slow; high: Slow }> {
  const { shape } = network.nodes[0]!;
  const at = (value: number): Slow[] =>
    slowOutputs(network, weights, slow(shape, new Float32Array(sizeOf(shape)).fill(value)));
  const [lows, highs] = [at(NUMBERS.low), at(NUMBERS.high)];
  return new Map(
    network.nodes.map(({ inputs }, index) => [
      index,
      { low: lows[inputs[0] ?? 0]!, high: highs[inputs[0] ?? 0]! },
    ]),
  );
}

describe("relevance propagation through a whole network", () => {
  it.each(PRESETS)("by the preset %s is that of plain loops", async (preset) => {
    const property = fc.asyncProperty(networks(), seeds, async (network, seed) => {
      const weights = randomWeights(network, seed);
      const x = imageFor(network, seed);
      const way = by(preset);
      const rules = rulesOf(network, way);
      const step = slowRelevance({ rules, bias: "absorbs", bounds: slowBounds(network, weights) });
      const { map } = await explained(network, weights, x, way);
      expect(farthest(map, slowly(network, weights, x, step, true))).toBeLessThan(NEAR);
    });
    // Rules that share out in proportion to sums that cancel out have no number that float32 agrees on.
    const seed = 4;
    await fc.assert(property, { numRuns: 15, seed });
  });

  it("without biases, and with ε near zero, is x · gradient, and in every layer sums to the logit", async () => {
    await fc.assert(
      fc.asyncProperty(networks({ hasBias: false }), seeds, async (network, seed) => {
        const weights = randomWeights(network, seed);
        const x = imageFor(network, seed);
        const way = by("epsilon", { numbers: { ...NUMBERS, epsilon: 0 } });
        const { map, layers } = await explained(network, weights, x, way);
        const gradient = slowly(network, weights, x, slowGradient, false);
        const wanted = gradient.map((value, i) => value * x[i]!);
        const logit = logitOf(network, weights, x);
        expect(farthest(map, wanted)).toBeLessThan(NEAR);
        // Around a layer, some of it goes another way.
        const isOneRoad = network.nodes.every(({ op }) => op.kind !== "add");
        for (const { sum: inLayer } of isOneRoad ? layers : [])
          expect(farthest([inLayer], [logit])).toBeLessThan(NEAR);
        expect(farthest([sum(map)], [logit])).toBeLessThan(NEAR);
      }),
      { numRuns: 25 },
    );
  });

  it("goes back through layers without weights and loses nothing", async () => {
    const act = (activation: ActivationKind): Op => {
      return { kind: "activation", activation, slope: 0.2, scale: 1 };
    };
    const window = { kernelSize: [3, 3], strides: [1, 1], dilation: [1, 1] } as const;
    const grouped: Op = { kind: "conv2d", filters: 6, groups: 2, padding: "same", ...window };
    const network = networkOf(
      [6, 4, 2],
      [
        { op: { kind: "upsample2d", times: [2, 1] } },
        { op: grouped, hasBias: false },
        { op: { kind: "prelu" } },
        { op: { kind: "globalMaxPool2d" } },
        { op: dense(6), hasBias: false },
        { op: act("hardSigmoid") },
        { op: { kind: "permute", axes: [1, 0, 2] }, inputs: [3] },
        { op: { kind: "crop2d", rows: [1, 1], columns: [2, 1] } },
        { op: FLATTEN },
        { op: dense(6), hasBias: false },
        { op: { kind: "multiply" }, inputs: [10, 6] },
        { op: { kind: "layerNorm", epsilon: 0.001 } },
        { op: act("mish") },
        { op: dense(3), hasBias: false },
      ],
    )!;
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const weights = randomWeights(network, seed);
        const x = imageFor(network, seed);
        const way = by("epsilon", { numbers: { ...NUMBERS, epsilon: 0 } });
        const { map, layers } = await explained(network, weights, x, way);
        const logit = logitOf(network, weights, x);
        // What shares out small sums of large numbers is large in itself.
        const most = map.reduce((high, value) => Math.max(high, Math.abs(value)), 1);
        expect(Math.abs(sum(map) - logit) / most).toBeLessThan(NEAR);
        expect(layers.map(({ layer, rule }) => [layer, rule])).toContainEqual([
          "multiply11",
          "in equal parts",
        ]);
      }),
      { numRuns: 25, seed: 5 },
    );
  });

  it("by deep Taylor is nowhere below zero, and sums to the logit", async () => {
    const ratios: number[] = [];
    await fc.assert(
      fc.asyncProperty(networks({ hasBias: false }), seeds, async (network, seed) => {
        const weights = randomWeights(network, seed);
        const x = imageFor(network, seed);
        const logit = logitOf(network, weights, x);
        fc.pre(logit > 0.01);
        const { map } = await explained(network, weights, x, by("deepTaylor"));
        expect(Math.min(...map)).toBeGreaterThanOrEqual(-1e-6 * logit);
        ratios.push(sum(map) / logit);
        expect(ratios.at(-1)).toBeCloseTo(1, 4);
      }),
      { numRuns: 25 },
    );
    expect(ratios.length).toBeGreaterThanOrEqual(25);
  });

  it("sums to what came to a layer less what its bias absorbed", async () => {
    await fc.assert(
      fc.asyncProperty(networks({ averages: false }), seeds, async (network, seed) => {
        fc.pre(network.nodes.every(({ op }) => op.kind !== "add"));
        const weights = randomWeights(network, seed);
        const x = imageFor(network, seed);
        const way = by("epsilon", { numbers: { ...NUMBERS, epsilon: 0 } });
        const { layers } = await explained(network, weights, x, way);
        let before = logitOf(network, weights, x);
        for (const { sum: after, absorbed } of layers) {
          const scale = Math.max(1, Math.abs(before), Math.abs(absorbed ?? 0));
          expect((after + (absorbed ?? 0) - before) / scale).toBeCloseTo(0, 3);
          before = after;
        }
      }),
      { numRuns: 25 },
    );
  });

  it("has the rules that were set by hand in their layers, and says all of them", async () => {
    const network = chain([4], [dense(5), RELU, dense(3)]);
    const way = by("epsilonGammaBox", {
      rules: { dense3: { kind: "alphaBeta", alpha: 3, beta: 2 } },
    });
    const weights = randomWeights(network, 1);
    const { layers } = await explained(network, weights, noise(4, 2), way);
    expect(layers.map(({ layer, rule }) => [layer, rule])).toEqual([
      ["dense3", "α3 β2"],
      ["dense1", "box 0 … 1"],
    ]);
  });

  it.each([
    [{ kind: "alphaBeta", alpha: 2, beta: 2 }, "α − β must be 1, and is 2 − 2"],
    [{ kind: "epsilon", epsilon: -1 }, "ε must not be below 0"],
    [{ kind: "gamma", gamma: Number.NaN }, "γ must not be below 0"],
    [{ kind: "zBox", low: 0, high: 1 }, "the box is about the network's input"],
  ] as const)("refuses %o", async (rule, message) => {
    const network = chain([4], [dense(5), dense(3)]);
    const way = by("epsilon", { rules: { dense2: rule } });
    await expect(explained(network, randomWeights(network, 1), noise(4, 2), way)).rejects.toThrow(
      message,
    );
  });
});

it("of a network that answers with a map of one place by classes is that of the flat answer", async () => {
  const op = conv(3, { side: 4, padding: "valid" });
  const [whole, flat] = [chain([4, 4, 1], [op]), chain([4, 4, 1], [op, FLATTEN])];
  const weights = randomWeights(whole, 1);
  const x = imageFor(whole, 1);
  for (const way of [by("epsilon"), { kind: "gradient" }, { kind: "deconvnet" }] as const) {
    const { map } = await explained(whole, weights, x, way);
    expect([...map]).toEqual([...(await explained(flat, weights, x, way)).map]);
  }
});

describe("batch normalisation", () => {
  const normed = fc.boolean().chain((hasBias) => networks({ hasNorm: true, hasBias }));

  it("folded into the layer before it gives the same logits, to a hundred-thousandth", () => {
    fc.assert(
      fc.property(normed, seeds, (network, seed) => {
        const loaded = loadedWith(network, randomWeights(network, seed));
        const x = [imageFor(network, seed), imageFor(network, seed + 1)];
        const { logits, nodes } = network;
        const plain = read(() => forward(loaded, batchOf(nodes[0]!.shape, x)).outputs[logits]!);
        let left = 0;
        const without = read(() => {
          const other = folded(loaded);
          left = other.network.nodes.filter(({ op }) => op.kind === "batchNorm").length;
          return forward(other, batchOf(nodes[0]!.shape, x)).outputs[logits]!;
        });
        unload(loaded);
        expect(left).toBe(0);
        expect(farthest(without, plain)).toBeLessThan(1e-5);
      }),
      { numRuns: 30 },
    );
  });

  it("folded into any kind of layer with weights, with or without a bias, changes nothing", () => {
    fc.assert(
      fc.property(maps, weightedOps, fc.boolean(), seeds, (shape, op, hasBias, seed) => {
        const norm: Op = { kind: "batchNorm", epsilon: 0.001 };
        const network = networkOf(shape, [{ op, hasBias }, { op: norm }]);
        fc.pre(network !== null);
        const loaded = loadedWith(network, randomWeights(network, seed));
        const x = [imageFor(network, seed)];
        const [plain, without] = [() => loaded, () => folded(loaded)].map((of) =>
          read(() => forward(of(), batchOf(shape, x)).outputs[2]!),
        ) as [Float32Array, Float32Array];
        unload(loaded);
        expect(farthest(without, plain)).toBeLessThan(1e-5);
      }),
      { numRuns: 60 },
    );
  });

  it("before a layer, or behind one that others take too, stays, and passes relevance on", async () => {
    const norm: Op = { kind: "batchNorm", epsilon: 0.001 };
    const network = networkOf(
      [4],
      [{ op: norm }, { op: dense(3) }, { op: norm }, { op: { kind: "add" }, inputs: [2, 3] }],
    )!;
    const { layers } = await explained(
      network,
      randomWeights(network, 1),
      noise(4, 2),
      by("epsilon"),
    );
    expect(layers.map(({ layer, rule }) => [layer, rule])).toEqual([
      ["add4", "in proportion"],
      ["batchNorm3", "passes on"],
      ["dense2", "ε 0.01"],
      ["batchNorm1", "passes on"],
    ]);
  });
});
