// Images changed so that networks err: against plain loops, and what is promised of every such change.
import { dispose, memory } from "@tensorflow/tfjs-core";
import * as fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { type Attack, attacked, logitsOf } from "../../../../client/network/attack/attack.ts";
import { crossEntropies } from "../../../../client/network/attack/loss.ts";
import { startBackend } from "../../../../client/network/engine/backend.ts";
import { unload } from "../../../../client/network/engine/loaded.ts";
import type { Network } from "../../../../client/network/graph/network.ts";
import { sizeOf } from "../../../../client/network/graph/shapes.ts";
import {
  batchOf,
  loadedWith,
  networkOf,
  networks,
  noise,
  randomWeights,
} from "../../../support/networks.ts";
import { slowGradient, slowOutputs, slowWalk } from "../../../support/slowNetwork.ts";
import { slow } from "../../../support/slowOps.ts";

beforeAll(startBackend);

/** Nobody else wants to compute. */
const AT_ONCE = { breathe: () => Promise.resolve() };

const attacks = fc.record({
  kind: fc.constantFrom("fgsm" as const, "pgd" as const),
  steps: fc.integer({ min: 1, max: 4 }),
  epsilon: fc.constantFrom(0, 0.001, 0.05, 0.3),
  range: fc.constant([0, 1] as const),
  isTargeted: fc.boolean(),
});

function imageOf({ nodes }: Network, seed: number): Float32Array {
  return noise(sizeOf(nodes[0]!.shape), seed).map((value) => (value + 1) / 2);
}

/** The image after the attack, and its loss before and after. */
async function run(network: Network, seed: number, x: Float32Array, goal: number, attack: Attack) {
  const loaded = loadedWith(network, randomWeights(network, seed));
  const batch = batchOf(network.nodes[0]!.shape, [x]);
  const changed = await attacked(loaded, batch, [goal], attack, AT_ONCE);
  const [before, after] = [batch, changed].map((one) => {
    return crossEntropies(logitsOf(loaded, one), [goal])[0]!;
  });
  const values = changed.dataSync<"float32">().slice();
  dispose([batch, changed]);
  unload(loaded);
  return { values, before: before!, after: after! };
}

/** The loss's gradient in plain loops. */
function slowSlope(network: Network, seed: number, x: Float32Array, goal: number): Float64Array {
  const weights = randomWeights(network, seed);
  const outputs = slowOutputs(network, weights, slow(network.nodes[0]!.shape, x));
  const { shape, values } = outputs[network.logits]!;
  const exponentials = values.map((value) => Math.exp(value));
  const sum = exponentials.reduce((total, value) => total + value);
  const signal = exponentials.map((value, c) => value / sum - (c === goal ? 1 : 0));
  const from = { node: network.logits, signal: slow(shape, signal) };
  return slowWalk(network, weights, outputs, from, slowGradient).values;
}

describe("a changed image", () => {
  it("differs by at most ε, stays between black and white, and is the image itself at ε = 0", async () => {
    const before = memory().numTensors;
    await fc.assert(
      fc.asyncProperty(
        networks(),
        attacks,
        fc.integer(),
        fc.nat(2),
        async (network, attack, seed, goal) => {
          const x = imageOf(network, seed);
          const { values } = await run(network, seed, x, goal, attack);
          values.forEach((value, i) => {
            expect(Math.abs(value - x[i]!)).toBeLessThanOrEqual(attack.epsilon + 1e-6);
            expect(value).toBeGreaterThanOrEqual(0);
            expect(value).toBeLessThanOrEqual(1);
            if (attack.epsilon === 0) expect(value).toBe(x[i]);
          });
        },
      ),
      { numRuns: 60 },
    );
    expect(memory().numTensors).toBe(before);
  });

  it("has moved by ε along the sign of the slope that plain loops find, or against it with an aim", async () => {
    await fc.assert(
      fc.asyncProperty(
        networks(),
        fc.boolean(),
        fc.integer(),
        fc.nat(2),
        async (network, isTargeted, seed, goal) => {
          const x = imageOf(network, seed);
          const epsilon = 0.05;
          const attack: Attack = { kind: "fgsm", steps: 1, epsilon, range: [0, 1], isTargeted };
          const { values } = await run(network, seed, x, goal, attack);
          slowSlope(network, seed, x, goal).forEach((slope, i) => {
            // Where the slope is nothing but rounding, so is its sign.
            if (Math.abs(slope) < 1e-5) return;
            const step = (isTargeted ? -epsilon : epsilon) * Math.sign(slope);
            expect(values[i]).toBeCloseTo(Math.min(Math.max(x[i]! + step, 0), 1), 5);
          });
        },
      ),
      { numRuns: 40 },
    );
  });

  it("is no better for a linear network: its loss does not fall", async () => {
    const linear = networkOf([12], [{ op: { kind: "dense", units: 4 } }])!;
    await fc.assert(
      fc.asyncProperty(attacks, fc.integer(), fc.nat(3), async (attack, seed, goal) => {
        const aimless = { ...attack, isTargeted: false };
        const { before, after } = await run(linear, seed, imageOf(linear, seed), goal, aimless);
        expect(after).toBeGreaterThanOrEqual(before - 1e-5);
      }),
    );
  });

  it("is nearer to its aim for a linear network, by as small a step as changes it at all", async () => {
    const linear = networkOf([12], [{ op: { kind: "dense", units: 4 } }])!;
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.nat(3), async (seed, goal) => {
        const attack: Attack = {
          kind: "fgsm",
          steps: 1,
          epsilon: 0.001,
          range: [0, 1],
          isTargeted: true,
        };
        const { before, after } = await run(linear, seed, imageOf(linear, seed), goal, attack);
        expect(after).toBeLessThanOrEqual(before + 1e-6);
      }),
    );
  });

  it("by many steps is as bad as by one, and worse where the slope turns", async () => {
    const bent = networkOf(
      [2],
      [
        { op: { kind: "dense", units: 3 } },
        { op: { kind: "activation", activation: "tanh", slope: 0, scale: 1 } },
        { op: { kind: "dense", units: 2 } },
      ],
    )!;
    let [one, many] = [0, 0];
    for (let seed = 0; seed < 60; seed++) {
      const x = imageOf(bent, seed);
      const attack = { steps: 20, epsilon: 0.4, range: [0, 1] as const, isTargeted: false };
      one += (await run(bent, seed, x, 0, { ...attack, kind: "fgsm" })).after;
      many += (await run(bent, seed, x, 0, { ...attack, kind: "pgd" })).after;
    }
    expect(many).toBeGreaterThanOrEqual(one);
  });
});

describe("the cross-entropy", () => {
  it("is minus the logarithm of the class's probability", () => {
    const logits = Float32Array.from([1, 2, 3, 100, 0, -100]);
    const [first, second] = crossEntropies(logits, [0, 0]);
    const sum = Math.exp(1) + Math.exp(2) + Math.exp(3);
    expect(first).toBeCloseTo(-Math.log(Math.exp(1) / sum), 6);
    expect(second).toBeCloseTo(0, 6);
  });

  it("of a single logit is that of a sigmoid, however far it is from zero", () => {
    const [right, wrong, far] = crossEntropies(Float32Array.from([2, 2, 500]), [1, 0, 0]);
    expect(right).toBeCloseTo(-Math.log(1 / (1 + Math.exp(-2))), 6);
    expect(wrong).toBeCloseTo(-Math.log(1 - 1 / (1 + Math.exp(-2))), 6);
    expect(far).toBeCloseTo(500, 3);
  });
});
