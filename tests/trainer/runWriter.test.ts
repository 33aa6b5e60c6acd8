// A run's files are named so that readers take them in the order they were written, whatever the clock did.
import { writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { eventFiles } from "../../trainer/runHistory.ts";
import { RunWriter } from "../../trainer/runWriter.ts";
import { temporaryFolder } from "../support/layerlapse.ts";
import { logOf, scalarsOf } from "./trainedRun.ts";

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => (folder = temporaryFolder()));
afterEach(() => folder.remove());

const DESCRIPTION = { name: "run", modelJson: "{}", hyperparameters: { epochs: 3 } };

function writer(firstEpoch: number): RunWriter {
  return new RunWriter(folder.path, DESCRIPTION, eventFiles(folder.path), firstEpoch);
}

function log(to: RunWriter, epoch: number): void {
  to.log({ epoch, scalars: { "loss/test": 1 / 3 }, parameters: [], seconds: 2 });
}

describe("a run's event files", () => {
  it("sort behind those of a clock that was ahead", () => {
    const ahead = "events.out.tfevents.4000000000.host.1.0";
    writeFileSync(join(folder.path, ahead), "");
    const name = basename(writer(1).path);
    expect([name, ahead].sort()).toEqual([ahead, name]);
    expect(name).toContain(".4000000001.");
  });

  it("come into being with the first epoch", () => {
    const first = writer(0);
    expect(eventFiles(folder.path)).toEqual([]);
    log(first, 0);
    expect(eventFiles(folder.path)).toEqual([basename(first.path)]);
  });

  it("supersede what earlier ones say from their first epoch on, and nothing before", () => {
    const first = writer(0);
    for (const epoch of [0, 1, 2]) log(first, epoch);
    const second = writer(2);
    log(second, 2);
    log(second, 3);
    const steps = scalarsOf(logOf(folder.path), "epoch_seconds").map(([step]) => step);
    expect(steps).toEqual([0, 1, 2, 3]);
  });

  it("hold scalars as float32 and the tag that marks a whole epoch last", () => {
    log(writer(0), 0);
    const values = logOf(folder.path).at(-1)!.values;
    expect(values.map(({ tag }) => tag)).toEqual(["loss/test", "epoch_seconds"]);
    expect(values[0]).toMatchObject({ plugin: "scalars", scalar: Math.fround(1 / 3) });
  });
});
