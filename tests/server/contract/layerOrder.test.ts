import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shortLayerNames } from "#contract/layerNames.ts";
import { parameterName } from "#contract/layers.ts";
import { inNetworkOrder, layersOfAll, placesIn } from "#contract/layerOrder.ts";
import { parameterNames } from "#contract/parameterNames.ts";

function ordered(tags: readonly string[], ...architecture: string[]): string[] {
  const placeOf = placesIn(architecture.map((name) => ({ name })));
  const parameters = tags.map((tag) => ({ tag, name: parameterName(tag), shape: null }));
  const items = parameterNames(parameters).map((name, i) => ({ ...name, tag: tags[i]! }));
  return inNetworkOrder(items, ({ layer }) => placeOf(layer)).map(({ tag }) => tag);
}

describe("the order of parameters", () => {
  it("is natural, and a block's layers stand together", () => {
    const inOrder = [
      "layers.2.attn.q.weight",
      "layers.2.attn.q.bias",
      "layers.2.mlp.weight",
      "layers.10.attn.q.weight",
      "layers.10.mlp.weight",
      "layers_extra.weight",
      "norm.weight",
    ];
    expect(ordered(inOrder.toReversed())).toEqual(inOrder);
  });

  it("inside a layer has weights before gradients before activations, kernels before biases", () => {
    const inOrder = [
      "up.weight",
      "up.bias",
      "gradients/up.weight",
      "gradients/up.bias",
      "activations/up",
      "vq.weight",
    ];
    expect(ordered(inOrder.toReversed())).toEqual(inOrder);
  });

  it("is the model's own where its description names the layers, also inside other models", () => {
    const inOrder = ["net/zero/kernel", "a10/kernel", "a10/bias", "a9/kernel", "lost/kernel"];
    expect(ordered(inOrder.toReversed(), "zero", "a10", "a9")).toEqual(inOrder);
  });

  it("is told of names of any depth", () => {
    const deep = `${"a.".repeat(50_000)}weight`;
    expect(ordered(["z.weight", deep])).toEqual([deep, "z.weight"]);
  });

  it("does not depend on the order in which the tags came", () => {
    const part = fc.constantFrom(
      "a",
      "A",
      "1",
      "10",
      "2",
      "é",
      "e\u0301",
      "/",
      ".",
      "__proto__",
      "",
    );
    const tag = fc.array(part, { maxLength: 6 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.uniqueArray(tag, { maxLength: 20 }), (tags) => {
        expect(ordered(tags.toReversed())).toEqual(ordered(tags));
      }),
    );
  });
});

describe("short names of layers", () => {
  const short = (...layers: string[]) => [...shortLayerNames(layers).values()];

  it("leave out what all share in front", () => {
    expect(short("sequential/dense", "sequential/dense_1")).toEqual(["dense", "dense_1"]);
    expect(short("a.b.c", "a.b.d")).toEqual(["c", "d"]);
  });

  it("leave out what nearly all share in front, but not half of a model", () => {
    const layers = Array.from({ length: 8 }, (_, i) => `model.layers.${i}.mlp`);
    expect(short(...layers, "lm_head").slice(7)).toEqual(["layers.7.mlp", "lm_head"]);
    expect(short("encoder.a", "encoder.b", "decoder.a")).toEqual([
      "encoder.a",
      "encoder.b",
      "decoder.a",
    ]);
  });

  it("keep what a number counts", () => {
    expect(short("net.features.0", "net.features.3")).toEqual(["features.0", "features.3"]);
  });

  it("keep a layer that is called as the others begin, and the parameters of no layer", () => {
    expect(short("model", "model.a", "model.b")).toEqual(["model", "model.a", "model.b"]);
    expect(short("", "model.a", "model.b")).toEqual(["", "a", "b"]);
  });

  it("are never alike, and end as the layer does", () => {
    const part = fc.constantFrom("a", "b", "1", "model");
    const layer = fc
      .array(part, { maxLength: 5 })
      .chain((parts) => fc.constantFrom(".", "/").map((separator) => parts.join(separator)));
    fc.assert(
      fc.property(fc.uniqueArray(layer, { maxLength: 12 }), (layers) => {
        const names = shortLayerNames(layers);
        expect(new Set(names.values()).size).toBe(layers.length);
        for (const [layer, name] of names) expect(layer.endsWith(name)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe("the layers of several models", () => {
  const ofAll = (...models: (readonly string[] | null)[]): string[] =>
    layersOfAll(models.map((names) => names?.map((name) => ({ name })) ?? null)).map(
      ({ name }) => name,
    );

  it("stand where each model has them: one that only the second has follows what it follows there", () => {
    const convolutional = ["conv1", "conv2", "flatten", "hidden1", "output"];
    const dense = ["input", "hidden1", "dropout", "hidden2", "output", "probabilities"];
    expect(ofAll(convolutional, null, dense).join(" ")).toBe(
      "input conv1 conv2 flatten hidden1 dropout hidden2 output probabilities",
    );
  });

  it("are all there once, each model's in its own order unless an earlier model says otherwise", () => {
    const layers = ["a", "b", "c", "d", "e", "f"];
    fc.assert(
      fc.property(fc.array(fc.subarray(layers)), fc.shuffledSubarray(layers), (models, odd) => {
        const all = ofAll(...models, odd);
        expect(all.toSorted()).toEqual([...new Set([...models.flat(), ...odd])].toSorted());
        const first = models[0] ?? odd;
        expect(all.filter((name) => first.includes(name))).toEqual(first);
      }),
    );
  });
});
