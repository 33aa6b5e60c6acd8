// What one place of a map looks at, against plain loops: the pixels that change it.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Network } from "../../../../client/network/graph/network.ts";
import { patchAt, receptiveField } from "../../../../client/network/graph/receptiveField.ts";
import { sizeOf } from "../../../../client/network/graph/shapes.ts";
import { networkOf, networks, randomWeights } from "../../../support/networks.ts";
import { slowOutputs } from "../../../support/slowNetwork.ts";
import { slow } from "../../../support/slowOps.ts";

/** All weights are 1: whatever is looked at counts. */
function ones(network: Network): Map<string, Float32Array> {
  return new Map([...randomWeights(network, 1)].map(([name, values]) => [name, values.fill(1)]));
}

/** Rows and columns of the pixels that change the place (row, column) of a node's first map. */
function pixelsOf(network: Network, node: number, row: number, column: number): number[][] {
  const { shape } = network.nodes[0]!;
  const weights = ones(network);
  const [, width, channels] = network.nodes[node]!.shape;
  const at = (row * width! + column) * channels!;
  const valueFor = (x: ArrayLike<number>): number => {
    return slowOutputs(network, weights, slow(shape, x))[node]!.values[at]!;
  };
  const plain = new Float64Array(sizeOf(shape)).fill(1);
  const before = valueFor(plain);
  const found: number[][] = [];
  for (let pixel = 0; pixel < shape[0]! * shape[1]!; pixel++) {
    const lit = plain.with(pixel * shape[2]!, 1e6);
    if (valueFor(lit) > before) {
      found.push([Math.floor(pixel / shape[1]!), pixel % shape[1]!]);
    }
  }
  return found;
}

describe("the receptive field", () => {
  it("holds every pixel that changes the place, and begins and ends with one where it lies in the image", () => {
    fc.assert(
      fc.property(networks({ hasNorm: true }), fc.nat(), fc.nat(), fc.nat(), (network, n, r, c) => {
        const maps = network.nodes.flatMap((node, i) => {
          return node.shape.length === 3 && receptiveField(network, i) !== null ? [i] : [];
        });
        const node = maps[n % maps.length]!;
        const [height, width] = network.nodes[node]!.shape;
        const [row, column] = [r % height!, c % width!];
        const patch = patchAt(receptiveField(network, node)!, row, column);
        const pixels = pixelsOf(network, node, row, column);
        const size = network.nodes[0]!.shape;
        for (const [side, from, length] of [
          [0, patch.top, patch.height],
          [1, patch.left, patch.width],
        ] as const) {
          const places = pixels.map((pixel) => pixel[side]!);
          const [first, last] = [Math.min(...places), Math.max(...places)];
          expect(first).toBeGreaterThanOrEqual(from);
          expect(last).toBeLessThan(from + length);
          // At an edge some of it is padding of a layer between, which no pixel changes.
          if (from < 0 || from + length > size[side]!) continue;
          expect([first, last]).toEqual([from, from + length - 1]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("begins further in where edges were cut off, and is whole where a map was made larger", () => {
    const network = networkOf(
      [6, 6, 1],
      [
        { op: { kind: "crop2d", rows: [1, 0], columns: [2, 1] } },
        { op: { kind: "upsample2d", times: [2, 2] } },
      ],
    )!;
    expect(pixelsOf(network, 1, 3, 0)).toEqual([[4, 2]]);
    expect(patchAt(receptiveField(network, 1)!, 3, 0)).toEqual({
      top: 4,
      left: 2,
      height: 1,
      width: 1,
    });
    expect(receptiveField(network, 2)).toBeNull();
  });

  it("is the whole input behind a dense layer, and of an input that is no image", () => {
    const network = networkOf(
      [4, 4, 1],
      [{ op: { kind: "flatten" } }, { op: { kind: "dense", units: 2 } }],
    )!;
    expect(receptiveField(network, 2)).toBeNull();
    const flat = networkOf([4], [{ op: { kind: "dense", units: 2 } }])!;
    expect(receptiveField(flat, 0)).toBeNull();
  });
});
