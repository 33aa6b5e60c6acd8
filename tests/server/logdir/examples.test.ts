// Files of examples in a log directory: whose they are, what is in them, and what is told of those that are none.
import { copyFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { ExamplesContent } from "#contract/examples.ts";
import { encodeSafetensors, type EncodableTensor } from "#contract/safetensors.ts";
import type { SourceExamples } from "../../../server/runs/source.ts";
import { safetensors, write } from "./checkpoints/written.ts";
import {
  append,
  EVENTS,
  follow,
  type Followed,
  scalar,
  summary,
  temporary,
  until,
} from "./followed.ts";

const FIXTURES = fileURLToPath(new URL("../../fixtures/examples", import.meta.url));
const FILE = "examples.safetensors";

const X: EncodableTensor = { name: "x", shape: [2, 1, 2], values: Uint8Array.of(0, 51, 102, 255) };
const Y: EncodableTensor = { name: "y", shape: [2], values: Int32Array.of(1, 0) };
const file = (metadata: Record<string, string> = {}, ...tensors: EncodableTensor[]): Uint8Array =>
  encodeSafetensors(tensors.length === 0 ? [Y, X] : tensors, metadata);

/** A log directory with these runs, that is followed. */
async function followed(runs: readonly string[], files: Record<string, Uint8Array>) {
  const folder = temporary();
  for (const run of runs) append(folder, join(run, EVENTS), scalar(0, 0));
  for (const [path, bytes] of Object.entries(files)) write(folder, path, bytes);
  const following = follow(folder);
  await following.logdir.ready;
  return { ...following, folder };
}

function examplesOf({ runs, ...rest }: Followed, run: string): SourceExamples {
  const { examples } = summary({ runs, ...rest }, run);
  return runs.examplesOf(examples?.id ?? "none")!;
}

async function fixture(name: string): Promise<ExamplesContent> {
  const path = join(FIXTURES, `${name}.npz`);
  const known = await followed(["run"], { "run/examples.npz": readFileSync(path) });
  return examplesOf(known, "run").read();
}

describe("examples", () => {
  it("are those in the run's directory, or in the nearest above it", async () => {
    const nearer = file({ origin: "nearer" });
    const known = await followed(["a/b/one", "a/two", "three"], {
      [`a/b/${FILE}`]: nearer,
      [FILE]: file(),
    });
    expect(summary(known, "a/b/one").examples!.file).toBe(`a/b/${FILE}`);
    expect(summary(known, "a/two").examples!.file).toBe(FILE);
    expect(summary(known, "three").examples).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
      file: FILE,
      count: 2,
      shape: [1, 2, 1],
      hasLabels: true,
    });
    expect(summary(known, "a/b/one").examples!.id).not.toBe(summary(known, "three").examples!.id);
    expect((await examplesOf(known, "a/b/one").read()).origin).toBe("nearer");
  });

  it("make no run of their directory, and are no checkpoint beside or in one", async () => {
    const known = await followed(["a/run"], {
      [`a/${FILE}`]: file(),
      [`a/run/checkpoints/${FILE}`]: file(),
      [`step-100/${FILE}`]: file(),
      "step-200/examples.npz": file(),
    });
    expect(known.runs.changesAfter(0).runs.map(({ name }) => name)).toEqual(["a/run"]);
    expect(summary(known, "a/run")).toMatchObject({ checkpoints: [], problems: [] });
  });

  it("that a person saved go before those that a trainer left", async () => {
    const known = await followed(["run"], {
      [FILE]: file(),
      "examples.npz": readFileSync(join(FIXTURES, "pixels.npz")),
    });
    expect(summary(known, "run").examples).toMatchObject({ file: "examples.npz", count: 3 });
  });

  it("have the same id wherever the same are", async () => {
    const known = await followed(["a/one", "b/two"], {
      [`a/${FILE}`]: file(),
      [`b/${FILE}`]: file(),
    });
    expect(summary(known, "a/one").examples!.id).toBe(summary(known, "b/two").examples!.id);
  });

  it("come, change and go while the directory is followed", async () => {
    const known = await followed(["a/run"], {});
    expect(summary(known, "a/run").examples).toBeNull();
    const path = join(known.folder, "a", FILE);
    writeFileSync(path, file());
    await until(() => summary(known, "a/run").examples?.count === 2);
    const before = summary(known, "a/run").examples!.id;
    const more = { name: "x", shape: [1, 2], values: Float32Array.of(1, 2) };
    writeFileSync(`${path}.partial`, file({}, more));
    renameSync(`${path}.partial`, path);
    await until(() => summary(known, "a/run").examples?.count === 1);
    expect(summary(known, "a/run").examples).toMatchObject({ shape: [2], hasLabels: false });
    expect(known.runs.examplesOf(before)).toBeUndefined();
    rmSync(path);
    await until(() => summary(known, "a/run").examples === null);
  });

  it("that are written over in place are other ones", async () => {
    const known = await followed(["a/run"], { [`a/${FILE}`]: file() });
    const before = summary(known, "a/run").examples!;
    const held = examplesOf(known, "a/run");
    writeFileSync(join(known.folder, "a", FILE), file({ scale: "1" }));
    await until(() => (summary(known, "a/run").examples?.id ?? before.id) !== before.id);
    expect((await examplesOf(known, "a/run").read()).scale).toBe(1);
    await expect(held.read()).rejects.toThrow(/was replaced/);
  });

  it("of a directory that comes later are those of the runs in it", async () => {
    const known = await followed(["run"], {});
    mkdirSync(join(known.folder, "later"));
    write(known.folder, `later/${FILE}`, file());
    append(known.folder, join("later/run", EVENTS), scalar(0, 0));
    await until(() => known.runs.loggedIn("later/run"));
    await until(() => summary(known, "later/run").examples !== null);
    expect(summary(known, "run").examples).toBeNull();
  });
});

describe("what is in a file", () => {
  it("is bytes with their scale, labels, names of classes and origin", async () => {
    const metadata = { scale: "0.5", classes: '["no","yes"]', origin: "by hand" };
    const known = await followed(["run"], { [`run/${FILE}`]: file(metadata) });
    expect(await examplesOf(known, "run").read()).toEqual({
      values: Uint8Array.of(0, 51, 102, 255),
      labels: Int32Array.of(1, 0),
      scale: 0.5,
      classes: ["no", "yes"],
      origin: "by hand",
    });
  });

  it("is what NumPy saved: pixels, with classes in words", async () => {
    expect(await fixture("pixels")).toEqual({
      values: Uint8Array.from({ length: 24 }, (_, i) => i),
      labels: Int32Array.of(2, 0, 1),
      scale: 1 / 255,
      classes: ["cat", "dog", "naïve ☃"],
      origin: null,
    });
  });

  it("is what NumPy saved: doubles in Fortran's order, packed, with one-hot labels and a scale", async () => {
    expect(await fixture("floats_fortran_one_hot")).toEqual({
      values: Float32Array.from({ length: 24 }, (_, i) => i / 8),
      labels: Int32Array.of(2, 0, 1),
      scale: 0.5,
      classes: null,
      origin: null,
    });
  });

  it("is what NumPy saved: values without labels, as they are", async () => {
    expect(await fixture("flat_without_labels")).toMatchObject({
      values: Float32Array.from({ length: 24 }, (_, i) => i),
      labels: new Int32Array(0),
      scale: 1,
    });
  });
});

describe("a file that holds no examples", () => {
  const LONG_HEADER = Buffer.alloc(8);
  LONG_HEADER.writeBigUInt64LE(2n ** 45n);
  const HUGE = safetensors({
    x: { dtype: "U8", shape: [2 ** 26, 28, 28], bytes: new Uint8Array() },
  });
  it.each([
    ["a header that claims terabytes", LONG_HEADER, /a header of 35184372088832 bytes/],
    ["a shape that its bytes do not fill", HUGE, /does not fill its shape/],
    ["nothing", new Uint8Array(), /shorter than/],
    ["no inputs", file({}, Y), /holds no array called x, images, x_test, but y; save them as x/],
    ["other labels", file({}, { ...Y, shape: [1], values: Int32Array.of(1) }, X), /not one label/],
    [
      "numbers of an odd kind",
      safetensors({ x: { dtype: "F8_E4M3", shape: [1, 2], bytes: new Uint8Array(2) } }),
      /"x": unavailable: F8_E4M3 is not drawn/,
    ],
  ])("(%s) is a problem in words, and another in its place is read", async (_, bytes, reason) => {
    const known = await followed(["run"], { [`run/${FILE}`]: bytes });
    expect(summary(known, "run")).toMatchObject({
      examples: null,
      problems: [{ file: `run/${FILE}`, reason: expect.stringMatching(reason) as string }],
    });
    expect(summary(known, "run").problems[0]!.reason).toMatch(/^not read as examples: /);
    write(known.folder, `run/${FILE}`, file());
    await until(() => summary(known, "run").examples !== null);
    await until(() => summary(known, "run").problems.length === 0);
  });

  it.each([
    [
      "NaN",
      file({}, { name: "x", shape: [2, 2], values: Float32Array.of(0, 1, 2, NaN) }),
      /example 1 holds NaN/,
    ],
    [
      "a label below 0",
      file({}, { ...Y, values: Int32Array.of(0, -1) }, X),
      /label of example 1 is -1/,
    ],
    ["a scale in words", file({ scale: "white" }), /its scale is white/],
    ["a scale of 0", file({ scale: "0" }), /its scale is 0/],
    [
      "a scale of several numbers",
      file({}, Y, { name: "scale", shape: [2], values: Float32Array.of(1, 2) }, X),
      /"scale" is not one number/,
    ],
    ["classes that are no list", file({ classes: '{"a":1}' }), /no list of names/],
    ["classes that are no JSON", file({ classes: "cat, dog" }), /no list of names/],
  ])("(%s) says so when it is read", async (_, bytes, reason) => {
    const known = await followed(["run"], { [`run/${FILE}`]: bytes });
    await expect(examplesOf(known, "run").read()).rejects.toThrow(reason);
  });

  it("because it is cut says so", async () => {
    const folder = temporary();
    append(folder, join("run", EVENTS), scalar(0, 0));
    copyFileSync(join(FIXTURES, "pixels.npz"), join(folder, "run/examples.npz"));
    const whole = readFileSync(join(FIXTURES, "pixels.npz"));
    writeFileSync(join(folder, "run/examples.npz"), whole.subarray(0, whole.length / 2));
    const known = follow(folder);
    await known.logdir.ready;
    expect(summary(known, "run").problems[0]!.reason).toMatch(/it is cut, or no ZIP file/);
  });
});
