// Somebody else's model under `model.fit`, logged by the callback: the example to copy, and its edges.
import { join } from "node:path";
import { randomUniform, type Tensor, tensor2d } from "@tensorflow/tfjs-core";
import { layers, type LayersModel, sequential } from "@tensorflow/tfjs-layers";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { chooseBackend } from "../../trainer/backend.ts";
// In a project of your own: import { EventLogCallback } from "layerlapse";
import { EventLogCallback } from "../../trainer/index.ts";
import { temporaryFolder } from "../support/layerlapse.ts";
import {
  checkpointsOf,
  eventFilesOf,
  logOf,
  plainTensors,
  scalarsOf,
  valuesOf,
} from "./trainedRun.ts";

let folder: ReturnType<typeof temporaryFolder>;
let run: string;

beforeAll(() => chooseBackend("wasm"));
beforeEach(() => {
  folder = temporaryFolder();
  run = join(folder.path, "my-run");
});
afterEach(() => folder.remove());

/** Which of two numbers is the larger. */
function ownModel(): LayersModel {
  const model = sequential({
    layers: [
      layers.dense({ name: "mix", units: 8, activation: "tanh", inputShape: [2] }),
      layers.dense({ name: "decide", units: 1, activation: "sigmoid" }),
    ],
  });
  model.compile({ optimizer: "sgd", loss: "binaryCrossentropy", metrics: ["accuracy"] });
  return model;
}

function pairs(count: number): { x: Tensor; y: Tensor } {
  const x = randomUniform([count, 2], -1, 1, "float32", 7);
  const rows = x.arraySync() as [number, number][];
  return { x, y: tensor2d(rows.map(([a, b]) => [a > b ? 1 : 0])) };
}

describe("EventLogCallback", () => {
  it("logs a model of one's own from its initial weights on", async () => {
    const model = ownModel();
    const { x, y } = pairs(64);
    await model.fit(x, y, {
      epochs: 3,
      validationSplit: 0.25,
      verbose: 0,
      callbacks: new EventLogCallback(run, {
        checkpoints: "all",
        hyperparameters: { optimizer: "sgd" },
      }),
    });
    const events = logOf(run);
    const steps = (tag: string): number[] => valuesOf(events, tag).map(([step]) => step);
    for (const parameter of ["mix/kernel", "mix/bias", "decide/kernel", "decide/bias"]) {
      expect(steps(parameter), parameter).toEqual([0, 1, 2, 3]);
    }
    for (const scalar of ["loss/train", "accuracy/train", "loss/test", "accuracy/test"]) {
      expect(steps(scalar), scalar).toEqual([1, 2, 3]);
    }
    expect(steps("epoch_seconds")).toEqual([0, 1, 2, 3]);
    expect(valuesOf(events, "mix/kernel")[0]?.[1].description).toBe("shape [2, 8]");
    expect(valuesOf(events, "keras")[0]?.[1].text).toContain('"name":"mix"');
    const last = plainTensors(checkpointsOf(run).get("epoch-0003.safetensors")!);
    const kernel = await model.getLayer("mix").getWeights()[0]!.data();
    expect(last.get("mix/kernel")).toEqual({ shape: [2, 8], values: [...kernel] });
  });

  it("logs what fit reports", async () => {
    const { x, y } = pairs(64);
    const callback = new EventLogCallback(run);
    const { history } = await ownModel().fit(x, y, { epochs: 2, verbose: 0, callbacks: callback });
    const losses = (history["loss"] as number[]).map((loss, i) => [i + 1, Math.fround(loss)]);
    expect(scalarsOf(logOf(run), "loss/train")).toEqual(losses);
  });

  it("goes on counting in a second fit", async () => {
    const model = ownModel();
    const { x, y } = pairs(16);
    const callback = new EventLogCallback(run);
    await model.fit(x, y, { epochs: 2, verbose: 0, callbacks: callback });
    await model.fit(x, y, { epochs: 1, verbose: 0, callbacks: [callback] });
    const steps = scalarsOf(logOf(run), "epoch_seconds").map(([step]) => step);
    expect(steps).toEqual([0, 1, 2, 3]);
    expect(eventFilesOf(run)).toHaveLength(1);
  });

  it("refuses a directory that holds a run, and goes on with it from an initial epoch", async () => {
    const model = ownModel();
    const { x, y } = pairs(16);
    const fit = (initialEpoch: number, epochs: number): Promise<unknown> =>
      model.fit(x, y, { initialEpoch, epochs, verbose: 0, callbacks: new EventLogCallback(run) });
    await fit(0, 3);
    await expect(fit(0, 1)).rejects.toThrow(/my-run already holds a run/);
    await fit(2, 4);
    const steps = scalarsOf(logOf(run), "epoch_seconds").map(([step]) => step);
    expect(steps).toEqual([0, 1, 2, 3, 4]);
    expect(eventFilesOf(run)).toHaveLength(2);
  });

  it("writes no checkpoint unless asked to", async () => {
    const { x, y } = pairs(16);
    await ownModel().fit(x, y, { epochs: 1, verbose: 0, callbacks: new EventLogCallback(run) });
    expect(() => checkpointsOf(run)).toThrow("ENOENT");
  });
});
