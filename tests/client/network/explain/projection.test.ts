// A unit's projection back to the input.
import * as fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { startBackend } from "../../../../client/network/engine/backend.ts";
import { unload } from "../../../../client/network/engine/loaded.ts";
import { forward } from "../../../../client/network/engine/run.ts";
import { projection } from "../../../../client/network/explain/projection.ts";
import type { Projected } from "../../../../client/network/explain/projection.ts";
import type { Network, Shape } from "../../../../client/network/graph/network.ts";
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
import { conv, POOL, RELU } from "../../../support/ops.ts";
import { slowOutputs, slowWalk } from "../../../support/slowNetwork.ts";
import type { WeightValues } from "../../../support/slowNetwork.ts";
import { slow } from "../../../support/slowOps.ts";
import { slowRectifying } from "../../../support/slowRelevance.ts";

beforeAll(startBackend);

function projected(
  network: Network,
  weights: WeightValues,
  images: readonly ArrayLike<number>[],
  what: Projected,
): Float32Array {
  const loaded = loadedWith(network, weights);
  const values = read(() => {
    const tape = forward(loaded, batchOf(network.nodes[0]!.shape, images), { upTo: what.node });
    return projection(loaded, tape, what);
  });
  unload(loaded);
  return values;
}

/** A convolution that hands on what it is given. */
function identical(side: number): { network: Network; weights: WeightValues } {
  const shape: Shape = [4, 4, 1];
  const kernel = new Float32Array(side * side);
  kernel[(side * side - 1) / 2] = 1;
  const network = networkOf(shape, [{ op: conv(1, { side }), hasBias: false }, { op: RELU }])!;
  return { network, weights: new Map([["conv2d1/kernel", kernel]]) };
}

describe("a unit's projection", () => {
  it("through a kernel that hands on, without pooling, is its activation", () => {
    const { network, weights } = identical(3);
    const x = noise(16, 1);
    const what = { node: 2, unit: 0, seed: "wholeMap", way: "deconvnet" } as const;
    expect(
      farthest(
        projected(network, weights, [x], what),
        x.map((value) => Math.max(value, 0)),
      ),
    ).toBe(0);
  });

  it("through pooling goes back to where the largest values were, and keeps their sum", () => {
    const network = chain([4, 4, 1], [POOL]);
    const x = [1, 2, 3, 4, 8, 7, 6, 5, 9, 1, 2, 2, 3, 4, 4, 0];
    const what = { node: 1, unit: 0, seed: "wholeMap", way: "deconvnet" } as const;
    const map = projected(network, new Map(), [x], what);
    expect([...map]).toEqual([0, 0, 0, 0, 8, 0, 6, 0, 9, 0, 0, 0, 0, 0, 4, 0]);
  });

  it("from its maximum begins there alone, in each image of a batch", () => {
    const network = chain([4, 4, 2], [POOL]);
    const images = [noise(32, 1), noise(32, 2)];
    const what = { node: 1, unit: 1, seed: "atMaximum", way: "deconvnet" } as const;
    const map = projected(network, new Map(), images, what);
    images.forEach((image, i) => {
      const channel = [...image].filter((_, at) => at % 2 === 1);
      const most = Math.max(...channel);
      const wanted = Array.from(image, (value, at) => (at % 2 === 1 && value === most ? value : 0));
      expect([...map.subarray(i * 32, (i + 1) * 32)]).toEqual(wanted);
    });
  });

  it("is that of plain loops, through whole networks", () => {
    const ways = fc.constantFrom("deconvnet" as const, "guidedBackprop" as const);
    fc.assert(
      fc.property(networks(), ways, fc.nat({ max: 1e6 }), (network, way, seed) => {
        const weights = randomWeights(network, seed);
        const x = noise(sizeOf(network.nodes[0]!.shape), seed + 1);
        const node = 2;
        const { shape } = network.nodes[node]!;
        const units = shape.at(-1)!;
        const unit = seed % units;
        const outputs = slowOutputs(network, weights, slow(network.nodes[0]!.shape, x));
        const signal = outputs[node]!.values.map((value, i) => (i % units === unit ? value : 0));
        const start = { node, signal: slow(shape, signal) };
        const wanted = slowWalk(network, weights, outputs, start, slowRectifying(way)).values;
        const map = projected(network, weights, [x], { node, unit, seed: "wholeMap", way });
        expect(farthest(map, wanted)).toBeLessThan(1e-5);
      }),
      { numRuns: 25 },
    );
  });
});
