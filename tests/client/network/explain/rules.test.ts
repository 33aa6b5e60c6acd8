// Each rule of relevance in one layer: against plain loops, by hand, and what it promises to conserve.
import { scalar, tensor } from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import * as fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { startBackend } from "../../../../client/network/engine/backend.ts";
import { unload } from "../../../../client/network/engine/loaded.ts";
import { forward, walkBack } from "../../../../client/network/engine/run.ts";
import type { Rule } from "../../../../client/network/explain/choice.ts";
import { propagation } from "../../../../client/network/explain/propagation.ts";
import type { Ledger } from "../../../../client/network/explain/propagation.ts";
import { shareOf } from "../../../../client/network/explain/stabilised.ts";
import type { Network, Shape } from "../../../../client/network/graph/network.ts";
import { sizeOf } from "../../../../client/network/graph/shapes.ts";
import {
  batchOf,
  farthest,
  loadedWith,
  maps,
  networkOf,
  noise,
  randomWeights,
  read,
  weightedOps,
} from "../../../support/networks.ts";
import { slowOutputs, slowWalk } from "../../../support/slowNetwork.ts";
import type { WeightValues } from "../../../support/slowNetwork.ts";
import { forEachConnection } from "../../../support/slowConnections.ts";
import { slow } from "../../../support/slowOps.ts";
import { slowRelevance } from "../../../support/slowRelevance.ts";

const RULES: readonly Rule[] = [
  { kind: "zero" },
  { kind: "epsilon", epsilon: 0.1 },
  { kind: "gamma", gamma: 0.25 },
  { kind: "alphaBeta", alpha: 1, beta: 0 },
  { kind: "alphaBeta", alpha: 2, beta: 1 },
  { kind: "zPlus" },
  { kind: "zBox", low: -1, high: 1 },
  { kind: "wSquare" },
  { kind: "flat" },
];

/** Sums of float32 quotients, in units of the largest. */
const NEAR = 1e-4;
/** A divisor this near zero amplifies float32's rounding beyond any tolerance: nobody is asked there. */
const LEAST_DIVISOR = 0.02;

beforeAll(startBackend);

interface Asked {
  network: Network;
  weights: WeightValues;
  a: ArrayLike<number>;
  relevance: ArrayLike<number>;
  rule: Rule;
  bias?: "absorbs" | "ignored";
}

function shared({ network, weights, a, relevance, rule, bias = "absorbs" }: Asked): {
  back: Float32Array;
  ledger: Ledger;
} {
  const loaded = loadedWith(network, weights);
  const [input, layer] = network.nodes as [Network["nodes"][0], Network["nodes"][0]];
  const ledger: Ledger = new Map();
  const back = read(() => {
    const tape = forward(loaded, batchOf(input.shape, [a]));
    const bounds = new Map(
      rule.kind === "zBox"
        ? [[1, { low: scalarMap(input.shape, rule.low), high: scalarMap(input.shape, rule.high) }]]
        : [],
    );
    const step = propagation({ rules: new Map([[1, rule]]), bias, bounds }, ledger);
    const start = { node: 1, signal: batchOf(layer.shape, [relevance]) };
    return walkBack(loaded, tape, start, step)[0]!;
  });
  unload(loaded);
  return { back, ledger };
}

function scalarMap(shape: Shape, value: number): Tensor {
  return tensor(new Float32Array(sizeOf(shape)).fill(value), [1, ...shape]);
}

function slowlyShared({ network, weights, a, relevance, rule, bias = "absorbs" }: Asked): {
  values: Float64Array;
  least: number;
} {
  const [input, layer] = network.nodes as [Network["nodes"][0], Network["nodes"][0]];
  const outputs = slowOutputs(network, weights, slow(input.shape, a));
  const box = (value: number) =>
    slow(input.shape, new Float32Array(sizeOf(input.shape)).fill(value));
  const bounds = new Map(
    rule.kind === "zBox" ? [[1, { low: box(rule.low), high: box(rule.high) }]] : [],
  );
  let least = Infinity;
  const divided = (z: number): void => void (least = Math.min(least, z));
  const step = slowRelevance({ rules: new Map([[1, rule]]), bias, bounds, divided });
  const start = { node: 1, signal: slow(layer.shape, relevance) };
  const { values } = slowWalk(network, weights, outputs, start, step);
  return { values, least };
}

const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0);

const layers = fc.record({
  shape: maps,
  op: weightedOps,
  hasBias: fc.boolean(),
  isPositive: fc.boolean(),
  bias: fc.constantFrom("absorbs" as const, "ignored" as const),
  seed: fc.nat({ max: 1e6 }),
});

describe.each(RULES.map((rule) => [JSON.stringify(rule), rule] as const))("%s", (_, rule) => {
  it("gives what loops over all connections give, of inputs of either sign", () => {
    fc.assert(
      fc.property(layers, ({ shape, op, hasBias, isPositive, bias, seed }) => {
        const network = networkOf(shape, [{ op, hasBias }]);
        fc.pre(network !== null);
        const weights = randomWeights(network, seed);
        const signed = noise(sizeOf(shape), seed + 50);
        const a = isPositive ? signed.map(Math.abs) : signed;
        const output = network.nodes[1]!.shape;
        const relevance = noise(sizeOf(output), seed + 60);
        const asked: Asked = { network, weights, a, relevance, rule, bias };
        const { values, least } = slowlyShared(asked);
        fc.pre(least > LEAST_DIVISOR);
        expect(farthest(shared(asked).back, values)).toBeLessThan(NEAR);
      }),
      { numRuns: 60 },
    );
  });
});

/** Whether no place of the output looks at padding only, as a dilated kernel can. */
function takesEverywhere({ nodes }: Network): boolean {
  const [input, layer] = nodes as [Network["nodes"][0], Network["nodes"][0]];
  const taking = new Set<number>();
  forEachConnection(layer.op, input.shape, layer.shape, (_, to) => taking.add(to));
  return taking.size === sizeOf(layer.shape);
}

describe("relevance that is shared out", () => {
  it("is by hand: two inputs that cancel out, before a bias of −1", () => {
    const network = networkOf([2], [{ op: { kind: "dense", units: 1 } }])!;
    const weights = new Map([
      ["dense1/kernel", Float32Array.of(1, -1)],
      ["dense1/bias", Float32Array.of(-1)],
    ]);
    const by = (alpha: number, beta: number) =>
      shared({
        network,
        weights,
        a: [1, 1],
        relevance: [-1],
        rule: { kind: "alphaBeta", alpha, beta },
      });
    expect(farthest(by(1, 0).back, [-1, 0])).toBeLessThan(1e-6);
    const twice = by(2, 1);
    expect(farthest(twice.back, [-2, 0.5])).toBeLessThan(1e-6);
    expect(twice.ledger.get(1)!.absorbed).toBeCloseTo(0.5, 6);
  });

  it.each(["wSquare", "flat"] as const)(
    "is all still there after %s, whatever the bias",
    (kind) => {
      fc.assert(
        fc.property(layers, ({ shape, op, seed }) => {
          const network = networkOf(shape, [{ op }]);
          fc.pre(network !== null && takesEverywhere(network));
          const relevance = noise(sizeOf(network.nodes[1]!.shape), seed).map(Math.abs);
          const weights = randomWeights(network, seed);
          const a = noise(sizeOf(shape), seed + 1);
          const asked: Asked = { network, weights, a, relevance, rule: { kind } };
          fc.pre(slowlyShared(asked).least > LEAST_DIVISOR);
          const { back } = shared(asked);
          expect(sum(back) / sum(relevance)).toBeCloseTo(1, 4);
        }),
        { numRuns: 50 },
      );
    },
  );

  it("is, with what the bias absorbed, all still there after rules in proportion", () => {
    const rules: Rule[] = [{ kind: "zero" }, { kind: "gamma", gamma: 0.5 }];
    fc.assert(
      fc.property(layers, fc.constantFrom(...rules), ({ shape, op, seed }, rule) => {
        const network = networkOf(shape, [{ op }]);
        fc.pre(network !== null);
        const weights = randomWeights(network, seed);
        const a = noise(sizeOf(shape), seed + 1).map(Math.abs);
        const relevance = noise(sizeOf(network.nodes[1]!.shape), seed + 2).map(Math.abs);
        const asked = { network, weights, a, relevance, rule };
        fc.pre(slowlyShared(asked).least > LEAST_DIVISOR);
        const { ledger } = shared(asked);
        const { sum: left, absorbed } = ledger.get(1)!;
        const scale = Math.max(1, Math.abs(absorbed!));
        expect((left + absorbed! - sum(relevance)) / scale).toBeCloseTo(0, 3);
      }),
      { numRuns: 50 },
    );
  });

  it("is the same by α1β0 and z⁺ where inputs are not below zero and the bias is ignored", () => {
    fc.assert(
      fc.property(layers, ({ shape, op, seed }) => {
        const network = networkOf(shape, [{ op }]);
        fc.pre(network !== null);
        const a = noise(sizeOf(shape), seed).map(Math.abs);
        const relevance = noise(sizeOf(network.nodes[1]!.shape), seed + 1);
        const asked = { network, weights: randomWeights(network, seed), a, relevance };
        const one = shared({
          ...asked,
          rule: { kind: "alphaBeta", alpha: 1, beta: 0 },
          bias: "ignored",
        });
        const other = shared({ ...asked, rule: { kind: "zPlus" } });
        expect(farthest(one.back, other.back)).toBe(0);
        expect(other.ledger.get(1)!.absorbed).toBeNull();
      }),
      { numRuns: 50 },
    );
  });

  it("is divided by more than zero where the divisor is zero: sign 0 is +1", () => {
    const shares = read(() => shareOf(tensor([1, 1, 1, 0]), tensor([0, 2, -2, 0]), 0.5));
    expect(farthest(shares, [2, 0.4, -0.4, 0])).toBeLessThan(1e-6);
    const none = read(() => shareOf(scalar(0), scalar(0)));
    expect([...none]).toEqual([0]);
  });
});
