// The command that trains a model again without some units: the trainer must take it for what is switched off.
import { describe, expect, it } from "vitest";
import { networkFromJson } from "../../../../client/network/graph/fromJson.ts";
import { retraining } from "../../../../client/views/occlusion/retraining.ts";
import type { Lesions } from "../../../../client/views/occlusion/options.ts";
import { jobsFrom, trainProgram } from "../../../../trainer/options.ts";

const dense = (name: string, units: number) => ({
  class_name: "Dense",
  config: { name, units, activation: "relu" },
});
const NETWORK = networkFromJson(
  JSON.stringify({
    class_name: "Sequential",
    config: {
      name: "relu",
      layers: [
        { class_name: "InputLayer", config: { name: "in", batch_shape: [null, 784] } },
        dense("hidden1", 32),
        dense("hidden2", 32),
        dense("output", 10),
      ],
    },
  }),
);
const HPARAMS = {
  activation: "relu",
  preset: "tiny",
  model: "relu",
  data: "mnist",
  epochs: 3,
  samples: 640,
  batch: 64,
  optimizer: "adam",
  learning_rate: 0.01,
  seed: 7,
};
const RUN = { name: "my tests/relu", hparams: HPARAMS };

function command(off: Lesions, run: Parameters<typeof retraining>[0] = RUN): string | null {
  return retraining(run, NETWORK, off, "/data/it's here");
}

describe("retraining without units", () => {
  it("is the command that the trainer takes for the same training without them", () => {
    const words = command(
      new Map<string, readonly number[]>([
        ["hidden1", [3, 4, 5, 17]],
        ["hidden2", [0]],
        ["elsewhere", [1]],
      ]),
    )!;
    expect(words).toContain(`--logdir '/data/it'\\''s here' --name 'my tests'`);
    const argv = words.split(" ").slice(words.split(" ").indexOf("--preset"));
    const [job] = jobsFrom(trainProgram().parse(argv, { from: "user" }).opts());
    expect(job).toMatchObject({
      preset: "tiny",
      model: "relu",
      epochs: 3,
      samples: 640,
      batch: 64,
      optimizer: "adam",
      learningRate: 0.01,
      seed: 7,
      without: { hidden1: [3, 4, 5, 17], hidden2: [0] },
    });
  });

  it.each<[string, string | null]>([
    ["nothing that it has is off", command(new Map([["elsewhere", [1]]]))],
    ["a whole layer is off", command(new Map([["hidden1", "all"]]))],
    ["answers are off", command(new Map([["output", [1]]]))],
    [
      "another program trained it",
      command(new Map([["hidden1", [1]]]), { name: "x", hparams: { epochs: 3 } }),
    ],
    [
      "it lacks units already",
      command(new Map([["hidden1", [1]]]), {
        name: "x",
        hparams: { ...HPARAMS, without: "hidden1:2" },
      }),
    ],
  ])("is not offered where %s", (_, words) => {
    expect(words).toBeNull();
  });
});
