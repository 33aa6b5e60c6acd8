// Neurons in clusters, as the worker answers: against plain loops over the same images.
import { memory } from "@tensorflow/tfjs-core";
import * as fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { startBackend } from "../../../../client/network/engine/backend.ts";
import { unload } from "../../../../client/network/engine/loaded.ts";
import type { Examples } from "../../../../client/network/examples.ts";
import type { Network } from "../../../../client/network/graph/network.ts";
import { sizeOf } from "../../../../client/network/graph/shapes.ts";
import { clusters, type ClustersResult } from "../../../../client/network/methods/clusters.ts";
import type { MethodContext, NetworkAt } from "../../../../client/network/methods/method.ts";
import { loadedWith, networks, noise, randomWeights } from "../../../support/networks.ts";
import { slowOutputs } from "../../../support/slowNetwork.ts";
import { slow } from "../../../support/slowOps.ts";

beforeAll(startBackend);

const AT: NetworkAt = { source: { key: "random", json: "", tensors: "" }, step: 0 };

function examplesFor({ nodes }: Network, count: number, seed: number, hasLabels = true): Examples {
  const { shape } = nodes[0]!;
  const labels = Int32Array.from({ length: count }, (_, i) => (i * 7 + (seed & 3)) % 3);
  return {
    count,
    left: 0,
    shape,
    values: noise(count * sizeOf(shape), seed),
    labels: hasLabels ? labels : null,
    classes: null,
  };
}

interface Asked {
  result: ClustersResult;
  partials: ClustersResult[];
}

async function ask(network: Network, examples: Examples, seed: number, k = 3): Promise<Asked> {
  const loaded = loadedWith(network, randomWeights(network, seed));
  const before = memory().numTensors;
  const partials: ClustersResult[] = [];
  const context: MethodContext = {
    structure: () => Promise.resolve(network),
    network: () => Promise.resolve(loaded),
    examples: () => Promise.resolve(examples),
    progress: (_, partial) => {
      if (partial !== undefined) partials.push(partial as ClustersResult);
    },
    breathe: () => Promise.resolve(),
  };
  const result = await clusters(context, { network: AT, examples: "", k });
  expect(memory().numTensors).toBe(before);
  unload(loaded);
  return { result, partials };
}

/** Images × neurons of a node: each neuron's largest value over its map. */
function slowPeaks(network: Network, examples: Examples, seed: number, node: number): number[][] {
  const weights = randomWeights(network, seed);
  const { shape } = network.nodes[0]!;
  const size = sizeOf(shape);
  const neurons = network.nodes[node]!.shape.at(-1)!;
  return Array.from({ length: examples.count }, (_, image) => {
    const x = slow(shape, examples.values.subarray(image * size, (image + 1) * size));
    const peaks = Array.from({ length: neurons }, () => -Infinity);
    slowOutputs(network, weights, x)[node]!.values.forEach((value, i) => {
      peaks[i % neurons] = Math.max(peaks[i % neurons]!, value);
    });
    return peaks;
  });
}

describe("neurons in clusters", () => {
  it("are known by the mean over each class of their maximal activation", async () => {
    await fc.assert(
      fc.asyncProperty(networks({ hasNorm: true }), fc.integer(), async (network, seed) => {
        const examples = examplesFor(network, 12, seed);
        const { result } = await ask(network, examples, seed);
        expect(result.classes).toBe(3);
        expect(result.isWhole).toBe(true);
        expect([...result.counts]).toEqual([4, 4, 4]);
        for (const { node, shown, classMeans, activation } of result.columns) {
          const peaks = slowPeaks(network, examples, seed, node);
          shown.forEach((neuron, place) => {
            const means = [0, 1, 2].map((c) => {
              const own = peaks.filter((_, image) => examples.labels![image] === c);
              return own.reduce((sum, peak) => sum + peak[neuron]!, 0) / own.length;
            });
            means.forEach((mean, c) => expect(classMeans[place * 3 + c]).toBeCloseTo(mean, 3));
            expect(activation[place]).toBeCloseTo((means[0]! + means[1]! + means[2]!) / 3, 3);
          });
        }
      }),
      { numRuns: 15 },
    );
  });

  it("are shown by the image and the place that excite them most", async () => {
    await fc.assert(
      fc.asyncProperty(networks(), fc.integer(), async (network, seed) => {
        const examples = examplesFor(network, 8, seed);
        const { result } = await ask(network, examples, seed);
        const weights = randomWeights(network, seed);
        const { shape } = network.nodes[0]!;
        const size = sizeOf(shape);
        for (const { node, shown, best } of result.columns) {
          const peaks = slowPeaks(network, examples, seed, node);
          shown.forEach((neuron, place) => {
            const most = Math.max(...peaks.map((peak) => peak[neuron]!));
            const image = best.example[place]!;
            const x = slow(shape, examples.values.subarray(image * size, (image + 1) * size));
            const output = slowOutputs(network, weights, x)[node]!;
            const width = output.shape.length === 3 ? output.shape[1]! : 0;
            const at = best.row[place]! * width + best.column[place]!;
            const value = output.values[at * output.shape.at(-1)! + neuron]!;
            expect(Math.abs(value - most)).toBeLessThan(1e-3 * Math.max(1, Math.abs(most)));
          });
        }
      }),
      { numRuns: 15 },
    );
  });

  it("are each in one of at most k clusters, in an order that keeps these together; answers stay alone", async () => {
    await fc.assert(
      fc.asyncProperty(
        networks(),
        fc.integer(),
        fc.integer({ min: 1, max: 5 }),
        async (network, seed, k) => {
          const { result } = await ask(network, examplesFor(network, 9, seed), seed, k);
          for (const { kind, shown, labels, order, toNext } of result.columns) {
            const all = [...shown.keys()];
            expect([...order].sort((one, other) => one - other)).toEqual(all);
            const numbers = [...new Set(labels)];
            if (kind === "answer") expect(numbers).toEqual(all);
            else expect(numbers.length).toBeLessThanOrEqual(k);
            const inOrder = Array.from(order, (place) => labels[place]!);
            expect(inOrder).toEqual(inOrder.toSorted((one, other) => one - other));
            expect(toNext === null).toBe(kind === "answer");
          }
        },
      ),
      { numRuns: 15 },
    );
  });

  it("tell what there is after the first 200 images, and the rest at the end", async () => {
    const [network] = fc.sample(networks(), { numRuns: 1, seed: 3 });
    const { result, partials } = await ask(network!, examplesFor(network!, 400, 1), 1);
    const sums = [...partials, result].map(({ counts }) => counts.reduce((sum, one) => sum + one));
    expect(sums).toEqual([expect.any(Number), 400]);
    expect(sums[0]).toBeGreaterThanOrEqual(200);
    expect(sums[0]).toBeLessThan(300);
    expect(partials[0]!.isWhole).toBe(false);
  });

  it("are left alone as soon as nobody waits, also while they are grouped", async () => {
    const [network] = fc.sample(networks(), { numRuns: 1, seed: 3 });
    const loaded = loadedWith(network!, randomWeights(network!, 1));
    const examples = examplesFor(network!, 30, 1);
    const before = memory().numTensors;
    let isMeasured = false;
    const given: MethodContext = {
      structure: () => Promise.resolve(network!),
      network: () => Promise.resolve(loaded),
      examples: () => Promise.resolve(examples),
      progress: (share) => (isMeasured = share === 1),
      breathe: () => (isMeasured ? Promise.reject(new Error("nobody")) : Promise.resolve()),
    };
    await expect(clusters(given, { network: AT, examples: "", k: 3 })).rejects.toThrow("nobody");
    expect(isMeasured).toBe(true);
    expect(memory().numTensors).toBe(before);
    unload(loaded);
  });

  it("are measured by the classes that are predicted where none are known", async () => {
    const [network] = fc.sample(networks(), { numRuns: 1, seed: 5 });
    const examples = examplesFor(network!, 30, 1, false);
    const { result } = await ask(network!, examples, 1);
    expect(result.isPredicted).toBe(true);
    const peaks = slowPeaks(network!, examples, 1, network!.output);
    const counts = [0, 0, 0];
    for (const peak of peaks) counts[peak.indexOf(Math.max(...peak))]!++;
    expect([...result.counts]).toEqual(counts);
  });
});
