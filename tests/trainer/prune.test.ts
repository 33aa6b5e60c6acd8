// A model without some units answers as the whole one does with them switched off, and is trained like any other.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Tensor, tensor } from "@tensorflow/tfjs-core";
import type { LayersModel } from "@tensorflow/tfjs-layers";
import * as fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Without } from "#contract/without.ts";
import { chooseBackend } from "../../trainer/backend.ts";
import { jobsFrom, trainProgram } from "../../trainer/options.ts";
import { type PresetName, presets } from "../../trainer/presets/index.ts";
import { pruned } from "../../trainer/prune.ts";
import { SeededDropout } from "../../trainer/seededDropout.ts";
import { withoutFrom, withoutInNames, withoutInWords } from "../../trainer/without.ts";
import { startTrainer } from "./trainedRun.ts";

beforeAll(() => chooseBackend("wasm"));

function model(preset: PresetName, name: string): LayersModel {
  return presets[preset].models.find((one) => one.name === name)!.build(1);
}

/** The whole model, its units silenced in what comes after them: rows of the next kernel are zero. */
function silenced(whole: LayersModel, layer: string, units: readonly number[]): void {
  const at = whole.layers.findIndex((one) => one.name === layer);
  const channels = (whole.layers[at]!.outputShape as number[]).at(-1)!;
  const next = whole.layers
    .slice(at + 1)
    .find((one) => ["Dense", "Conv2D"].includes(one.getClassName()))!;
  const [kernel, ...rest] = next.getWeights() as [Tensor, ...Tensor[]];
  const wide = kernel.shape.at(-1)!;
  const values = kernel
    .dataSync<"float32">()
    .map((value, i) => (units.includes(Math.floor(i / wide) % channels) ? 0 : value));
  next.setWeights([tensor(values, kernel.shape), ...rest]);
}

function answers(one: LayersModel): Float32Array {
  const shape = one.inputs[0]!.shape.slice(1) as number[];
  const values = Float32Array.from({ length: 3 * 784 }, (_, i) => ((i * 37) % 101) / 100);
  return (one.predict(tensor(values, [3, ...shape])) as Tensor).dataSync<"float32">();
}

describe("a model without some of its units", () => {
  it.each<[PresetName, string, string, number[]]>([
    ["tiny", "relu", "hidden1", [0, 3, 31]],
    ["tiny", "conv", "conv1", [2]],
    ["cnn", "kernel-5x5", "conv2", [0, 5, 6, 31]],
    ["cnn", "batch-norm", "conv1", [1, 15]],
    ["cnn", "batch-norm", "hidden1", [7]],
  ])(
    "%s/%s without units of %s answers as with them switched off",
    (preset, name, layer, units) => {
      const whole = model(preset, name);
      silenced(whole, layer, units);
      const expected = answers(whole);
      const less = pruned(model(preset, name), { [layer]: units });
      answers(less).forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 5));
      expect(less.countParams()).toBeLessThan(whole.countParams());
      expect(less.layers.map((one) => one.name)).toEqual(whole.layers.map((one) => one.name));
    },
  );

  it("leaves units out of several layers, and drops out as it did", () => {
    const less = pruned(model("tiny", "relu"), { hidden1: [1, 2], hidden2: [0] });
    const shapes = less.getWeights().map(({ shape }) => shape);
    expect(shapes).toEqual([[784, 30], [30], [30, 31], [31], [31, 10], [10]]);
    expect(less.layers.some((layer) => layer instanceof SeededDropout)).toBe(true);
  });

  it.each<[Without, RegExp]>([
    [{ output: [1] }, /left out of hidden1, hidden2; not of output/],
    [{ dropout1: [1] }, /not of dropout1/],
    [{ hidden1: [32] }, /units 0 to 31, and no 32/],
    [{ hidden2: Array.from({ length: 32 }, (_, i) => i) }, /no unit left/],
  ])("is refused where %o is not there to be left out", (without, words) => {
    expect(() => pruned(model("tiny", "relu"), without)).toThrow(words);
  });

  it("are those of one model that is named", () => {
    const options = trainProgram().parse(["--without", "hidden1:1"], { from: "user" });
    expect(() => jobsFrom(options.opts())).toThrow("--without needs --model");
  });

  it("is trained as a run of its own", async () => {
    const logdir = mkdtempSync(join(tmpdir(), "layerlapse-without-"));
    const short = ["--epochs", "0", "--without", "hidden1:3,17-20"];
    const trainer = startTrainer(logdir, ...short);
    expect(await trainer.ended).toBe(0);
    expect(trainer.output()).toContain("tiny/relu-without-hidden1.3.17-20: finished");
    rmSync(logdir, { recursive: true });
  });
});

describe("units on a command line", () => {
  it("are read back as they were told", () => {
    const layer = fc.stringMatching(/^[a-z][a-z0-9_]{0,9}$/).filter((name) => name !== "__proto__");
    const units = fc.uniqueArray(fc.nat(600), { minLength: 1 });
    fc.assert(
      fc.property(fc.dictionary(layer, units, { minKeys: 1, maxKeys: 3 }), (drawn) => {
        const without = Object.fromEntries(
          Object.entries(drawn).map(([name, all]) => [name, all.toSorted((a, b) => a - b)]),
        );
        expect(withoutFrom(withoutInWords(without).split(" "))).toEqual(without);
        expect(withoutInNames(without)).toMatch(/^without-[\w.-]+$/);
        expect(withoutInNames(without).length).toBeLessThan(60);
      }),
    );
  });

  it.each([
    "hidden1",
    "hidden1:",
    ":3",
    "hidden1:a",
    "hidden1:1:2",
    "hidden1:-3",
    "hidden1:5-3",
    "hidden1:0-9999999",
  ])("are refused where they are none: %s", (text) => {
    expect(() => withoutFrom([text])).toThrow(`--without ${text}`);
  });
});
