// The sliding square, compared with loops over pixels and a network in plain loops.
import { memory } from "@tensorflow/tfjs-core";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { unload } from "../../../../client/network/engine/loaded.ts";
import type { Network } from "../../../../client/network/graph/network.ts";
import { sizeOf } from "../../../../client/network/graph/shapes.ts";
import {
  occlusion,
  type OcclusionParams,
  type OcclusionResult,
} from "../../../../client/network/methods/occlusion.ts";
import type { Fill, ImageSides } from "../../../../client/network/occlude/windows.ts";
import {
  farthest,
  loadedWith,
  networkOf,
  networks,
  noise,
  randomWeights,
} from "../../../support/networks.ts";
import { slowOutputs, type WeightValues } from "../../../support/slowNetwork.ts";
import { slow } from "../../../support/slowOps.ts";
import { startWasm } from "../../../support/trained.ts";
import { ANY, examplesOf, given } from "./given.ts";

const TOLERANCE = 1e-4;

beforeAll(startWasm);

/** Every square in plain loops. */
function slowly(
  network: Network,
  weights: WeightValues,
  image: Float32Array,
  [height, width, channels]: ImageSides,
  { size, stride, unit }: Pick<OcclusionParams, "size" | "stride" | "unit">,
  fillAt: (row: number, column: number, channel: number) => number,
  target: number,
) {
  const rows: { probability: number; logit: number; predicted: number; activity: number }[] = [];
  for (let top = 0; top + size <= height; top += stride) {
    for (let left = 0; left + size <= width; left += stride) {
      const covered = image.slice();
      for (let y = top; y < top + size; y++)
        for (let x = left; x < left + size; x++)
          for (let c = 0; c < channels; c++)
            covered[(y * width + x) * channels + c] = fillAt(y, x, c);
      const outputs = slowOutputs(network, weights, slow(network.nodes[0]!.shape, covered));
      const logits = outputs[network.logits]!.values;
      const maps = outputs[unit?.node ?? 0]!;
      const units = maps.shape.at(-1)!;
      const own = maps.values.filter((_, i) => i % units === (unit?.index ?? 0));
      rows.push({
        probability: outputs[network.output]!.values[target]!,
        logit: logits[target]!,
        predicted: logits.indexOf(Math.max(...logits)),
        activity: own.reduce((sum, value) => sum + value, 0) / own.length,
      });
    }
  }
  return rows;
}

async function asked(
  network: Network,
  weights: WeightValues,
  image: Float32Array,
  params: Omit<OcclusionParams, "network" | "input">,
  examples: readonly Float32Array[] = [],
): Promise<OcclusionResult> {
  const loaded = loadedWith(network, weights);
  const before = memory().numTensors;
  const { shape } = network.nodes[0]!;
  const context = given(loaded, examples.length === 0 ? null : examplesOf(examples, shape));
  const input = { kind: "given", values: image } as const;
  const result = await occlusion(context, { ...params, network: ANY, input });
  expect(memory().numTensors).toBe(before);
  unload(loaded);
  return result;
}

describe("the maps of a sliding square", () => {
  it("are those of plain loops, for all kinds of networks, sizes, strides and units", async () => {
    await fc.assert(
      fc.asyncProperty(
        networks({ hasNorm: true }),
        fc.nat(1e6),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 4 }),
        async (network, seed, size, stride) => {
          const sides = network.nodes[0]!.shape as ImageSides;
          const weights = randomWeights(network, seed);
          const image = noise(sizeOf(sides), seed + 77);
          const unit = { node: 2, index: 0 };
          const examples = [image, noise(sizeOf(sides), seed + 78)];
          const fill: Fill = seed % 2 === 0 ? { kind: "mean" } : { kind: "value", value: 0.5 };
          const result = await asked(
            network,
            weights,
            image,
            { sides, size, stride, fill, examples: "them", target: 1, unit },
            examples,
          );
          const [height, width, channels] = sides;
          expect(result.rows).toBe(Math.floor((height - size) / stride) + 1);
          expect(result.columns).toBe(Math.floor((width - size) / stride) + 1);
          const fillAt = (row: number, column: number, channel: number): number => {
            if (fill.kind === "value") return fill.value;
            const at = (row * width + column) * channels + channel;
            return (examples[0]![at]! + examples[1]![at]!) / 2;
          };
          const expected = slowly(
            network,
            weights,
            image,
            sides,
            { size, stride, unit },
            fillAt,
            1,
          );
          const of = (name: keyof (typeof expected)[number]) => expected.map((one) => one[name]);
          expect(farthest(result.probability, of("probability"))).toBeLessThan(TOLERANCE);
          expect(farthest(result.logit, of("logit"))).toBeLessThan(TOLERANCE);
          expect(farthest(result.activity!, of("activity"))).toBeLessThan(TOLERANCE);
        },
      ),
      { numRuns: 25 },
    );
  });

  const SIDES: ImageSides = [6, 5, 1];
  const PLAIN = { sides: SIDES, stride: 1, examples: null, target: 0, unit: null } as const;
  const network = networkOf(SIDES, [
    { op: { kind: "flatten" } },
    { op: { kind: "dense", units: 3 } },
    { op: { kind: "activation", activation: "softmax", slope: 0, scale: 1 } },
  ])!;
  const weights = randomWeights(network, 3);
  const image = noise(30, 9);

  it("have the class of the largest logit at every place", async () => {
    const fill: Fill = { kind: "value", value: -4 };
    const result = await asked(network, weights, image, { ...PLAIN, size: 2, fill });
    const expected = slowly(
      network,
      weights,
      image,
      SIDES,
      { size: 2, stride: 1, unit: null },
      () => -4,
      0,
    );
    expect([...result.predicted]).toEqual(expected.map(({ predicted }) => predicted));
    expect(new Set(result.predicted).size).toBeGreaterThan(1);
  });

  it("are one value where the square is as large as the image, or larger", async () => {
    for (const size of [6, 60]) {
      const fill: Fill = { kind: "value", value: 0.5 };
      const result = await asked(network, weights, image, { ...PLAIN, size, fill });
      expect([result.rows, result.columns, result.logit.length]).toEqual([1, 1, 1]);
      const grey = slowOutputs(network, weights, slow(SIDES, new Float64Array(30).fill(0.5)));
      expect(result.logit[0]).toBeCloseTo(grey[network.logits]!.values[0]!, 5);
    }
  });

  it("are constant for an image equal to the fill, and as without a square", async () => {
    const flat = new Float32Array(30).fill(0.25);
    const fill: Fill = { kind: "value", value: 0.25 };
    const { probability, logit, whole } = await asked(network, weights, flat, {
      ...PLAIN,
      size: 2,
      fill,
    });
    for (const value of logit) expect(value).toBeCloseTo(whole.logit, 6);
    for (const value of probability) expect(value).toBeCloseTo(whole.probability, 6);
  });

  it("are about the predicted class where none is asked for", async () => {
    const fill: Fill = { kind: "value", value: 0 };
    const result = await asked(network, weights, image, { ...PLAIN, size: 2, fill, target: null });
    expect(result.target).toBe(result.whole.predicted);
    const outputs = slowOutputs(network, weights, slow(SIDES, image));
    const logits = outputs[network.logits]!.values;
    expect(result.whole.logit).toBeCloseTo(Math.max(...logits), 5);
  });

  it("are the same with the same noise, others with other noise, none with noise of no width", async () => {
    const of = async (low: number, high: number, seed: number) => {
      const fill: Fill = { kind: "noise", low, high, seed };
      return Array.from((await asked(network, weights, image, { ...PLAIN, size: 3, fill })).logit);
    };
    expect(await of(0, 1, 1)).toEqual(await of(0, 1, 1));
    expect(await of(0, 1, 1)).not.toEqual(await of(0, 1, 2));
    const grey: Fill = { kind: "value", value: 0.5 };
    const { logit } = await asked(network, weights, image, { ...PLAIN, size: 3, fill: grey });
    expect(await of(0.5, 0.5, 1)).toEqual(Array.from(logit));
  });

  it("of an input that is no such image, or by a mean of no examples, are refused in words", async () => {
    const params = { ...PLAIN, size: 2, fill: { kind: "mean" } } as const;
    await expect(asked(network, weights, image, params)).rejects.toThrow(/no examples/);
    const sides: ImageSides = [6, 6, 1];
    await expect(asked(network, weights, image, { ...params, sides })).rejects.toThrow(
      /no image of 6 × 6/,
    );
  });
});
