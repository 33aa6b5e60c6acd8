// Checkpoints as a time axis: which steps they are, what several files of one step make, and the series of tensors.
import { renameSync, rmSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { summarise } from "#contract/distribution.ts";
import { histogramValue } from "#contract/eventlog/histogram.ts";
import {
  append,
  distributions,
  EVENTS,
  follow,
  type Followed,
  record,
  scalar,
  seriesOf,
  summaries,
  summary,
  temporary,
  until,
} from "../followed.ts";
import { floats, safetensors, write } from "./written.ts";

const tagsOf = (followed: Followed, run = "."): string[] =>
  summary(followed, run).parameters.map(({ tag }) => tag);
const problemsOf = (followed: Followed, run = "."): string[] =>
  summary(followed, run).problems.map(({ file, reason }) => `${file}: ${reason}`);
/** Steps and means of a tensor's series. */
async function course(followed: Followed, run: string, tag: string): Promise<[number, number][]> {
  const points = await distributions(followed, run, tag);
  return points.map(({ step, distribution }) => [step, distribution.mean]);
}

describe("a tensor's series", () => {
  it("has a point for every checkpoint, in the order of steps whatever the names", async () => {
    const folder = temporary();
    for (const step of [10, 2, 1])
      write(
        folder,
        `a/epoch_${step}.safetensors`,
        safetensors({ "dense.weight": floats(step, 0) }),
      );
    write(folder, "a/epoch_3.safetensors", safetensors({ "new.bias": floats(7) }));
    const followed = follow(folder);
    await followed.logdir.ready;
    expect(await course(followed, "a", "dense.weight")).toEqual([
      [1, 0.5],
      [2, 1],
      [10, 5],
    ]);
    expect(await course(followed, "a", "new.bias")).toEqual([[3, 7]]);
    expect(summary(followed, "a").checkpoints).toEqual([1, 2, 3, 10]);
    const [first] = await distributions(followed, "a", "dense.weight");
    expect(first!.distribution).toEqual(summarise(Float32Array.of(1, 0)));
  });

  it("is listed as the checkpoints hold it that are there now", async () => {
    const folder = temporary();
    const partial = write(folder, "a/2.part", safetensors({ w: floats(1, 2, 3), x: floats(4) }));
    write(folder, "a/step-1.safetensors", safetensors({ u: floats(1), w: floats(1, 2) }));
    const followed = follow(folder);
    await followed.logdir.ready;
    const listed = () =>
      summary(followed, "a")
        .parameters.toSorted((a, b) => (a.tag < b.tag ? -1 : 1))
        .map(({ tag, shape, points }) => [tag, shape, points]);
    expect(listed()).toEqual([
      ["u", [1], 1],
      ["w", [2], 1],
    ]);
    const second = join(folder, "a/step-2.safetensors");
    renameSync(partial, second);
    await until(() => summary(followed, "a").checkpoints.length === 2);
    expect(listed()).toEqual([
      ["u", [1], 1],
      ["w", [3], 2],
      ["x", [1], 1],
    ]);
    rmSync(second);
    await until(() => summary(followed, "a").checkpoints.length === 1);
    expect(listed()).toEqual([
      ["u", [1], 1],
      ["w", [2], 1],
    ]);
  });

  it("only grows while the generation stands, and makes another when an earlier point goes", async () => {
    const folder = temporary();
    const add = (step: number): void => {
      const partial = write(folder, `a/${step}.part`, safetensors({ w: floats(step) }));
      renameSync(partial, join(folder, `a/step-${step}.safetensors`));
    };
    for (const step of [1, 2]) add(step);
    const followed = follow(folder);
    await followed.logdir.ready;
    const { generation } = summary(followed, "a");
    const { number } = seriesOf(followed, "a", "w")!;
    add(3);
    await until(() => summary(followed, "a").parameters[0]!.points === 3);
    expect(summary(followed, "a")).toMatchObject({ generation, parameters: [{ series: number }] });
    rmSync(join(folder, "a/step-1.safetensors"));
    await until(() => summary(followed, "a").generation > generation);
    expect(await course(followed, "a", "w")).toEqual([
      [2, 2],
      [3, 3],
    ]);
  });

  it("is not told where histograms of it are logged, whose generation checkpoints that go leave alone", async () => {
    const folder = temporary();
    const value = histogramValue("dense/kernel", summarise(Float32Array.of(1, 2)), [2]);
    append(folder, `a/${EVENTS}`, record({ wallTime: 1, step: 1, values: [value] }));
    for (const step of [1, 2])
      write(folder, `a/epoch-${step}.safetensors`, safetensors({ "dense.kernel": floats(1, 2) }));
    write(folder, "a/epoch-3.safetensors", safetensors({ other: floats(3) }));
    const followed = follow(folder);
    await followed.logdir.ready;
    expect(tagsOf(followed, "a")).toEqual(expect.arrayContaining(["dense/kernel", "other"]));
    expect(tagsOf(followed, "a")).not.toContain("dense.kernel");
    const { generation } = summary(followed, "a");
    rmSync(join(folder, "a/epoch-1.safetensors"));
    await until(() => summary(followed, "a").checkpoints.join() === "2,3");
    expect(summary(followed, "a").generation).toBe(generation);
  });

  it("of a dtype that is not drawn is listed, and says so when it is asked for", async () => {
    const folder = temporary();
    const bytes = new Uint8Array(4);
    write(
      folder,
      "a/step-1.safetensors",
      safetensors({ q: { dtype: "F8_E4M3", shape: [2, 2], bytes } }),
    );
    const followed = follow(folder);
    await followed.logdir.ready;
    expect(summary(followed, "a").parameters).toMatchObject([
      { tag: "q", shape: [2, 2], count: 4 },
    ]);
    await expect(seriesOf(followed, "a", "q")!.frame(0, 1)).rejects.toThrow("F8_E4M3 is not drawn");
    const run = followed.runs.get(summary(followed, "a").id)!;
    expect(() => run.tensor(1, "q")).toThrow("F8_E4M3 is not drawn");
  });
});

describe("directories that are checkpoints", () => {
  it("belong to the run above them, and come and go while it is followed", async () => {
    const folder = temporary();
    append(folder, `a/${EVENTS}`, scalar(0, 0));
    write(folder, "a/checkpoint-500/model.safetensors", safetensors({ w: floats(5) }));
    write(folder, "a/checkpoints/step-1000/weights.safetensors", safetensors({ w: floats(10) }));
    append(folder, `a/checkpoint-500/${EVENTS}`, scalar(0, 0));
    const followed = follow(folder);
    await followed.logdir.ready;
    expect(await course(followed, "a", "w")).toEqual([
      [500, 5],
      [1000, 10],
    ]);
    expect([...summaries(followed).keys()]).toContain("a/checkpoint-500");
    write(folder, "a/checkpoint-1500/model.safetensors", safetensors({ w: floats(15) }));
    await until(() => summary(followed, "a").checkpoints.length === 3);
    rmSync(join(folder, "a/checkpoint-500/model.safetensors"));
    await until(() => summary(followed, "a").checkpoints.join() === "1000,1500");
  });

  it("hold parts of one model; a part that is missing is named until it comes", async () => {
    const folder = temporary();
    const part = (number: number): string =>
      `a/checkpoint-5/model-0000${number}-of-00003.safetensors`;
    write(folder, part(1), safetensors({ first: floats(1) }));
    write(folder, part(3), safetensors({ third: floats(3) }));
    const followed = follow(folder);
    await followed.logdir.ready;
    expect(tagsOf(followed, "a").toSorted()).toEqual(["first", "third"]);
    expect(problemsOf(followed, "a")).toEqual([expect.stringMatching(/00002-of-00003.*not there/)]);
    write(folder, part(2), safetensors({ second: floats(2) }));
    await until(() => problemsOf(followed, "a").length === 0);
    expect(tagsOf(followed, "a").toSorted()).toEqual(["first", "second", "third"]);
    expect(summary(followed, "a").checkpoints).toEqual([5]);
  });

  it("hold parts that an index names", async () => {
    const folder = temporary();
    const index = { weight_map: { w: "one.safetensors", v: "../two.safetensors", u: 3 } };
    write(folder, "a/step-1/model.safetensors.index.json", JSON.stringify(index));
    write(folder, "a/step-1/one.safetensors", safetensors({ w: floats(1) }));
    write(folder, "b/step-1/model.safetensors.index.json", "{}");
    write(folder, "b/step-2/model.safetensors", safetensors({ w: floats(1) }));
    const followed = follow(folder);
    await followed.logdir.ready;
    expect(problemsOf(followed, "a")).toEqual([
      expect.stringMatching(/two\.safetensors: .*not there/),
    ]);
    expect(problemsOf(followed, "b")).toEqual([expect.stringContaining("without a weight_map")]);
    expect(summary(followed, "b").checkpoints).toEqual([2]);
  });

  it("hold other files beside the model, whose tensors bear their file's name", async () => {
    const folder = temporary();
    write(folder, "a/checkpoint-5/adapter_model.safetensors", safetensors({ w: floats(2) }));
    write(folder, "a/checkpoint-5/model.safetensors", safetensors({ w: floats(1) }));
    write(
      folder,
      "a/checkpoint-5/optimizer.safetensors",
      safetensors({ w: floats(3), m: floats(4) }),
    );
    const followed = follow(folder);
    await followed.logdir.ready;
    expect(await course(followed, "a", "w")).toEqual([[5, 1]]);
    expect(await course(followed, "a", "optimizer/w")).toEqual([[5, 3]]);
    expect(await course(followed, "a", "optimizer/m")).toEqual([[5, 4]]);
    expect(await course(followed, "a", "adapter_model/w")).toEqual([[5, 2]]);
  });
});

describe("a model that is saved without a step", () => {
  const model = (value: number): Buffer => safetensors({ w: floats(value) });

  it("stands at 0 when there is nothing else", async () => {
    const folder = temporary();
    write(folder, "a/model.safetensors", model(1));
    const followed = follow(folder);
    await followed.logdir.ready;
    expect(await course(followed, "a", "w")).toEqual([[0, 1]]);
    expect(summary(followed, "a").checkpoints).toEqual([0]);
  });

  it("stands where the log was when it was written, and stays there when the log goes on", async () => {
    const folder = temporary();
    // Events have wall times 1000 + step.
    append(folder, `a/${EVENTS}`, scalar(0, 0), scalar(7, 0), scalar(90, 0));
    const path = write(folder, "a/model.safetensors", model(1));
    utimesSync(path, 1050, 1050);
    const followed = follow(folder);
    await followed.logdir.ready;
    expect(await course(followed, "a", "w")).toEqual([[7, 1]]);
    const { generation } = summary(followed, "a");
    append(folder, `a/${EVENTS}`, scalar(95, 0));
    await until(() => summary(followed, "a").lastStep === 95);
    expect(summary(followed, "a")).toMatchObject({ generation, checkpoints: [7] });
  });

  it("stands at the last checkpoint that has a step, which tells the weights that both have", async () => {
    const folder = temporary();
    write(folder, "a/checkpoint-5/model.safetensors", model(1));
    write(folder, "a/checkpoint-9/model.safetensors", model(2));
    write(folder, "a/model.safetensors", safetensors({ w: floats(2), extra: floats(3) }));
    const followed = follow(folder);
    await followed.logdir.ready;
    expect(await course(followed, "a", "w")).toEqual([
      [5, 1],
      [9, 2],
    ]);
    expect(await course(followed, "a", "extra")).toEqual([[9, 3]]);
    expect(summary(followed, "a").checkpoints).toEqual([5, 9]);
  });
});
