// Keras logs its first epoch as 0 and saves it as 1: both stand at one step, and the summary says what the file said.
import { copyFileSync, cpSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { checkpointName } from "../../../server/logdir/checkpoints/names.ts";
import { epochsAhead } from "../../../server/runs/kerasEpochs.ts";
import { follow, type Followed, seriesOf, summary, temporary, until } from "../logdir/followed.ts";

const FIXTURES = fileURLToPath(new URL("../../fixtures", import.meta.url));
const SAVED = ["weights.01-0.61.weights.h5", "weights.02-0.67.weights.h5"];

/** What Keras 3 logged of two epochs, and where its ModelCheckpoint saves them. */
function logged(): { folder: string; save: (name: string, as?: string) => void } {
  const folder = temporary();
  cpSync(join(FIXTURES, "from_keras/my-run"), join(folder, "run"), { recursive: true });
  mkdirSync(join(folder, "run"), { recursive: true });
  const save = (name: string, as = name): void =>
    copyFileSync(join(FIXTURES, "checkpoints/keras3", name), join(folder, "run", as));
  return { folder, save };
}

function stepsOf(followed: Followed): number[] {
  const { tag } = summary(followed, "run").parameters.find(({ dtype }) => dtype !== null)!;
  const series = seriesOf(followed, "run", tag)!;
  return Array.from({ length: series.length }, (_, i) => Number(series.exactStep(i)));
}

describe("the checkpoints that Keras saved beside its log", () => {
  it("stand at the epochs that they were saved at", async () => {
    const { folder, save } = logged();
    for (const name of SAVED) save(name);
    const followed = follow(folder, { hints: false });
    await followed.logdir.ready;
    expect(summary(followed, "run")).toMatchObject({ checkpoints: [0, 1], checkpointsAhead: 1 });
    expect(stepsOf(followed)).toEqual([0, 1]);
  });

  it("stand where their names say without a log, and move when it comes, in another generation", async () => {
    const { folder, save } = logged();
    const log = join(folder, "run/train");
    cpSync(log, join(folder, "kept"), { recursive: true });
    for (const part of ["train", "validation"])
      rmSync(join(folder, "run", part), { recursive: true });
    for (const name of SAVED) save(name);
    const followed = follow(folder);
    await followed.logdir.ready;
    expect(summary(followed, "run")).toMatchObject({ checkpoints: [1, 2], checkpointsAhead: 0 });
    const { generation } = summary(followed, "run");
    cpSync(join(folder, "kept"), log, { recursive: true });
    await until(() => summary(followed, "run").checkpointsAhead === 1);
    expect(summary(followed, "run").checkpoints).toEqual([0, 1]);
    expect(summary(followed, "run").generation).toBeGreaterThan(generation);
    rmSync(log, { recursive: true });
    await until(() => summary(followed, "run").checkpointsAhead === 0);
    expect(stepsOf(followed)).toEqual([1, 2]);
  });

  it("stand where their names say when one is called 0, which ModelCheckpoint never is", async () => {
    const { folder, save } = logged();
    save(SAVED[0]!, "epoch-0.weights.h5");
    save(SAVED[1]!, "epoch-1.weights.h5");
    const followed = follow(folder, { hints: false });
    await followed.logdir.ready;
    expect(summary(followed, "run")).toMatchObject({ checkpoints: [0, 1], checkpointsAhead: 0 });
  });
});

describe("numbers in names", () => {
  it.each([
    ["weights.01-0.61.weights.h5", true],
    ["ckpt-2.keras", true],
    ["model_epoch_07.h5", true],
    ["checkpoint-3/model.keras", true],
    ["step-100.weights.h5", false],
    ["model-iter5.keras", false],
    ["model_it_5.keras", false],
    ["epoch_3.safetensors", false],
    ["final.keras", false],
  ])("in %s count epochs from 1 as Keras does: %s", (path, isKerasEpoch) => {
    expect(checkpointName(path)).toMatchObject({ isKerasEpoch });
  });

  it("are ahead of the log by one where all are Keras' and the log has come as far", () => {
    const numbered = (...steps: number[]) => steps.map((step) => ({ step, isKerasEpoch: true }));
    expect(epochsAhead(numbered(1, 2, 5), 4)).toBe(1);
    expect(epochsAhead(numbered(1, 2, 5), 3), "the file came before its epoch's events").toBe(1);
    expect(epochsAhead(numbered(1, 2, 6), 3)).toBe(0);
    expect(epochsAhead(numbered(0, 1), 4)).toBe(0);
    expect(epochsAhead(numbered(1), null)).toBe(0);
    expect(epochsAhead([], 4)).toBe(0);
    expect(epochsAhead([...numbered(1), { step: 2, isKerasEpoch: false }], 4)).toBe(0);
  });
});
