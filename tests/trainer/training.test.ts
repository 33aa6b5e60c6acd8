// The built trainer from its command line to what lies on disk, read back by code that shares nothing with it.
import { existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder, until } from "../support/layerlapse.ts";
import {
  checkpointsOf,
  eventFilesOf,
  logOf,
  plainTensors,
  scalarsOf,
  startTrainer,
  train,
  valuesOf,
} from "./trainedRun.ts";

/** Adam, because a resumed one is the hardest to keep the same; dropout is in the model. */
const OPTIONS = ["--epochs", "4", "--samples", "640", "--optimizer", "adam", "--seed", "7"];
const RUN = "tiny/relu";
const FILES = [0, 1, 2, 3, 4].map((epoch) => `epoch-000${epoch}.safetensors`);

const folder = temporaryFolder();
const reference = join(folder.path, "reference", RUN);

const newLogdir = (() => {
  let count = 0;
  return () => join(folder.path, String(++count));
})();

beforeAll(() => train(join(folder.path, "reference"), ...OPTIONS));
afterAll(() => folder.remove());

/** The run's log and weights are those of a training that nobody disturbed. */
function expectUndisturbed(run: string): void {
  expect([...checkpointsOf(run).keys()]).toEqual(FILES);
  for (const [name, bytes] of checkpointsOf(reference)) {
    expect(checkpointsOf(run).get(name)?.equals(bytes), name).toBe(true);
  }
  const [ours, theirs] = [logOf(run), logOf(reference)];
  for (const tag of ["accuracy/test", "accuracy/train", "loss/test", "loss/train"]) {
    expect(scalarsOf(ours, tag)).toEqual(scalarsOf(theirs, tag));
  }
  expect(valuesOf(ours, "hidden1/kernel")).toEqual(valuesOf(theirs, "hidden1/kernel"));
  expect(scalarsOf(ours, "epoch_seconds").map(([step]) => step)).toEqual([0, 1, 2, 3, 4]);
}

describe("a training", () => {
  it("logs every epoch once, epoch 0 included, with everything that is promised", () => {
    expect(eventFilesOf(reference)).toHaveLength(1);
    expect(eventFilesOf(reference)[0]).toMatch(/^events\.out\.tfevents\.\d{10}\..+\.\d+\.0$/);
    const events = logOf(reference);
    expect(events[0]?.fileVersion).toBe("brain.Event:2");
    const scalars = ["accuracy/test", "accuracy/train", "loss/test", "loss/train"];
    for (const tag of [...scalars, "learning_rate", "epoch_seconds"]) {
      expect(
        scalarsOf(events, tag).map(([step]) => step),
        tag,
      ).toEqual([0, 1, 2, 3, 4]);
    }
    expect(scalarsOf(events, "learning_rate")[0]?.[1]).toBeCloseTo(0.002, 8);
    expect(scalarsOf(events, "accuracy/test").at(-1)?.[1]).toBeGreaterThan(0.6);
    // Each epoch is one record, so that it is there or not.
    expect(
      events.filter(({ values }) => values.some(({ tag }) => tag === "loss/test")),
    ).toHaveLength(5);
  });

  it("logs a histogram of every parameter that holds all its weights", () => {
    const events = logOf(reference);
    const [name, bytes] = [...checkpointsOf(reference)].at(-1)!;
    expect(name).toBe("epoch-0004.safetensors");
    const tensors = plainTensors(bytes);
    expect([...tensors.keys()]).toEqual(
      ["hidden1", "hidden2", "output"].flatMap((layer) => [`${layer}/kernel`, `${layer}/bias`]),
    );
    for (const [tag, { shape, values }] of tensors) {
      const [step, { description, histogram }] = valuesOf(events, tag).at(-1)!;
      expect(step).toBe(4);
      expect(description).toBe(`shape [${shape.join(", ")}]`);
      expect(histogram!.counts.reduce((sum, count) => sum + count, 0)).toBe(values.length);
      expect(histogram!.num).toBe(values.length);
      expect(histogram!.sum).toBeCloseTo(
        values.reduce((sum, value) => sum + value, 0),
        6,
      );
      expect([histogram!.min, histogram!.max]).toEqual([Math.min(...values), Math.max(...values)]);
      // Every weight lies in the bucket that counts it.
      const first = histogram!.limits.findIndex((limit) => limit > 0);
      const below = values.filter((value) => value < (histogram!.limits[first - 1] ?? -Infinity));
      const counted = histogram!.counts.slice(0, first).reduce((sum, count) => sum + count, 0);
      expect(counted).toBe(below.length);
    }
  });

  it("logs the model's JSON and the hyperparameters where TensorBoard looks for them", () => {
    const events = logOf(reference);
    const keras = valuesOf(events, "keras")[0]![1];
    expect(keras).toMatchObject({ plugin: "graph_keras_model", pluginContent: "1" });
    const model = JSON.parse(keras.text!) as { config: { layers: { class_name: string }[] } };
    expect(model.config.layers.map(({ class_name }) => class_name)).toEqual([
      "Dense",
      "Dropout",
      "Dense",
      "Dense",
    ]);
    const start = valuesOf(events, "_hparams_/session_start_info")[0]![1];
    expect(start.plugin).toBe("hparams");
    for (const name of [
      "epochs",
      "samples",
      "seed",
      "optimizer",
      "adam",
      "wasm",
      "learning_rate",
    ]) {
      expect(start.pluginContent).toContain(name);
    }
    expect(valuesOf(events, "_hparams_/session_end_info").map(([step]) => step)).toEqual([4]);
  });

  it("gives 16 snapshots for 15 epochs", async () => {
    const logdir = newLogdir();
    await train(logdir, "--epochs", "15", "--samples", "64", "--keep-checkpoints", "5");
    const run = join(logdir, RUN);
    expect(valuesOf(logOf(run), "hidden1/kernel").map(([step]) => step)).toEqual(
      Array.from({ length: 16 }, (_, i) => i),
    );
    expect([...checkpointsOf(run).keys()]).toEqual(
      ["0000", "0005", "0010", "0015"].map((epoch) => `epoch-${epoch}.safetensors`),
    );
  });

  it("gives the same weights, byte for byte, from the same seed", async () => {
    const logdir = newLogdir();
    await train(logdir, ...OPTIONS);
    expectUndisturbed(join(logdir, RUN));
  });

  it("goes on after kill -9 in mid-epoch as if nothing had been", async () => {
    const logdir = newLogdir();
    const run = join(logdir, RUN);
    const killed = startTrainer(logdir, ...OPTIONS);
    await until(() => killed.output().includes("epoch 2/4"), { what: "epoch 2" });
    process.kill(lockHolder(run), "SIGKILL");
    expect(await killed.ended).toBe(1);
    expect(killed.output()).toContain("--resume");
    expect(scalarsOf(logOf(run), "epoch_seconds").map(([step]) => step)).toEqual([0, 1, 2]);
    await train(logdir, ...OPTIONS, "--resume");
    expect(eventFilesOf(run)).toHaveLength(2);
    expectUndisturbed(run);
  });

  it("logs the epoch whose checkpoint was written and whose log was torn", async () => {
    const logdir = newLogdir();
    const run = join(logdir, RUN);
    await train(logdir, ...OPTIONS.with(1, "2"));
    const log = join(run, eventFilesOf(run)[0]!);
    truncateSync(log, readFileSync(log).length - 1000);
    expect(scalarsOf(logOf(run), "epoch_seconds").map(([step]) => step)).toEqual([0, 1]);
    await train(logdir, ...OPTIONS, "--resume");
    expectUndisturbed(run);
  });

  it("goes back to the newest checkpoint where later ones were lost", async () => {
    const logdir = newLogdir();
    const run = join(logdir, RUN);
    await train(logdir, ...OPTIONS.with(1, "1"));
    const state = join(run, "checkpoints", "optimizer-0001.state");
    const early = readFileSync(state);
    await train(logdir, ...OPTIONS.with(1, "3"), "--resume");
    for (const epoch of [2, 3]) rmSync(join(run, "checkpoints", FILES[epoch]!));
    writeFileSync(state, early);
    await train(logdir, ...OPTIONS, "--resume");
    expectUndisturbed(run);
  });

  it("stops cleanly on Ctrl-C and goes on when resumed", async () => {
    const logdir = newLogdir();
    const run = join(logdir, RUN);
    const trainer = startTrainer(logdir, ...OPTIONS);
    await until(() => trainer.output().includes("epoch 1/4"), { what: "epoch 1" });
    trainer.process.kill("SIGINT");
    expect(await trainer.ended).toBe(130);
    expect(trainer.output()).toContain("stopped; go on with --resume");
    expect(existsSync(join(run, "trainer.lock"))).toBe(false);
    await train(logdir, ...OPTIONS, "--resume");
    expectUndisturbed(run);
  });

  it("stops its workers cleanly when it is itself killed", async () => {
    const logdir = newLogdir();
    const run = join(logdir, RUN);
    const trainer = startTrainer(logdir, ...OPTIONS.with(1, "1000"));
    await until(() => trainer.output().includes("epoch 1/"), { what: "epoch 1" });
    trainer.process.kill("SIGKILL");
    await until(() => !existsSync(join(run, "trainer.lock")), { what: "the worker's end" });
  });

  it("leaves a finished run as it is when resumed", async () => {
    const before = readFileSync(join(reference, eventFilesOf(reference)[0]!));
    const output = await train(join(folder.path, "reference"), ...OPTIONS, "--resume");
    expect(output).toContain("already finished");
    expect(eventFilesOf(reference)).toHaveLength(1);
    expect(readFileSync(join(reference, eventFilesOf(reference)[0]!))).toEqual(before);
  });
});

function lockHolder(run: string): number {
  return (JSON.parse(readFileSync(join(run, "trainer.lock"), "utf8")) as { pid: number }).pid;
}
