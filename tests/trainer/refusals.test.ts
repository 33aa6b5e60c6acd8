// What the trainer will not do, and what it says instead; what it does when the disk or the numbers give out.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadDataset } from "../../trainer/datasets/index.ts";
import { leaveExamples } from "../../trainer/examples.ts";
import { temporaryFolder, until } from "../support/layerlapse.ts";
import {
  eventFilesOf,
  logOf,
  MAIN,
  scalarsOf,
  startTrainer,
  train,
  valuesOf,
  watch,
} from "./trainedRun.ts";

const folder = temporaryFolder();
const logdir = join(folder.path, "logs");
const SHORT = ["--epochs", "1", "--samples", "64"];

beforeAll(() => train(logdir, ...SHORT));
afterAll(() => folder.remove());

/** The output of a training that has to fail. */
async function refusal(directory: string, ...args: string[]): Promise<string> {
  const trainer = startTrainer(directory, ...args);
  expect(await trainer.ended, trainer.output()).toBe(1);
  return trainer.output();
}

it("a finished run is finished, whatever backend would compute it now", async () => {
  const output = await train(logdir, ...SHORT, "--resume", "--backend", "cpu");
  expect(output).toContain("already finished");
});

describe("the trainer refuses", () => {
  it("a directory that holds a run, naming it and the ways out", async () => {
    const output = await refusal(logdir, ...SHORT);
    expect(output).toContain(join(logdir, "tiny/relu"));
    expect(output).toMatch(/--resume.*--name.*delete/);
    expect(output).not.toMatch(/\n\s+at /);
  });

  it("to resume with other hyperparameters, naming each", async () => {
    const output = await refusal(
      logdir,
      "--resume",
      "--epochs",
      "2",
      "--samples",
      "128",
      "--seed",
      "2",
    );
    expect(output).toContain("samples was 64 and is now 128");
    expect(output).toContain("seed was 1 and is now 2");
    expect(output).not.toContain("epochs was");
  });

  it("a run that another trainer is writing", async () => {
    const shared = join(folder.path, "shared");
    const first = startTrainer(shared, "--epochs", "100");
    await until(() => first.output().includes("epoch 0/"), { what: "epoch 0" });
    expect(await refusal(shared, "--epochs", "100", "--resume")).toMatch(
      /being written by another training \(process \d+/,
    );
    first.process.kill("SIGTERM");
    expect(await first.ended).toBe(130);
  });

  it("a backend that is not installed, with the command that adds it", async () => {
    const output = await refusal(join(folder.path, "gpu"), "--backend", "tensorflow-gpu");
    expect(output).toContain("npm install");
    expect(output).not.toMatch(/\n\s+at /);
  });

  it("a log directory that is a file, in words", async () => {
    const output = await refusal(MAIN, ...SHORT);
    expect(output).toMatch(/could not be made .*Choose another --logdir/);
    expect(output).not.toMatch(/\n\s+at /);
  });

  it.each([
    [["--preset", "huge"], /Allowed choices are paper, cnn, deep, tiny/],
    [["--model", "gru"], /has no model gru; it has relu, tanh, conv/],
    [["--name", "../elsewhere"], /no directory inside the log directory/],
    [["--epochs", "-1"], /whole number/],
    [["--learning_rate", "0"], /above 0/],
    [["--keep-checkpoints", "none"], /whole number/],
  ])("%j", async (args, said) => {
    expect(await refusal(join(folder.path, "never"), ...args)).toMatch(said);
  });
});

describe("the trainer goes on", () => {
  it("from NaN when nothing else is asked, and says so", async () => {
    const diverging = join(folder.path, "nan");
    const output = await train(
      diverging,
      "--learning_rate=1e30",
      "--epochs",
      "2",
      "--samples",
      "128",
    );
    expect(output.match(/diverged in epoch 1/g)).toHaveLength(1);
    const events = logOf(join(diverging, "tiny/relu"));
    expect(scalarsOf(events, "loss/test").at(-1)).toEqual([2, NaN]);
    const { counts, num } = valuesOf(events, "hidden1/kernel").at(-1)![1].histogram!;
    expect(num).toBe(784 * 32);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBeLessThan(num);
  });

  it("no further than the epoch that diverged when asked to stop", async () => {
    const stopping = join(folder.path, "nan-stop");
    const args = [
      "--learning-rate",
      "1e30",
      "--epochs",
      "5",
      "--samples",
      "128",
      "--on-nan",
      "stop",
    ];
    expect(await refusal(stopping, ...args)).toContain("stopped at epoch 1 as asked");
    const events = logOf(join(stopping, "tiny/relu"));
    expect(scalarsOf(events, "epoch_seconds").map(([step]) => step)).toEqual([0, 1]);
  });

  it("after a full disk, whose log stays readable, from where it was", async () => {
    const full = join(folder.path, "full");
    const args = ["--epochs", "4", "--samples", "64"];
    // The limit lets the checkpoints pass and stops the log after a few epochs; the examples would not fit.
    leaveExamples(join(full, "tiny/relu"), "mnist", () => loadDataset("mnist"));
    const argv = [MAIN, "--logdir", full, "--preset", "tiny", "--model", "relu", ...args];
    const limited = watch(
      spawn("bash", ["-c", 'ulimit -f 256 && exec "$0" "$@"', process.execPath, ...argv], {
        stdio: ["ignore", "pipe", "pipe"],
      }),
    );
    expect(await limited.ended).toBe(1);
    expect(limited.output()).toMatch(/events\.out\.tfevents.* could not be written.*--resume/);
    const run = join(full, "tiny/relu");
    const logged = scalarsOf(logOf(run), "epoch_seconds").map(([step]) => step);
    expect(logged.length).toBeGreaterThan(1);
    expect(logged.length).toBeLessThan(5);
    await train(full, ...args, "--resume");
    expect(eventFilesOf(run)).toHaveLength(2);
    expect(scalarsOf(logOf(run), "epoch_seconds").map(([step]) => step)).toEqual([0, 1, 2, 3, 4]);
  });
});
