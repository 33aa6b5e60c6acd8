// Relevance and activations of networks that really were trained: the numbers that are told, and what they promise.
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { memory } from "@tensorflow/tfjs-core";
import { unload } from "../../../../client/network/engine/loaded.ts";
import type { PresetName, Propagation } from "../../../../client/network/explain/choice.ts";
import { rulesOf } from "../../../../client/network/explain/presets.ts";
import { activations } from "../../../../client/network/methods/activations.ts";
import { relevance } from "../../../../client/network/methods/relevance.ts";
import type { RelevanceParams } from "../../../../client/network/methods/relevance.ts";
import {
  farthest,
  loadedWith,
  networkOf,
  noise,
  randomWeights,
} from "../../../support/networks.ts";
import { slowOutputs, slowWalk } from "../../../support/slowNetwork.ts";
import { slow } from "../../../support/slowOps.ts";
import { slowRelevance } from "../../../support/slowRelevance.ts";
import { TRAINED_EPOCHS, startWasm } from "../../../support/trained.ts";
import { ONLY, contextOf, trainedNetwork } from "../../../support/trainedNetworks.ts";
import type { TrainedNetwork } from "../../../support/trainedNetworks.ts";

const NAMES = ["cnn/kernel-5x5", "cnn/batch-norm", "paper/dropout-0.2"];
const PRESETS: readonly PresetName[] = [
  "epsilon",
  "epsilonPlus",
  "epsilonAlpha2Beta1",
  "epsilonGammaBox",
  "deepTaylor",
];
const EXAMPLES = [0, 1, 2, 3, 4];

beforeAll(startWasm, 240_000);

function by(preset: PresetName, more: Partial<Propagation> = {}): Propagation {
  const numbers = { epsilon: 0.01, gamma: 0.25, alpha: 2, low: 0, high: 1 };
  return { kind: "propagation", preset, numbers, rules: {}, bias: "absorbs", ...more };
}

function asked(
  { loaded, example }: TrainedNetwork,
  index: number,
  way: RelevanceParams["way"],
  more: Partial<RelevanceParams> = {},
) {
  const input = { kind: "given", values: example(index) } as const;
  const params = { network: ONLY, input, target: null, way, shuffleSeed: null, ...more };
  return relevance(contextOf(loaded), params);
}

const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0);

describe.each(NAMES)("of the trained network %s", (name) => {
  it("deep Taylor's relevance sums to the logit and is nowhere below zero", async () => {
    const trained = await trainedNetwork(name, TRAINED_EPOCHS);
    for (const index of EXAMPLES) {
      const { map, logit, sum: total } = await asked(trained, index, by("deepTaylor"));
      expect(logit).toBeGreaterThan(0);
      expect(total / logit).toBeCloseTo(1, 4);
      expect(Math.min(...map)).toBeGreaterThanOrEqual(-1e-6 * logit);
    }
  });

  it("relevance in proportion is the logit less what the biases absorbed, layer by layer", async () => {
    const trained = await trainedNetwork(name, TRAINED_EPOCHS);
    for (const index of EXAMPLES) {
      const {
        layers,
        logit,
        sum: total,
      } = await asked(
        trained,
        index,
        by("epsilon", { numbers: { epsilon: 0, gamma: 0, alpha: 1, low: 0, high: 1 } }),
      );
      let before = logit;
      for (const { sum: after, absorbed } of layers) {
        expect((after + (absorbed ?? 0) - before) / logit).toBeCloseTo(0, 2);
        before = after;
      }
      expect(total).toBeCloseTo(before, 5);
      expect(layers.some(({ absorbed }) => absorbed !== null && absorbed !== 0)).toBe(true);
    }
  });

  it("another class starts from its own logit, and shuffled weights from another", async () => {
    const trained = await trainedNetwork(name, TRAINED_EPOCHS);
    const own = await asked(trained, 0, by("epsilonPlus"));
    const other = await asked(trained, 0, by("epsilonPlus"), { target: (own.predicted + 1) % 10 });
    expect([other.target, other.predicted]).toEqual([(own.predicted + 1) % 10, own.predicted]);
    expect(other.logit).toBeLessThan(own.logit);
    expect(own.probability).toBeGreaterThan(other.probability);
    const [one, same] = [
      await asked(trained, 0, by("epsilonPlus"), { shuffleSeed: 1, target: own.target }),
      await asked(trained, 0, by("epsilonPlus"), { shuffleSeed: 1, target: own.target }),
    ];
    expect(one.logit).not.toBeCloseTo(own.logit, 3);
    expect([...same.map]).toEqual([...one.map]);
  });

  it("activations are those of plain loops, and the top five are the most probable", async () => {
    const { network, weights, loaded, example } = await trainedNetwork(name, TRAINED_EPOCHS);
    const x = example(0);
    const before = memory().numTensors;
    const told = await activations(contextOf(loaded), {
      network: ONLY,
      input: { kind: "given", values: x },
    });
    const wanted = slowOutputs(network, weights, slow(network.nodes[0]!.shape, x));
    for (const { node, values, shape } of told.layers) {
      expect(shape).toEqual(network.nodes[node]!.shape);
      expect(farthest(values, wanted[node]!.values)).toBeLessThan(1e-4);
    }
    expect(told.layers.map(({ layer }) => layer)).not.toContain("flatten");
    expect(farthest(told.logits, wanted[network.logits]!.values)).toBeLessThan(1e-4);
    expect(sum(told.probabilities)).toBeCloseTo(1, 5);
    const sorted = [...told.probabilities].sort((a, b) => b - a).slice(0, 5);
    expect(told.top.map(({ probability }) => probability)).toEqual(sorted);
    expect(told.top.map((one) => told.probabilities[one.class])).toEqual(sorted);
    expect(memory().numTensors).toBe(before);
  });
});

// Plain loops know no folding; the network with batch normalisation is compared layer by layer elsewhere.
describe.each(["cnn/kernel-5x5", "paper/dropout-0.2"])("of the trained network %s", (name) => {
  it.each(PRESETS)("relevance by %s is that of loops over all connections", async (preset) => {
    const { network, weights, loaded, example } = await trainedNetwork(name, TRAINED_EPOCHS);
    const way = by(preset);
    const x = example(7);
    const told = await asked({ network, weights, loaded, example }, 7, way);
    const outputs = slowOutputs(network, weights, slow(network.nodes[0]!.shape, x));
    const logits = outputs[network.logits]!;
    expect(told.logit).toBeCloseTo(logits.values[told.target]!, 4);
    const rules = rulesOf(network, way);
    const first = [...rules.keys()][0]!;
    const box = (value: number) =>
      slow(network.nodes[0]!.shape, new Float32Array(x.length).fill(value));
    const bounds = new Map([[first, { low: box(0), high: box(1) }]]);
    const seed = logits.values.map((value, i) => (i === told.target ? value : 0));
    const start = { node: network.logits, signal: slow(logits.shape, seed) };
    const step = slowRelevance({ rules, bias: "absorbs", bounds });
    const wanted = slowWalk(network, weights, outputs, start, step).values;
    const most = wanted.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
    expect(
      farthest(
        told.map.map((one) => one / most),
        wanted.map((one) => one / most),
      ),
    ).toBeLessThan(2e-3);
  });
});

it("of a network whose weights have diverged, or of a class that there is not, is refused in words", async () => {
  const network = networkOf([4], [{ op: { kind: "dense", units: 3 } }])!;
  const weights = new Map(randomWeights(network, 1));
  const input = { kind: "given", values: noise(4, 2) } as const;
  const params = { network: ONLY, input, way: { kind: "gradient" }, shuffleSeed: null } as const;
  const told = async (target: number): Promise<unknown> => {
    const loaded = loadedWith(network, weights);
    onTestFinished(() => unload(loaded));
    return await relevance(contextOf(loaded), { ...params, target });
  };
  await expect(told(3)).rejects.toThrow("The network tells 3 classes apart; 3 is none.");
  weights.set("dense1/bias", new Float32Array(3).fill(Number.NaN));
  await expect(told(0)).rejects.toThrow("its weights have diverged");
});
