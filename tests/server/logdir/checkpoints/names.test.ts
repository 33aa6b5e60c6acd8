import { describe, expect, it } from "vitest";
import { checkpointName, isCheckpointFolder } from "../../../../server/logdir/checkpoints/names.ts";

describe("a checkpoint's step", () => {
  it.each([
    ["epoch-0003.safetensors", 3],
    ["epoch_12.safetensors", 12],
    ["epoch=3-step=1000.safetensors", 1000],
    ["step=1000-epoch=3.safetensors", 1000],
    ["step1000.safetensors", 1000],
    ["global_step_500.npz", 500],
    ["iter_0002000-loss0.31.npz", 2000],
    ["model_0003.npz", 3],
    ["ckpt-7.keras", 7],
    ["weights.03-0.91.weights.h5", 3],
    ["weights.12.h5", 12],
    ["cp-0010.weights.h5", 10],
    ["resnet50-v2-epoch-4.h5", 4],
    ["epoch=3-val_loss=0.25.safetensors", 3],
    ["checkpoint-500/model.safetensors", 500],
    ["checkpoint-500/model-00002-of-00003.safetensors", 500],
    ["checkpoint-500/model_1.safetensors", 500],
    ["checkpoint-500/model.safetensors.index.json", 500],
    ["checkpoints/step-1000/weights.npz", 1000],
    ["epoch=3-step=1000/model.safetensors", 1000],
    ["checkpoints/epoch_3-00001-of-00002.safetensors", 3],
    ["model.safetensors", null],
    ["resnet50.safetensors", null],
    ["llama-7b.safetensors", null],
    ["model-00001-of-00002.safetensors", null],
    ["best.weights.h5", null],
    ["final.keras", null],
    [`${"9".repeat(20)}.safetensors`, null],
  ])("of %s is %s", (path, step) => {
    expect(checkpointName(path)).toMatchObject({ step });
  });

  it.each([
    "epoch-0003.safetensors.partial",
    "data.npz",
    "dataset.h5",
    "mnist10k.npz",
    "model.safetensors.index",
    "index.json",
    "epoch-3.ckpt",
  ])("is not asked of %s, which is no checkpoint", (path) => {
    expect(checkpointName(path)).toBeNull();
  });

  it("of a name made to be slow to read is told at once", () => {
    const start = performance.now();
    for (const piece of ["1", "step", "-", "step-", "1.", "checkpoint_1-"])
      checkpointName(`${piece.repeat(4000)}/${piece.repeat(4000)}.npz`);
    expect(performance.now() - start).toBeLessThan(500);
  });
});

it("a directory that is a checkpoint, or holds some, belongs to the run above it", () => {
  const yes = ["checkpoints", "checkpoint-500", "step_10", "epoch=3-step=1000", "global_step100"];
  for (const name of yes) expect(isCheckpointFolder(name), name).toBe(true);
  const no = ["checkpoint", "run-500", "step", "epoch-3-lr-0.1", "500", "checkpoint-500-merged"];
  for (const name of no) expect(isCheckpointFolder(name), name).toBe(false);
});
