// `layerlapse inspect` and `--inspect`: what a log directory holds and what is wrong with it, for people and scripts.
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { encodeEvent, scalarValue } from "#contract/eventlog/event.ts";
import { frameRecord } from "#contract/eventlog/tfrecord.ts";
import { MessageWriter } from "#contract/eventlog/wire.ts";
import { encodeSafetensors } from "#contract/safetensors.ts";
import { exitCode, layerlapse, temporaryFolder } from "../../support/layerlapse.ts";
import { writeRun } from "../../support/writtenRun.ts";

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => (folder = temporaryFolder()));
afterEach(() => folder.remove());

const FILE = "events.out.tfevents.1";

/** One scalar a step. */
function writeScalars(run: string, tag: string, points: readonly [step: number, value: number][]) {
  mkdirSync(join(folder.path, run), { recursive: true });
  for (const [step, value] of points) {
    const event = encodeEvent({ wallTime: 1, step, values: [scalarValue(tag, value)] });
    appendFileSync(join(folder.path, run, FILE), frameRecord(event));
  }
}

interface Report {
  logdir: string;
  runs: { name: string; tags: { tag: string }[]; problems: unknown[]; unfinished: unknown[] }[];
  problems: unknown[];
  ok: boolean;
}

async function output(code: number, ...args: string[]): Promise<string> {
  const running = layerlapse(args);
  expect(await exitCode(running.process), running.output()).toBe(code);
  return running.output();
}

const text = (code = 0) => output(code, "inspect", "--logdir", folder.path);

async function report(code = 0): Promise<Report> {
  return JSON.parse(await output(code, "inspect", "--logdir", folder.path, "--json")) as Report;
}

async function tagReport(code = 0): Promise<unknown> {
  const { runs } = await report(code);
  return runs[0]!.tags[0];
}

const plain = {
  kind: "scalars",
  outOfOrder: 0,
  superseded: 0,
  gaps: null,
  nonFinite: 0,
};

describe("of a directory in which all is well", () => {
  beforeEach(() => {
    const run = writeRun(folder.path, "run");
    for (let step = 0; step <= 2; step++) run.epoch(step, 0.5);
  });

  test("people read tags by kind with their steps", async () => {
    const read = await text();
    expect(read).toContain(`${folder.path}: 1 run\n`);
    expect(read).toMatch(/^run$/m);
    expect(read).toContain("  scalars: 2 tags\n    accuracy/test: 3 steps, first 0, last 2\n");
    expect(read).toContain("  histograms: 4 tags\n    hidden1/kernel: 3 steps, first 0, last 2\n");
    expect(read).toContain("  graph_keras_model: 1 tag\n");
    expect(read).not.toContain("!");
    expect(await output(0, "--logdir", folder.path, "--inspect")).toBe(read);
  });

  test("scripts read the same as JSON", async () => {
    const { runs, problems, ok, logdir } = await report();
    expect({ logdir, problems, ok }).toEqual({ logdir: folder.path, problems: [], ok: true });
    expect(runs).toHaveLength(1);
    expect(runs[0]).toMatchObject({ name: "run", checkpoints: [], unfinished: [], problems: [] });
    const [kernel] = runs[0]!.tags.filter(({ tag }) => tag === "hidden1/kernel");
    expect(kernel).toEqual({
      ...plain,
      kind: "histograms",
      tag: "hidden1/kernel",
      values: 3,
      steps: 3,
      firstStep: 0,
      lastStep: 2,
    });
  });

  test("checkpoints are told with their steps", async () => {
    mkdirSync(join(folder.path, "run", "checkpoints"));
    const bytes = encodeSafetensors(
      [{ name: "hidden1/kernel", shape: [1], values: Float32Array.of(1) }],
      {},
    );
    for (const step of [2, 10])
      writeFileSync(join(folder.path, "run", "checkpoints", `epoch-${step}.safetensors`), bytes);
    expect(await text()).toContain("  checkpoints: 2 steps, first 2, last 10\n");
    expect((await report()).runs[0]).toMatchObject({ checkpoints: [2, 10] });
  });

  test("examples are told with their number, shape and file", async () => {
    expect((await report()).runs[0]).toMatchObject({ examples: null });
    const x = { name: "x", shape: [3, 2, 4], values: new Uint8Array(24) };
    writeFileSync(join(folder.path, "examples.safetensors"), encodeSafetensors([x], {}));
    expect(await text()).toContain(
      "  examples: 3 examples of 2×4×1, without labels, in examples.safetensors\n",
    );
    const examples = { file: "examples.safetensors", count: 3, shape: [2, 4, 1], hasLabels: false };
    expect((await report()).runs[0]).toMatchObject({ examples });
  });

  test("tensors that only checkpoints hold are told by name", async () => {
    mkdirSync(join(folder.path, "saved"));
    const tensors = [{ name: "dense.weight", shape: [1], values: Float32Array.of(NaN) }];
    for (const step of [5, 6])
      writeFileSync(
        join(folder.path, "saved", `step-${step}.safetensors`),
        encodeSafetensors(tensors, {}),
      );
    expect(await text()).toContain(
      "  checkpointed: 1 tag\n    dense.weight: 2 steps, first 5, last 6\n",
    );
  });
});

describe("of a tag", () => {
  test("steps out of order and those written again are counted", async () => {
    writeScalars(
      "run",
      "a",
      [0, 1, 2, 3, 2, 3, 4].map((step) => [step, 1]),
    );
    expect(await tagReport()).toEqual({
      ...plain,
      tag: "a",
      values: 5,
      steps: 5,
      firstStep: 0,
      lastStep: 4,
      outOfOrder: 1,
      superseded: 2,
      gaps: { every: 1, missing: 0, places: 0, after: [] },
    });
    expect(await text()).toContain(
      "a: 5 steps, first 0, last 4, 1 out of order, 2 written again\n",
    );
  });

  test("missing steps are told where the usual distance is clear", async () => {
    const steps = [0, 10, 20, 30, 40, 70, 80, 90, 110, 120];
    writeScalars(
      "run",
      "a",
      steps.map((step) => [step, 1]),
    );
    const gaps = { every: 10, missing: 3, places: 2, after: [40, 90] };
    expect(await tagReport()).toMatchObject({ gaps });
    expect(await text()).toContain("last 120, every 10 but 3 missing (after 40, 90)\n");
  });

  test("without a usual distance none is missing", async () => {
    writeScalars(
      "run",
      "a",
      [0, 1, 3, 6, 10, 15, 21].map((step) => [step, 1]),
    );
    expect(await tagReport()).toMatchObject({ gaps: null });
  });

  test("several values at one step are told apart from steps", async () => {
    writeScalars(
      "run",
      "a",
      [5, 5, 5, 6].map((step) => [step, 1]),
    );
    expect(await tagReport()).toMatchObject({ values: 4, steps: 2 });
    expect(await text()).toContain("a: 4 values at 2 steps, first 5, last 6\n");
  });

  test("scalars and weights that are not finite are counted, and are no damage", async () => {
    writeScalars("run", "a", [
      [0, NaN],
      [1, 1],
      [2, -Infinity],
    ]);
    expect(await tagReport()).toMatchObject({ nonFinite: 2 });
    const histogram = new MessageWriter()
      .double(1, NaN)
      .double(3, 10)
      .doubles(6, [1, 2])
      .doubles(7, [0, 7]);
    const value = new MessageWriter().text(1, "w").message(5, histogram);
    mkdirSync(join(folder.path, "weights"));
    for (const step of [0, 1]) {
      appendFileSync(
        join(folder.path, "weights", FILE),
        frameRecord(encodeEvent({ wallTime: 1, step, values: [value] })),
      );
    }
    expect(await text()).toContain("w: 2 steps, first 0, last 1, 6 not finite\n");
  });

  test("a step beyond 2^53 keeps its digits", async () => {
    const summary = new MessageWriter().message(1, scalarValue("a", 1));
    const event = new MessageWriter()
      .double(1, 1)
      .varint(2, 2n ** 60n + 1n)
      .message(5, summary);
    mkdirSync(join(folder.path, "run"));
    appendFileSync(join(folder.path, "run", FILE), frameRecord(event.finish()));
    expect(await tagReport()).toMatchObject({ firstStep: "1152921504606846977" });
  });

  test("its name cannot steer the terminal, and is intact in the JSON", async () => {
    writeScalars("odd", "a\u001b[31m\u202eb", [[0, 1]]);
    expect(await text()).toContain("a\\u{1b}[31m\\u{202e}b");
    expect(await tagReport()).toMatchObject({ tag: "a\u001b[31m\u202eb" });
  });
});

describe("of what cannot be read", () => {
  test("a damaged record is told with its offset, and the exit code is 1", async () => {
    writeScalars("run", "a", [
      [0, 1],
      [1, 1],
      [2, 1],
    ]);
    writeScalars("good", "a", [[0, 1]]);
    const path = join(folder.path, "run", FILE);
    const bytes = readFileSync(path);
    const third = bytes.length / 3;
    bytes[third + 20]! ^= 1;
    writeFileSync(path, bytes);
    const { runs, ok } = await report(1);
    expect(ok).toBe(false);
    expect(runs.map(({ problems }) => problems)).toEqual([
      [],
      [{ file: `run/${FILE}`, offset: third, reason: expect.stringContaining("checksum") }],
    ]);
    expect(runs[1]!.tags[0]).toMatchObject({ values: 2 });
    const read = await text(1);
    expect(read).toContain(`  ! run/${FILE} at byte ${third}: `);
    expect(read).toContain("1 problem: look for the lines with !\n");
  });

  test("a record that is still being written is told, and is no damage", async () => {
    writeScalars("run", "a", [
      [0, 1],
      [1, 1],
    ]);
    const path = join(folder.path, "run", FILE);
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.subarray(0, bytes.length - 3));
    const { runs, ok } = await report();
    expect(ok).toBe(true);
    expect(runs[0]).toMatchObject({
      problems: [],
      unfinished: [{ file: `run/${FILE}`, offset: bytes.length / 2 }],
    });
    expect(await text()).toContain(
      `  … run/${FILE}: what begins at byte ${bytes.length / 2} is not whole yet\n`,
    );
  });

  test("a directory that does not exist is an error", async () => {
    const said = await output(1, "inspect", "--logdir", join(folder.path, "none"));
    expect(said).toContain("There is no directory");
  });
});
