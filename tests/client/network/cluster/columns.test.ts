import { describe, expect, it } from "vitest";
import { columnsOf } from "../../../../client/network/cluster/columns.ts";
import { chain, networkOf } from "../../../support/networks.ts";
import { conv, dense, FLATTEN, POOL, RELU, SOFTMAX } from "../../../support/ops.ts";

describe("a network's columns", () => {
  it("are runs of convolutions between poolings, each told by its last, then dense layers, then the answer", () => {
    const network = networkOf(
      [8, 8, 1],
      [
        { op: conv(4) },
        { op: { kind: "batchNorm", epsilon: 0.001 } },
        { op: RELU },
        { op: conv(5) },
        { op: RELU },
        { op: POOL },
        { op: conv(6) },
        { op: RELU },
        { op: POOL },
        { op: FLATTEN },
        { op: dense(7) },
        { op: RELU },
        { op: dense(3) },
        { op: SOFTMAX },
      ],
    )!;
    expect(columnsOf(network)).toEqual([
      { layer: "conv2d4", stands: ["conv2d1", "conv2d4"], kind: "maps", node: 5, neurons: 5 },
      { layer: "conv2d7", stands: ["conv2d7"], kind: "maps", node: 8, neurons: 6 },
      { layer: "dense11", stands: ["dense11"], kind: "units", node: 12, neurons: 7 },
      { layer: "dense13", stands: ["dense13"], kind: "answer", node: 14, neurons: 3 },
    ]);
  });

  it("go on behind a sum and its activation, which are the last convolution's", () => {
    const network = networkOf(
      [4, 4, 1],
      [
        { op: conv(2) },
        { op: RELU },
        { op: conv(2) },
        { op: { kind: "add" }, inputs: [2, 3] },
        { op: RELU },
        { op: { kind: "globalAveragePool2d" } },
        { op: dense(3) },
        { op: SOFTMAX },
      ],
    )!;
    expect(columnsOf(network).map(({ layer, node }) => [layer, node])).toEqual([
      ["conv2d3", 5],
      ["dense7", 8],
    ]);
  });

  it("of a network without an activation at its end have the answer once", () => {
    const network = chain([4], [dense(5), RELU, dense(2)]);
    expect(columnsOf(network).map(({ kind, node }) => [kind, node])).toEqual([
      ["units", 2],
      ["answer", 3],
    ]);
  });
});
