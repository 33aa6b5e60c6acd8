// Units switched off: what all examples are taken for then, compared with a network in plain loops.
import { memory } from "@tensorflow/tfjs-core";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { unload } from "../../../../client/network/engine/loaded.ts";
import type { Network } from "../../../../client/network/graph/network.ts";
import { sizeOf } from "../../../../client/network/graph/shapes.ts";
import { deadUnits } from "../../../../client/network/deadUnits.ts";
import { activity } from "../../../../client/network/methods/activity.ts";
import { lesion, type LesionParams } from "../../../../client/network/methods/lesion.ts";
import { predictions } from "../../../../client/network/methods/predictions.ts";
import { farthest, loadedWith, networks, noise, randomWeights } from "../../../support/networks.ts";
import { slowWeights, type WeightValues } from "../../../support/slowNetwork.ts";
import { type Slow, slow, slowForward } from "../../../support/slowOps.ts";
import { startWasm } from "../../../support/trained.ts";
import { ANY, examplesOf, given } from "./given.ts";

const TOLERANCE = 1e-4;
const IMAGES = 5;

beforeAll(startWasm);

/** What every node gives, with `set` having its way with each node's output. */
function slowLesioned(
  { nodes }: Network,
  values: WeightValues,
  x: Slow,
  set: (node: number, output: Slow) => Slow,
): Slow[] {
  const outputs = [x];
  for (const [index, node] of nodes.entries()) {
    if (index === 0) continue;
    const inputs = node.inputs.map((input) => outputs[input]!);
    const weights = slowWeights(node, values);
    outputs.push(set(index, slowForward({ op: node.op, inputs, weights, shape: node.shape })));
  }
  return outputs;
}

const imagesFor = (network: Network, seed: number): Float32Array[] =>
  Array.from({ length: IMAGES }, (_, i) => noise(sizeOf(network.nodes[0]!.shape), seed + 50 + i));

async function asked(
  network: Network,
  weights: WeightValues,
  images: readonly Float32Array[],
  params: Pick<LesionParams, "off" | "to">,
) {
  const loaded = loadedWith(network, weights);
  const before = memory().numTensors;
  const context = given(loaded, examplesOf(images, network.nodes[0]!.shape));
  const result = await lesion(context, { ...params, network: ANY, examples: "them" });
  expect(memory().numTensors).toBe(before);
  unload(loaded);
  return result;
}

describe("a lesion", () => {
  it("leaves what plain loops leave, with units at zero or at their mean", async () => {
    await fc.assert(
      fc.asyncProperty(
        networks({ hasNorm: true }),
        fc.nat(1e6),
        fc.constantFrom("zero" as const, "mean" as const),
        async (network, seed, to) => {
          const weights = randomWeights(network, seed);
          const images = imagesFor(network, seed);
          const rectified = network.nodes.flatMap(({ op }, index) =>
            op.kind === "activation" && op.activation === "relu" ? index : [],
          );
          const off = rectified.slice(0, 2).map((node, i) => {
            const count = network.nodes[node]!.shape.at(-1)!;
            return { node, units: [...new Set([0, (seed + i) % count])] };
          });
          const whole = images.map((image) =>
            slowLesioned(
              network,
              weights,
              slow(network.nodes[0]!.shape, image),
              (_, output) => output,
            ),
          );
          const meanOf = (node: number, unit: number): number => {
            const count = network.nodes[node]!.shape.at(-1)!;
            const all = whole.flatMap((outputs) =>
              Array.from(outputs[node]!.values).filter((_, i) => i % count === unit),
            );
            return all.reduce((sum, value) => sum + value, 0) / all.length;
          };
          const set = (index: number, output: Slow): Slow => {
            const units = off.find(({ node }) => node === index)?.units ?? [];
            const count = output.shape.at(-1)!;
            const values = output.values.map((value, i) => {
              if (!units.includes(i % count)) return value;
              return to === "zero" ? 0 : meanOf(index, i % count);
            });
            return { ...output, values };
          };
          const expected = images.flatMap((image) => {
            const x = slow(network.nodes[0]!.shape, image);
            return Array.from(slowLesioned(network, weights, x, set)[network.output]!.values);
          });
          const result = await asked(network, weights, images, { off, to });
          expect(farthest(result.probabilities, expected)).toBeLessThan(TOLERANCE);
        },
      ),
      { numRuns: 25 },
    );
  });

  it("of nothing answers as the whole network does", async () => {
    await fc.assert(
      fc.asyncProperty(networks(), fc.nat(1e6), async (network, seed) => {
        const weights = randomWeights(network, seed);
        const images = imagesFor(network, seed);
        const loaded = loadedWith(network, weights);
        const context = given(loaded, examplesOf(images, network.nodes[0]!.shape));
        const whole = await predictions(context, { network: ANY, examples: "them" });
        unload(loaded);
        for (const to of ["zero", "mean"] as const)
          expect(await asked(network, weights, images, { off: [], to })).toEqual(whole);
      }),
      { numRuns: 10 },
    );
  });

  it("of dead units changes no answer to any example", async () => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(networks({ hasBias: true }), fc.nat(1e6), async (network, seed) => {
        const weights = randomWeights(network, seed);
        const images = imagesFor(network, seed);
        const loaded = loadedWith(network, weights);
        const context = given(loaded, examplesOf(images, network.nodes[0]!.shape));
        const params = { network: ANY, examples: "them" };
        const { layers } = await activity(context, params);
        const whole = await predictions(context, params);
        unload(loaded);
        const off = layers.map((layer) => ({ node: layer.node, units: deadUnits(layer) }));
        found += off.reduce((sum, { units }) => sum + units.length, 0);
        expect(await asked(network, weights, images, { off, to: "zero" })).toEqual(whole);
      }),
      { numRuns: 40, seed: 1 },
    );
    // Else nothing was shown.
    expect(found).toBeGreaterThan(0);
  });
});
