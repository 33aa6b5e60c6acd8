// `layerlapse export`: what is logged, as tables and arrays that other programs read.
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { crc32, gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { encodeEvent, scalarValue } from "#contract/eventlog/event.ts";
import { frameRecord } from "#contract/eventlog/tfrecord.ts";
import { MessageWriter } from "#contract/eventlog/wire.ts";
import { parseNpyHeader } from "#contract/npy.ts";
import { encodeSafetensors } from "#contract/safetensors.ts";
import { RECORDING_ID } from "#contract/snapshot/recordingId.ts";
import { unpackRecording } from "#contract/snapshot/recording.ts";
import { STORED, zipDataStart, zipEntries, zipTail } from "#contract/zip.ts";
import { exitCode, temporaryFolder } from "../../support/layerlapse.ts";
import { writeRun } from "../../support/writtenRun.ts";

const MAIN = fileURLToPath(new URL("../../../dist/server/main.js", import.meta.url));
const FIXTURES = fileURLToPath(new URL("../../fixtures", import.meta.url));
const FILE = "events.out.tfevents.1";

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => (folder = temporaryFolder()));
afterEach(() => folder.remove());

/** `layerlapse export --logdir … <args>`: its exit code, standard output and what it complained of. */
async function run(
  ...args: string[]
): Promise<{ code: number | null; bytes: Buffer; said: string }> {
  const child = spawn(process.execPath, [MAIN, "export", "--logdir", folder.path, ...args]);
  const pieces: Buffer[] = [];
  let said = "";
  child.stdout.on("data", (piece: Buffer) => pieces.push(piece));
  child.stderr.on("data", (piece: Buffer) => (said += piece.toString()));
  const closed = new Promise((resolve) => child.once("close", resolve));
  const code = await exitCode(child);
  await closed;
  return { code, bytes: Buffer.concat(pieces), said };
}

async function exported(...args: string[]): Promise<string> {
  const { code, bytes, said } = await run(...args);
  expect(code, said).toBe(0);
  return bytes.toString();
}

async function complaint(...args: string[]): Promise<string> {
  const { code, bytes, said } = await run(...args);
  expect([code, bytes.length]).toEqual([1, 0]);
  return said;
}

function append(name: string, step: number | bigint, values: MessageWriter[]): void {
  mkdirSync(join(folder.path, name), { recursive: true });
  const summary = new MessageWriter();
  for (const value of values) summary.message(1, value);
  const event = new MessageWriter().double(1, 0.5).varint(2, step).message(5, summary);
  appendFileSync(join(folder.path, name, FILE), frameRecord(event.finish()));
}

function writeTraining(): void {
  const written = writeRun(folder.path, "mlp");
  for (let step = 0; step <= 3; step++) written.epoch(step, step / 4);
}

/** The arrays of an .npz, read by our own readers of both formats; every checksum is compared. */
function arraysIn(bytes: Buffer): Record<string, (number | bigint)[]> {
  const tail = zipTail(bytes);
  if (!("directory" in tail)) throw new Error("a ZIP64 file");
  const { start, length, entries } = tail.directory;
  const arrays = zipEntries(bytes.subarray(start, start + length), entries).map((entry) => {
    expect(entry.method).toBe(STORED);
    const from = zipDataStart(entry, bytes.subarray(entry.headerAt));
    const file = Uint8Array.from(bytes.subarray(from, from + entry.length));
    expect(crc32(file)).toBe(entry.crc);
    const { dtype, shape, dataStart } = parseNpyHeader(file);
    expect(dataStart % 64).toBe(0);
    const kinds = { I64: BigInt64Array, F64: Float64Array, BOOL: Uint8Array };
    const values = new kinds[dtype as keyof typeof kinds](file.buffer, dataStart);
    expect(shape).toEqual([values.length]);
    return [entry.name.replace(/\.npy$/, ""), Array.from<number | bigint>(values)] as const;
  });
  return Object.fromEntries(arrays);
}

describe("scalars", () => {
  test("are a table of all tags, or of those that are named", async () => {
    writeTraining();
    const all = (await exported()).split("\n");
    expect(all[0]).toBe("tag,step,wall_time,value");
    expect(all).toHaveLength(1 + 8 + 1);
    expect(await exported("--run", "mlp", "--tag", "accuracy/test")).toBe(
      [
        "tag,step,wall_time,value",
        "accuracy/test,0,1780000000,0",
        "accuracy/test,1,1780000001,0.25",
        "accuracy/test,2,1780000002,0.5",
        "accuracy/test,3,1780000003,0.75",
        "",
      ].join("\n"),
    );
  });

  test("of any name, step and value are in the table as they are", async () => {
    const tag = 'a,"b"\nc';
    const values = [NaN, Infinity, -Infinity];
    [-1n, 0n, 2n ** 62n + 1n].forEach((step, i) =>
      append("run", step, [scalarValue(tag, values[i]!)]),
    );
    expect(await exported("--tag", tag)).toBe(
      'tag,step,wall_time,value\n"a,""b""\nc",-1,0.5,NaN\n"a,""b""\nc",0,0.5,Infinity\n' +
        '"a,""b""\nc",4611686018427387905,0.5,-Infinity\n',
    );
  });

  test("are JSON in which what is not finite is a string", async () => {
    for (const [step, value] of [NaN, 1, -Infinity].entries())
      append("run", step, [scalarValue("a", value), scalarValue("b", step)]);
    expect(JSON.parse(await exported("--format", "json"))).toEqual({
      run: "run",
      series: [
        {
          tag: "a",
          kind: "scalars",
          steps: [0, 1, 2],
          wall_times: [0.5, 0.5, 0.5],
          values: ["NaN", 1, "-Infinity"],
        },
        {
          tag: "b",
          kind: "scalars",
          steps: [0, 1, 2],
          wall_times: [0.5, 0.5, 0.5],
          values: [0, 1, 2],
        },
      ],
    });
  });

  test("that were written again come marked when they are asked for", async () => {
    for (const [step, value] of [
      [0, 1],
      [1, 2],
      [2, 3],
      [1, 4],
    ] as const)
      append("run", step, [scalarValue("a", value)]);
    expect(await exported()).toBe("tag,step,wall_time,value\na,0,0.5,1\na,1,0.5,4\n");
    expect(await exported("--superseded")).toBe(
      "tag,step,wall_time,value,superseded\na,0,0.5,1,false\na,1,0.5,4,false\na,1,0.5,2,true\na,2,0.5,3,true\n",
    );
    const { bytes } = await run("--superseded", "--format", "npz");
    expect(arraysIn(bytes)).toEqual({
      steps: [0n, 1n, 1n, 2n],
      wall_times: [0.5, 0.5, 0.5, 0.5],
      values: [1, 4, 2, 3],
      superseded: [0, 0, 1, 1],
    });
  });
});

describe("distributions", () => {
  beforeEach(writeTraining);

  test("are a table of their statistics", async () => {
    const [header, first, ...more] = (await exported("--tag", "output/kernel")).trim().split("\n");
    expect(header).toBe(
      "tag,step,wall_time,count,non_finite,zeros,min,max,mean,std,exact_bins,exact_moments",
    );
    expect(first).toMatch(/^output\/kernel,0,1780000000,320,0,0,-0\.\d+,0\.\d+,.*,true,true$/);
    expect(more).toHaveLength(3);
  });

  test("are a table of bins that add up to every weight", async () => {
    const [header, ...rows] = (await exported("--tag", "output/kernel", "--bins"))
      .trim()
      .split("\n");
    expect(header).toBe("tag,step,left,right,count");
    const ofStep = rows.map((row) => row.split(",")).filter(([, step]) => step === "2");
    expect(ofStep.reduce((sum, row) => sum + Number(row[4]), 0)).toBe(320);
    for (const row of ofStep) expect(Number(row[3])).toBeGreaterThan(Number(row[2]));
  });

  test("are the same numbers as arrays, as JSON and as a table", async () => {
    const path = join(folder.path, "kernel.npz");
    expect(await exported("--tag", "output/kernel", "--output", path)).toBe("");
    const arrays = arraysIn(readFileSync(path));
    const { series } = JSON.parse(await exported("--tag", "output/kernel", "--format", "json")) as {
      series: (Record<string, unknown[]> & { bins: { left: number; counts: number[] }[] })[];
    };
    const { bins, tag, kind, steps, ...columns } = series[0]!;
    expect([tag, kind]).toEqual(["output/kernel", "distributions"]);
    expect(arrays["steps"]!.map(Number)).toEqual(steps);
    for (const [name, values] of Object.entries(columns))
      expect(arrays[name]!.map(Number), name).toEqual(values.map(Number));
    const offsets = arrays["bin_offsets"]!.map(Number);
    bins.forEach(({ left, counts }, i) => {
      expect(arrays["bin_left"]![i]).toBe(left);
      expect(arrays["bin_counts"]!.slice(offsets[i], offsets[i + 1])).toEqual(counts);
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(320);
    });
    const table = (await exported("--tag", "output/kernel")).trim().split("\n");
    expect(table.slice(1).map((row) => Number(row.split(",")[9]))).toEqual(columns["std"]);
  });

  test("and scalars go into one file of arrays, called by their tags, but into no table", async () => {
    const tags = ["--tag", "output/bias", "--tag", "loss/test"];
    const { bytes } = await run(...tags, "--format", "npz");
    expect(Object.keys(arraysIn(bytes))).toEqual(
      expect.arrayContaining(["output/bias/std", "loss/test/values", "loss/test/steps"]),
    );
    expect(await complaint(...tags)).toContain('"loss/test" is a scalar');
  });
});

test("tensors that only checkpoints hold are distributions over their steps", async () => {
  mkdirSync(join(folder.path, "run"));
  for (const step of [1, 2]) {
    const values = Float32Array.from({ length: 8 }, (_, i) => i * step);
    writeFileSync(
      join(folder.path, "run", `step-${step}.safetensors`),
      encodeSafetensors([{ name: "dense.weight", shape: [2, 4], values }], {}),
    );
  }
  const { bytes } = await run("--tag", "dense.weight", "--format", "npz");
  expect(arraysIn(bytes)).toMatchObject({
    steps: [1n, 2n],
    count: [8, 8],
    zeros: [1, 1],
    max: [7, 14],
    mean: [3.5, 7],
    exact_bins: [1, 1],
    exact_moments: [1, 1],
  });
});

test("the layers that Keras logs under one tag are called by their names, and found by their numbers", async () => {
  cpSync(join(FIXTURES, "keras3_before_14"), folder.path, { recursive: true });
  const listed = (await exported("--list")).trim().split("\n");
  const tags = listed.filter((line) => line.includes("kernel/")).map((line) => line.split("\t")[2]);
  expect(tags).toEqual(["hidden/kernel/histogram", "output/kernel/histogram"]);
  const of = (tag: string): Promise<string> => exported("--run", "train", "--tag", tag);
  const second = await of("output/kernel/histogram");
  expect(second.split("\n")[1]).toMatch(/^output\/kernel\/histogram,0,/);
  expect(await of("kernel/histogram #1")).toBe(second);
  expect((await of("kernel/histogram")).split("\n")).toHaveLength(
    2 * second.split("\n").length - 2,
  );
});

describe("what cannot be exported is told in words", () => {
  test("a run or tag that is not there, with those that may be meant", async () => {
    writeTraining();
    for (const name of ["cnn-3x3", "cnn-5x5", "deep-1", "deep-2", "deep-3"])
      append(name, 0, [scalarValue("loss", 1)]);
    const said = await complaint("--run", "cnn-7x7");
    expect(said).toContain('There is no run "cnn-7x7":\n');
    expect(said).toContain("  cnn-3x3\n  cnn-5x5\n");
    expect(said).not.toContain("deep");
    expect(await complaint("--run", "mlp", "--tag", "acuracy/test")).toContain("  accuracy/test\n");
    expect(await complaint()).toContain("Say which run with --run:\n");
    expect(await complaint("--run", "../mlp")).toContain('There is no run "../mlp"');
  });

  test("a file that cannot be written; the one that was there stays", async () => {
    writeTraining();
    const nowhere = join(folder.path, "none", "x.csv");
    expect(await complaint("--output", nowhere)).toContain(`Cannot write ${nowhere}: `);
    const path = join(folder.path, "x.csv");
    writeFileSync(path, "kept");
    const mixed = ["--tag", "loss/test", "--tag", "output/bias", "--output", path];
    expect(await complaint(...mixed)).toContain("is a distribution");
    expect(readFileSync(path, "utf8")).toBe("kept");
    expect(readdirSync(folder.path).toSorted()).toEqual(["mlp", "x.csv"]);
    expect(existsSync(nowhere)).toBe(false);
  });

  test("what there is, is listed", async () => {
    writeTraining();
    append("odd\u001b[2J", 0, [scalarValue("a", 1)]);
    const lines = (await exported("--list")).trim().split("\n");
    expect(lines).toContain("mlp\tscalars\tloss/test\t4");
    expect(lines).toContain("mlp\tdistributions\toutput/kernel\t4");
    expect(lines).toContain("odd\\u{1b}[2J\tscalars\ta\t1");
  });
});

test("a run's own directory is enough: others are not read", async () => {
  writeTraining();
  mkdirSync(join(folder.path, "other"));
  const event = encodeEvent({ wallTime: 1, step: 0, values: [scalarValue("a", 1)] });
  appendFileSync(join(folder.path, "other", FILE), frameRecord(event));
  expect(await exported("--run", "mlp", "--list")).not.toContain("other");
  expect(await exported("--run", "other")).toBe("tag,step,wall_time,value\na,0,1,1\n");
});

describe("a snapshot", () => {
  test("is the page with the answers of the server in it", async () => {
    writeTraining();
    const other = writeRun(folder.path, "other", { seed: 2 });
    for (let step = 0; step <= 2; step++) other.epoch(step, step / 4);
    const file = join(folder.path, "snapshot.html");
    await exported(
      "--run",
      "mlp",
      "--against",
      "other",
      "--tag",
      "hidden1/bias",
      "--snapshot",
      file,
    );
    const text = readFileSync(file, "utf8");
    expect(text).toContain("<title>mlp and other – Layerlapse</title>");
    const base64 = new RegExp(`id="${RECORDING_ID}">([^<]+)<`).exec(text)![1]!;
    const bytes = Uint8Array.from(gunzipSync(Buffer.from(base64, "base64")));
    const { query, messages, answers } = unpackRecording(bytes.buffer);
    expect(query).toBe("a=mlp&b=other&parameter=hidden1%2Fbias");
    expect(messages.map(({ type }) => type)).toEqual(["hello", "runs"]);
    // Of each of four parameters its snapshots and what is measured of them, of two scalars their points, the findings.
    expect(answers.size).toBe(2 * (4 * 2 + 2) + 1);
    expect(JSON.stringify(messages)).not.toContain(folder.path);
  });

  test("of what there is not is refused, and no file is left", async () => {
    writeTraining();
    const file = join(folder.path, "snapshot.html");
    expect(await complaint("--run", "mpl", "--snapshot", file)).toContain("there are mlp");
    expect(await complaint("--against", "mlp")).toContain("--snapshot");
    expect(await complaint("--tag", "nothing", "--snapshot", file)).toContain("no weights called");
    expect(existsSync(file)).toBe(false);
  });
});
