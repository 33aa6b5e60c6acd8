import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { connections } from "../../../../client/network/cluster/connections.ts";
import type { Network, OpOf } from "../../../../client/network/graph/network.ts";
import { sizeOf } from "../../../../client/network/graph/shapes.ts";
import { chain, networkOf, randomWeights } from "../../../support/networks.ts";
import { conv, dense, FLATTEN } from "../../../support/ops.ts";
import { slowOutputs, type WeightValues } from "../../../support/slowNetwork.ts";
import { slow } from "../../../support/slowOps.ts";

/** A convolution that takes no place beyond the rim. */
const inside = (filters: number, side: number): OpOf<"conv2d"> =>
  conv(filters, { side, padding: "valid" });

function weightsOf({ nodes }: Network, weights: WeightValues) {
  return (node: number) => nodes[node]!.weights.map(({ tensor }) => weights.get(tensor)!);
}

/** How much each channel of the last node grows when one of the input's grows everywhere by 1; of the last node's mean. */
function slowGrowth(network: Network, weights: WeightValues): number[] {
  const { shape } = network.nodes[0]!;
  const senders = shape.at(-1)!;
  const last = network.nodes.at(-1)!.shape;
  const receivers = last.at(-1)!;
  const answerTo = (x: Float64Array): number[] => {
    const { values } = slowOutputs(network, weights, slow(shape, x)).at(-1)!;
    const sums = Array.from({ length: receivers }, () => 0);
    values.forEach((value, i) => (sums[i % receivers]! += value / (sizeOf(last) / receivers)));
    return sums;
  };
  const nothing = answerTo(new Float64Array(sizeOf(shape)));
  return Array.from({ length: senders }, (_, sender) => {
    const lit = Float64Array.from({ length: sizeOf(shape) }, (_, i) =>
      i % senders === sender ? 1 : 0,
    );
    return answerTo(lit).map((value, i) => value - nothing[i]!);
  }).flat();
}

describe("what feeds what", () => {
  it("is how much a neuron grows with another where nothing bends it: dense, convolutions, norms, sums", () => {
    const ways: readonly Parameters<typeof networkOf>[1][] = [
      [{ op: dense(4) }, { op: dense(3) }],
      [{ op: inside(3, 2) }, { op: inside(2, 3) }],
      [{ op: inside(3, 2) }, { op: { kind: "batchNorm", epsilon: 0.01 } }],
      [
        { op: inside(3, 1) },
        { op: inside(3, 1), inputs: [1] },
        { op: { kind: "add" }, inputs: [1, 2] },
      ],
      [
        { op: inside(2, 1) },
        { op: inside(1, 1), inputs: [0] },
        { op: { kind: "concatenate", axis: 2 }, inputs: [2, 1] },
      ],
      [
        {
          op: {
            kind: "depthwiseConv2d",
            multiplier: 2,
            kernelSize: [2, 2],
            strides: [1, 1],
            dilation: [1, 1],
            padding: "valid",
          },
        },
      ],
      [{ op: { ...inside(3, 2), kind: "conv2dTranspose" } }],
      [{ op: { kind: "rescaling", scale: [0.5, -2], offset: [1, 1] } }, { op: inside(2, 1) }],
      [{ op: { ...inside(4, 2), groups: 2 } }, { op: { ...inside(6, 1), groups: 2 } }],
      [
        { op: { kind: "upsample2d", times: [2, 1] } },
        { op: { kind: "crop2d", rows: [1, 1], columns: [0, 2] } },
      ],
    ];
    fc.assert(
      fc.property(fc.constantFrom(...ways), fc.integer(), (planned, seed) => {
        const isFlat = planned[0]!.op.kind === "dense";
        const network = networkOf(isFlat ? [5] : [6, 6, 2], planned)!;
        const weights = randomWeights(network, seed);
        const last = network.nodes.length - 1;
        const found = connections(network, weightsOf(network, weights), 0, last);
        const expected = slowGrowth(network, weights);
        expect(found).toHaveLength(expected.length);
        expected.forEach((value, i) => expect(found[i]).toBeCloseTo(value, 4));
      }),
    );
  });

  it("is the mean over the places of a map where it is flattened", () => {
    const network = chain([2, 2, 2], [FLATTEN, dense(1)]);
    const kernel = Float32Array.from([1, 10, 2, 20, 3, 30, 6, 60]);
    const weights = new Map([
      ["dense2/kernel", kernel],
      ["dense2/bias", new Float32Array(1)],
    ]);
    expect([...connections(network, weightsOf(network, weights), 0, 2)]).toEqual([3, 30]);
  });

  it("is nothing where no way leads from one to the other", () => {
    const network = networkOf([3], [{ op: dense(2) }, { op: dense(4), inputs: [0] }])!;
    const weights = randomWeights(network, 1);
    expect([...connections(network, weightsOf(network, weights), 1, 2)]).toEqual(
      Array.from({ length: 8 }, () => 0),
    );
  });
});
