// Which classes a network tells apart: as many as its output has values, and two of one sigmoid unit.
import { describe, expect, it } from "vitest";
import {
  answersAmount,
  classCount,
  classLogits,
  classProbabilities,
  isBinary,
} from "../../../../client/network/graph/classes.ts";
import { networkFromJson } from "../../../../client/network/graph/fromJson.ts";

function ending(units: number, ...activations: string[]) {
  const dense = { units, activation: "linear", use_bias: true };
  const layers = [
    { class_name: "InputLayer", config: { name: "in", batch_shape: [null, 3] } },
    { class_name: "Dense", config: { name: "last", ...dense } },
    ...activations.map((activation, i) => ({
      class_name: "Activation",
      config: { name: `after${i}`, activation },
    })),
  ];
  return networkFromJson(
    JSON.stringify({ class_name: "Sequential", config: { name: "net", layers } }),
  );
}

describe("the classes of a network", () => {
  it("are two where one sigmoid unit answers, whatever passes its answer on", () => {
    for (const network of [ending(1, "sigmoid"), ending(1, "sigmoid", "linear")]) {
      expect(isBinary(network)).toBe(true);
      expect(classCount(network)).toBe(2);
      const logits = Float32Array.of(2, -1);
      const given = logits.map((z) => 1 / (1 + Math.exp(-z)));
      expect([...classLogits(network, logits)]).toEqual([-2, 2, 1, -1]);
      const probabilities = [...classProbabilities(network, given)];
      [0.119203, 0.880797, 0.731059, 0.268941].forEach((expected, i) => {
        expect(probabilities[i]).toBeCloseTo(expected, 6);
      });
    }
  });

  it("are none of one value that nothing made a probability of: it is an amount", () => {
    const ends = ["linear", "relu", "sigmoid", "softmax"];
    expect(ends.map((end) => answersAmount(ending(1, end)))).toEqual([true, true, false, false]);
    expect(answersAmount(ending(1))).toBe(true);
    expect(answersAmount(ending(3))).toBe(false);
  });

  it("are as many as there are values of any other output", () => {
    for (const [network, count] of [
      [ending(1), 1],
      [ending(1, "tanh"), 1],
      [ending(3, "sigmoid"), 3],
      [ending(4, "softmax"), 4],
    ] as const) {
      expect(isBinary(network)).toBe(false);
      expect(classCount(network)).toBe(count);
      const values = Float32Array.of(0.5, 0.25, 0.125, 1, 2, 3);
      expect(classLogits(network, values)).toBe(values);
      expect(classProbabilities(network, values)).toBe(values);
    }
  });

  it("have the probabilities of a softmax where the network gives their logits", () => {
    const network = ending(2);
    const logits = Float32Array.of(0, Math.log(3), 800, 800);
    expect(classLogits(network, logits)).toBe(logits);
    const probabilities = [...classProbabilities(network, logits)];
    [0.25, 0.75, 0.5, 0.5].forEach((expected, i) => {
      expect(probabilities[i]).toBeCloseTo(expected, 6);
    });
  });
});
