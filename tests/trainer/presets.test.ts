// The models are what the paper and the table say, before any of them trains.
import { beforeAll, describe, expect, it } from "vitest";
import { chooseBackend } from "../../trainer/backend.ts";
import { parametersOf } from "../../trainer/parameters.ts";
import { type PresetName, presets } from "../../trainer/presets/index.ts";

const SEED = 1;

beforeAll(() => chooseBackend("wasm"));

function model(preset: PresetName, name: string): ReturnType<(typeof recipe)["build"]> {
  const recipe = presets[preset].models.find((one) => one.name === name)!;
  return recipe.build(SEED);
}

const recipe = presets.paper.models[0]!;

describe("presets", () => {
  it.each<[PresetName, string, number]>([
    ["paper", "dropout-0.2", 669_706],
    ["paper", "dropout-0.6", 669_706],
    ["paper", "dropout-0.9", 669_706],
    ["deep", "six-convolutions", 698_242],
    ["tiny", "relu", 26_506],
    ["tiny", "tanh", 26_506],
    ["tiny", "conv", 7_890],
    // The base of the cnn preset has 105,866; each of its models departs from it in one thing.
    ["cnn", "kernel-5x5", 114_314],
    ["cnn", "filters-32", 220_234],
    ["cnn", "batch-norm", 106_058],
  ])("%s/%s has %i parameters", (preset, name, count) => {
    expect(model(preset, name).countParams()).toBe(count);
  });

  it("paper is the paper's recipe", () => {
    const { batch, epochs, learningRate, optimizer, samples } = presets.paper;
    expect({ batch, epochs, learningRate, optimizer, samples }).toEqual({
      batch: 128,
      epochs: 15,
      learningRate: 0.001,
      optimizer: "rmsprop",
      samples: 10_000,
    });
    expect(presets.paper.models.map(({ traits }) => traits)).toEqual([
      { dropout: 0.2 },
      { dropout: 0.6 },
      { dropout: 0.9 },
    ]);
  });

  it("the paper's first kernel starts uniform on ±√(6/(784+512))", async () => {
    const [kernel] = await parametersOf(model("paper", "dropout-0.2"));
    const { name, shape, values } = kernel!;
    expect([name, shape]).toEqual(["hidden1/kernel", [784, 512]]);
    const mean = average(values, (value) => value);
    const variance = average(values, (value) => (value - mean) ** 2);
    const kurtosis = average(values, (value) => (value - mean) ** 4) / variance ** 2;
    const limit = Math.sqrt(6 / (784 + 512));
    expect(limit).toBeCloseTo(0.06804, 5);
    expect(Math.max(...bounds(values))).toBeLessThanOrEqual(limit * (1 + 1e-6));
    expect(Math.min(...bounds(values))).toBeGreaterThan(0.999 * limit);
    expect(Math.sqrt(variance)).toBeCloseTo(0.03928, 4);
    expect(variance).toBeCloseTo(0.0015432, 5);
    expect(kurtosis).toBeCloseTo(1.8, 2);
  });

  it("models of a preset share the initial weights of the layers they share", async () => {
    const [a] = await parametersOf(model("paper", "dropout-0.2"));
    const [b] = await parametersOf(model("paper", "dropout-0.9"));
    expect(a!.values).toEqual(b!.values);
  });

  it("another seed gives other weights, in every layer", async () => {
    const ours = await parametersOf(recipe.build(1));
    const others = await parametersOf(recipe.build(2));
    const kernels = ours.flatMap(({ name }, i) => (name.endsWith("/kernel") ? [i] : []));
    expect(kernels).toHaveLength(3);
    for (const i of kernels) expect(ours[i]!.values).not.toEqual(others[i]!.values);
  });
});

function average(values: Float32Array, of: (value: number) => number): number {
  let sum = 0;
  for (const value of values) sum += of(value);
  return sum / values.length;
}

/** How far the values reach to either side of zero. */
function bounds(values: Float32Array): [number, number] {
  let [below, above] = [0, 0];
  for (const value of values) {
    below = Math.max(below, -value);
    above = Math.max(above, value);
  }
  return [below, above];
}
