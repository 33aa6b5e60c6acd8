import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { meaningInside, meaningOf, parameterNames } from "#contract/parameterNames.ts";
import { parameterName } from "#contract/layers.ts";

const parameter = (tag: string, shape: readonly number[] | null = null) => ({
  tag,
  name: parameterName(tag),
  shape,
});
const named = (...tags: string[]) => parameterNames(tags.map((tag) => parameter(tag)));
const shaped = (shapes: Record<string, number[]>) =>
  parameterNames(Object.entries(shapes).map(([tag, shape]) => parameter(tag, shape)));
const roles = (names: readonly { role: string }[]) => names.map(({ role }) => role);

describe("the role of a weight", () => {
  it("is a scale when the shape has one dimension, whatever the layer is called", () => {
    const names = shaped({ "features.1.weight": [64], "features.1.bias": [64] });
    expect(roles(names)).toEqual(["scale", "bias"]);
    expect(roles(shaped({ "features.0.weight": [64, 3, 3, 3] }))).toEqual(["kernel"]);
  });

  it("is a scale when the layer keeps running statistics", () => {
    const names = named("down.1.weight", "down.1.running_mean", "down.0.weight");
    expect(roles(names)).toEqual(["scale", "statistic", "kernel"]);
  });

  it("is a kernel when what makes embeddings is a convolution", () => {
    const names = shaped({
      "patch_embedding.weight": [768, 3, 16, 16],
      "wte.weight": [50257, 768],
    });
    expect(roles(names)).toEqual(["kernel", "embedding"]);
  });

  it("is also its gradient's", () => {
    const names = parameterNames([
      parameter("grad/features.1.weight"),
      parameter("features.1.weight", [64]),
    ]);
    expect(roles(names)).toEqual(["scale", "scale"]);
  });
});

describe("the block of a layer that is a block itself", () => {
  it("is that block, so that its activations stand beside its layers", () => {
    const [, whole] = named("layer1.0.conv1.weight", "activations/layer1.0");
    expect(whole!.block).toBe("layer1.0");
  });
});

describe("names of one model", () => {
  it("keep their whole tag where one thing is logged in two ways", () => {
    const names = named(
      "module.fc.weight",
      "fc.weight",
      "fc.bias",
      "fc.weight.grad",
      "grad/fc.weight",
    );
    expect(names.map(({ layer, parameter }) => [layer, parameter])).toEqual([
      ["fc", "module.fc.weight"],
      ["fc", "fc.weight"],
      ["fc", "bias"],
      ["fc", "fc.weight.grad"],
      ["fc", "grad/fc.weight"],
    ]);
  });

  it("are never alike", () => {
    const part = fc.constantFrom(
      "/",
      ".",
      "_0",
      ":0",
      "grad",
      "_out",
      "weights",
      "module",
      "a",
      "",
    );
    const tag = fc.array(part, { maxLength: 8 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.uniqueArray(tag, { maxLength: 60 }), (tags) => {
        const names = named(...tags).map(({ layer, parameter, quantity }) =>
          JSON.stringify([layer, parameter, quantity]),
        );
        expect(new Set(names).size).toBe(tags.length);
      }),
      { numRuns: 500 },
    );
  });
});

describe("what a name means", () => {
  const meaning = (tag: string) => meaningOf(parameterName(tag));
  const inside = (tag: string) => meaningInside(parameterName(tag));

  it("does not depend on how the path is written", () => {
    expect(meaning("gradients/layer1/0/conv1/weight")).toBe(meaning("layer1.0.conv1.weight"));
    expect(meaning("a.b/c.weight")).not.toBe(meaning("a.c.weight"));
  });

  it("inside the model does not depend on what the model is called", () => {
    expect(inside("sequential_1/dense/kernel")).toBe(inside("dense/kernel"));
    expect(inside("model.net.fc.weight")).toBe(inside("fc.weight"));
    expect(inside("encoder.fc.weight")).not.toBe(inside("fc.weight"));
  });
});
