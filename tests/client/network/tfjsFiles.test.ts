// A model.json and its .bin files, as a person drops them on the page.
import { tensor, type Tensor } from "@tensorflow/tfjs-core";
import { layers, type LayersModel, sequential } from "@tensorflow/tfjs-layers";
import { beforeAll, describe, expect, it } from "vitest";
import { givenNetwork } from "../../../client/network/tfjsFiles.ts";
import { startWasm } from "../../support/trained.ts";
import { inProcess } from "./asked.ts";

beforeAll(startWasm);

function small(): LayersModel {
  return sequential({
    layers: [
      layers.conv2d({ filters: 3, kernelSize: 3, inputShape: [6, 6, 1], activation: "relu" }),
      layers.batchNormalization(),
      layers.flatten(),
      layers.dense({ units: 4, activation: "softmax" }),
    ],
  });
}

/** The files that tfjs would save, the weights cut into two. */
async function saved(model: LayersModel): Promise<{ json: string; bins: File[] }> {
  let files: { json: string; bins: File[] } | null = null;
  await model.save({
    save: async ({ modelTopology, weightSpecs, weightData }) => {
      const bytes = new Uint8Array(weightData as ArrayBuffer);
      const paths = ["group1-shard1of2.bin", "group1-shard2of2.bin"];
      const json = JSON.stringify({
        format: "layers-model",
        modelTopology,
        weightsManifest: [{ paths, weights: weightSpecs }],
      });
      const parts = [bytes.slice(0, 50), bytes.slice(50)];
      files = { json, bins: parts.map((part, i) => new File([part], paths[i]!)) };
      return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: "JSON" } };
    },
  });
  return files!;
}

const jsonFile = (text: string, name = "model.json"): File => new File([text], name);

describe("a dropped model", () => {
  it("answers as it does in TensorFlow.js, given before the worker was started", async () => {
    const model = small();
    const values = Float32Array.from({ length: 36 }, (_, i) => Math.sin(i));
    const x = tensor(values, [1, 6, 6, 1]);
    const y = model.predict(x) as Tensor;
    const expected = y.dataSync();
    const { json, bins } = await saved(model);
    const { explainer } = inProcess();
    explainer.give("own 1", await givenNetwork([bins[1]!, jsonFile(json), bins[0]!]));
    const source = { key: "own 1", json: "", tensors: "" };
    const input = { kind: "given", values } as const;
    const { probabilities } = await explainer.ask("activations", {
      network: { source, step: 0 },
      input,
    });
    probabilities.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 5));
    x.dispose();
    y.dispose();
    model.dispose();
  });

  it("may be quantised", async () => {
    const weights = [
      {
        name: "a",
        shape: [3],
        dtype: "float32",
        quantization: { dtype: "uint8", scale: 0.5, min: -1 },
      },
      {
        name: "b",
        shape: [2],
        dtype: "float32",
        quantization: { dtype: "uint16", scale: 2, min: 0 },
      },
      { name: "c", shape: [1], dtype: "float32", quantization: { dtype: "float16" } },
    ];
    const json = JSON.stringify({
      modelTopology: {},
      weightsManifest: [{ paths: ["w.bin"], weights }],
    });
    const bytes = Uint8Array.of(0, 2, 255, 1, 0, 0, 1, 0x00, 0x3c);
    const given = await givenNetwork([jsonFile(json), new File([bytes], "w.bin")]);
    expect(given.weights.map(({ name, values }) => [name, [...values]])).toEqual([
      ["a", [-1, 0, 126.5]],
      ["b", [2, 512]],
      ["c", [1]],
    ]);
  });

  it("says what is missing, or what else the files are", async () => {
    const manifest = (dtype: string, shape: number[]) =>
      JSON.stringify({
        weightsManifest: [{ paths: ["a/w.bin"], weights: [{ name: "k", shape, dtype }] }],
      });
    const bin = new File([new Uint8Array(8)], "w.bin");
    const refused = (...files: File[]) => expect(givenNetwork(files)).rejects;
    await refused(bin).toThrow(/no model.json/);
    await refused(jsonFile("{")).toThrow(/model.json is no JSON/);
    await refused(jsonFile("{}", "package.json")).toThrow(/package.json is no model/);
    await refused(jsonFile('{"format":"graph-model"}')).toThrow(/graph model/);
    await refused(jsonFile(manifest("float32", [2]))).toThrow(/keeps weights in a\/w.bin/);
    await refused(jsonFile(manifest("float32", [3])), bin).toThrow(/ends before k/);
    await refused(jsonFile(manifest("string", [1])), bin).toThrow(/of string, which is not read/);
    await expect(givenNetwork([jsonFile(manifest("float32", [2])), bin])).resolves.toBeDefined();
  });
});
