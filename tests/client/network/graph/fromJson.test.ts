// A model's JSON as a network: the same answers as TensorFlow.js gives.
import { tensor, type Tensor } from "@tensorflow/tfjs-core";
import { input, layers, model as functional, sequential } from "@tensorflow/tfjs-layers";
import type { LayersModel, SymbolicTensor } from "@tensorflow/tfjs-layers";
import { beforeAll, describe, expect, it } from "vitest";
import { startBackend } from "../../../../client/network/engine/backend.ts";
import { load, unload } from "../../../../client/network/engine/loaded.ts";
import { forward } from "../../../../client/network/engine/run.ts";
import { networkFromJson } from "../../../../client/network/graph/fromJson.ts";
import { sizeOf } from "../../../../client/network/graph/shapes.ts";
import { presets } from "../../../../trainer/presets/index.ts";
import { batchOf, farthest, noise, read } from "../../../support/networks.ts";

beforeAll(startBackend);

function jsonOf(model: LayersModel): string {
  return JSON.stringify(model.toJSON(null, false));
}

/** The largest difference between our engine's answer to two images and TensorFlow.js's. */
function distanceOf(model: LayersModel): number {
  // Every weight is something else than it is at first: biases, means and variances, too.
  for (const [i, weight] of model.weights.entries()) {
    const values = noise(sizeOf(weight.shape as number[]), i);
    const isVariance = weight.originalName.endsWith("variance");
    const fresh = tensor(
      isVariance ? values.map((one) => Math.abs(one) + 0.5) : values,
      weight.shape as number[],
    );
    weight.write(fresh);
    fresh.dispose();
  }
  const network = networkFromJson(jsonOf(model));
  const weights = new Map(
    model.weights.map((one) => [one.originalName, one.read().dataSync<"float32">()]),
  );
  const loaded = load(network, (name) => weights.get(name)!);
  const { shape } = network.nodes[0]!;
  const images = [noise(sizeOf(shape), 1), noise(sizeOf(shape), 2)];
  const own = read(() => forward(loaded, batchOf(shape, images)).outputs[network.output]!);
  const theirs = read(() => model.predict(batchOf(shape, images)) as Tensor);
  unload(loaded);
  expect(new Set(theirs).size).toBeGreaterThan(1);
  return farthest(own, theirs);
}

const NEAR = 1e-5;

describe("a network read from JSON answers as TensorFlow.js does", () => {
  const recipes = Object.entries(presets).flatMap(([preset, { models }]) =>
    models.map((recipe) => [`${preset}/${recipe.name}`, recipe] as const),
  );

  it.each(recipes)("the preset %s", (_, recipe) => {
    expect(distanceOf(recipe.build(1))).toBeLessThan(NEAR);
  });

  it("of every kind of layer in a row", () => {
    const model = sequential({
      layers: [
        layers.rescaling({ scale: 0.5, offset: -0.25, inputShape: [13, 11, 3] }),
        layers.zeroPadding2d({
          padding: [
            [1, 2],
            [0, 1],
          ],
        }),
        layers.conv2d({ filters: 4, kernelSize: [3, 2], dilationRate: 2, activation: "elu" }),
        layers.batchNormalization({ scale: false }),
        layers.leakyReLU({ alpha: 0.1 }),
        layers.depthwiseConv2d({
          kernelSize: 3,
          depthMultiplier: 2,
          padding: "same",
          activation: "relu6",
        }),
        layers.separableConv2d({ filters: 5, kernelSize: 3, padding: "same", activation: "selu" }),
        layers.batchNormalization({ center: false, epsilon: 0.01 }),
        layers.activation({ activation: "softplus" }),
        layers.averagePooling2d({ poolSize: 2, strides: 1, padding: "same" }),
        layers.dropout({ rate: 0.5 }),
        layers.maxPooling2d({ poolSize: [2, 3], padding: "valid" }),
        layers.reLU({ maxValue: 6 }),
        layers.reshape({ targetShape: [18, 5] }),
        layers.dense({ units: 4, useBias: false, activation: "swish" }),
        layers.elu(),
        layers.gaussianNoise({ stddev: 1 }),
        layers.flatten(),
        layers.dense({ units: 6, activation: "tanh" }),
        layers.dense({ units: 3 }),
        layers.softmax(),
      ],
    });
    expect(distanceOf(model)).toBeLessThan(NEAR);
  });

  it("of layers along one axis, of other axes, and of slopes that are learned", () => {
    const model = sequential({
      layers: [
        layers.reshape({ targetShape: [12, 4], inputShape: [6, 8, 1] }),
        layers.conv1d({
          filters: 5,
          kernelSize: 3,
          padding: "same",
          dilationRate: 2,
          activation: "mish",
        }),
        layers.prelu({}),
        layers.permute({ dims: [2, 1] }),
        layers.permute({ dims: [2, 1] }),
        layers.maxPooling1d({ poolSize: 2, strides: 1, padding: "same" }),
        layers.conv1d({ filters: 4, kernelSize: 4, strides: 2, activation: "hardSigmoid" }),
        layers.layerNormalization({}),
        layers.averagePooling1d({ poolSize: 2 }),
        layers.globalAveragePooling1d({}),
        layers.dense({ units: 4, activation: "softsign" }),
        layers.dense({ units: 3, activation: "softmax" }),
      ],
    });
    expect(distanceOf(model)).toBeLessThan(NEAR);
  });

  it("of maps that grow, shrink, and are weighed by a gate", () => {
    const image = input({ shape: [8, 6, 3] });
    const up = layers.upSampling2d({ size: [2, 3] }).apply(image) as SymbolicTensor;
    const cut = layers
      .cropping2D({
        cropping: [
          [1, 3],
          [2, 0],
        ],
      })
      .apply(up) as SymbolicTensor;
    const sloped = layers.prelu({ sharedAxes: [1, 2] }).apply(cut) as SymbolicTensor;
    const gate = layers
      .dense({ units: 3, activation: "sigmoid" })
      .apply(layers.globalMaxPooling2d({}).apply(sloped)) as SymbolicTensor;
    const asMap = layers.reshape({ targetShape: [1, 1, 3] }).apply(gate) as SymbolicTensor;
    const weighed = layers.multiply().apply([sloped, asMap]) as SymbolicTensor;
    const both = layers.average().apply([weighed, sloped, cut]) as SymbolicTensor;
    const swapped = layers.permute({ dims: [3, 1, 2] }).apply(both) as SymbolicTensor;
    const flat = layers.flatten().apply(swapped) as SymbolicTensor;
    const answer = layers.dense({ units: 2 }).apply(flat) as SymbolicTensor;
    expect(distanceOf(functional({ inputs: image, outputs: answer }))).toBeLessThan(NEAR);
  });

  it("where layers branch, join, and are a model of their own that is called twice", () => {
    const image = input({ shape: [8, 8, 2] });
    const inner = sequential({
      name: "inner",
      layers: [
        layers.conv2d({
          filters: 2,
          kernelSize: 3,
          padding: "same",
          inputShape: [8, 8, 2],
          name: "one",
        }),
        layers.activation({ activation: "relu", name: "two" }),
      ],
    });
    const first = inner.apply(image) as SymbolicTensor;
    const sum = layers.add().apply([first, image]) as SymbolicTensor;
    const side = layers.concatenate({ axis: 2 }).apply([sum, image]) as SymbolicTensor;
    const shared = layers.conv2d({ filters: 2, kernelSize: 1, name: "shared" });
    const twice = shared.apply(shared.apply(side)) as SymbolicTensor;
    const both = layers
      .concatenate()
      .apply([
        layers.globalAveragePooling2d({}).apply(twice) as SymbolicTensor,
        layers.globalMaxPooling2d({}).apply(sum) as SymbolicTensor,
      ]) as SymbolicTensor;
    const answer = layers.dense({ units: 2, activation: "sigmoid" }).apply(both) as SymbolicTensor;
    const model = functional({ inputs: image, outputs: answer });
    expect(distanceOf(model)).toBeLessThan(NEAR);
  });
});
