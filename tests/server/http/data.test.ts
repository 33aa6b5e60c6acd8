// Runs, points and tensors over HTTP: what they answer, for how long, and what they refuse.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fromColumns } from "#contract/distributionColumns.ts";
import { unpackFrame } from "#contract/frames.ts";
import {
  pointsPath,
  type RunSummary,
  type SeriesCursor,
  type ServerFrame,
  tensorPath,
} from "#contract/protocol.ts";
import { encodeSafetensors } from "#contract/safetensors.ts";
import { until } from "../../support/layerlapse.ts";
import { type WrittenRun, writeRun } from "../../support/writtenRun.ts";
import { type Started, start } from "./startedApp.ts";

const FOR_EVER = "private, max-age=31536000, immutable";
const STEP = 3;
/** A name from someone who means no good, or nothing: it is shown, never obeyed. */
const ODD_NAME = `<img src=x onerror=alert(1)>/\u202e\u0007 & "quotes" %2f é`;
const LONG_NAME = "block/".repeat(1000);

let started: Started;
let written: WrittenRun;
let server: string;
let run: RunSummary;
let scalar: SeriesCursor;
let histogram: SeriesCursor;

interface List {
  server: string;
  revision: number;
  logdir: { path: string };
  runs: RunSummary[];
}
const list = async (): Promise<List> =>
  (await fetch(new URL("api/runs", started.url))).json() as Promise<List>;
const get = (path: string) => fetch(new URL(path, started.url));

beforeAll(async () => {
  started = await start();
  written = writeRun(started.logdir, "run");
  for (let step = 0; step <= STEP; step++) written.epoch(step, step / 10);
  const checkpoints = join(started.logdir, "run", "checkpoints");
  mkdirSync(checkpoints);
  const values = Float32Array.of(1, -2, NaN, 0.5, Infinity, 3);
  writeFileSync(
    join(checkpoints, `epoch-000${STEP}.safetensors`),
    encodeSafetensors(
      [
        { name: "hidden1/kernel", shape: [2, 3], values },
        { name: LONG_NAME, shape: [1], values: Float32Array.of(9) },
        { name: ODD_NAME, shape: [1], values: Float32Array.of(7) },
      ],
      {},
    ),
  );
  run = await until(async () => {
    const { runs } = await list();
    return runs.find(
      ({ checkpoints, scalars }) => checkpoints.length > 0 && scalars[0]?.points === STEP + 1,
    );
  });
  ({ server } = await list());
  const { id, generation, scalars, parameters } = run;
  const cursor = { run: id, generation, points: 0 };
  scalar = { ...cursor, series: scalars.find(({ tag }) => tag === "accuracy/test")!.series };
  histogram = { ...cursor, series: parameters.find(({ tag }) => tag === "hidden1/kernel")!.series };
});
afterAll(async () => {
  await started.stop();
  expect(started.reports).toEqual([]);
});

describe("api/runs", () => {
  test("lists what is known, for scripts, and is never kept", async () => {
    const answer = await get("api/runs");
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const { runs, logdir, revision } = (await answer.json()) as List;
    expect(logdir.path).toBe(started.logdir);
    expect(revision).toBeGreaterThan(0);
    expect(runs).toMatchObject([{ name: "run", lastStep: STEP, checkpoints: [STEP] }]);
  });
});

describe("api/points", () => {
  test("scalars come as one frame that may be kept for ever", async () => {
    const answer = await get(pointsPath(server, { ...scalar, points: 1 }, STEP + 1));
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toBe(FOR_EVER);
    const { meta, columns } = unpackFrame(await answer.arrayBuffer());
    expect(meta as ServerFrame).toMatchObject({ type: "scalars", run: run.id, from: 1 });
    expect([...columns[0]!]).toEqual([1, 2, 3]);
    expect([...columns[2]!].map((value) => value.toFixed(1))).toEqual(["0.1", "0.2", "0.3"]);
  });

  test("distributions come with every weight counted", async () => {
    const answer = await get(pointsPath(server, histogram, STEP + 1));
    const { meta, columns } = unpackFrame(await answer.arrayBuffer());
    expect(meta as ServerFrame).toMatchObject({ type: "distributions", from: 0 });
    const points = fromColumns(columns);
    expect(points.map(({ step }) => step)).toEqual([0, 1, 2, 3]);
    for (const { distribution } of points) {
      expect(distribution.bins.reduce((sum, count) => sum + count, 0)).toBe(784 * 32);
    }
  });

  test("another start of the server, another generation, no such run: 410 and 404", async () => {
    const status = async (path: string): Promise<[number, string | null]> => {
      const answer = await get(path);
      const body = (await answer.json()) as { error: string; remedy: string };
      expect(body).toEqual({ error: expect.any(String), remedy: expect.any(String) });
      return [answer.status, answer.headers.get("cache-control")];
    };
    const of = (change: Partial<SeriesCursor>, by = server) =>
      status(pointsPath(by, { ...scalar, ...change }, 1));
    expect(await of({}, "earlier")).toEqual([410, "no-store"]);
    expect(await of({ generation: scalar.generation + 1 })).toEqual([410, "no-store"]);
    expect(await of({ run: "none" })).toEqual([404, "no-store"]);
    expect(await of({ run: "constructor" })).toEqual([404, "no-store"]);
    expect(await of({ series: 999 })).toEqual([404, "no-store"]);
  });

  test.for([
    ["0-5", 416],
    ["2-2", 416],
    ["3-1", 416],
    ["0-1000000000000", 416],
    ["-1-2", 400],
    ["0", 400],
    ["0-1-2", 400],
    ["a-b", 400],
    ["00-1", 400],
    ["0-1e3", 400],
    ["0-0x2", 400],
    ["0- 1", 400],
    ["0-99999999999999999999", 400],
  ] as const)("the range %s is %i", async ([range, status]) => {
    const path = pointsPath(server, scalar, 1).replace(/0-1$/, encodeURIComponent(range));
    expect((await get(path)).status).toBe(status);
  });

  test("a series is a number of its run", async () => {
    for (const series of ["__proto__", "-1", "1.5", "%2e%2e"]) {
      const path = pointsPath(server, scalar, 1).replace(`/${scalar.series}/0-1`, `/${series}/0-1`);
      expect([400, 404]).toContain((await get(path)).status);
    }
  });
});

describe("api/tensors", () => {
  const tensor = (name: string, step = STEP) =>
    get(tensorPath(server, run.id, run.generation, step, name));

  test("a checkpoint's weights come as float32, bit by bit, with their shape", async () => {
    const answer = await tensor("hidden1/kernel");
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toBe(FOR_EVER);
    expect(answer.headers.get("content-length")).toBe("24");
    expect(answer.headers.get("x-tensor-shape")).toBe("[2,3]");
    const values = new Float32Array(await answer.arrayBuffer());
    expect([...values]).toEqual([1, -2, NaN, 0.5, Infinity, 3]);
  });

  test("any name can be asked for", async () => {
    for (const [name, value] of [
      [ODD_NAME, 7],
      [LONG_NAME, 9],
    ] as const) {
      const answer = await tensor(name);
      expect([...new Float32Array(await answer.arrayBuffer())]).toEqual([value]);
    }
  });

  test("what no checkpoint holds is 404", async () => {
    const names = ["none", "..", "../checkpoints", "/etc/passwd", "__proto__", "x".repeat(10_000)];
    for (const name of names) expect((await tensor(name)).status, name).toBe(404);
    expect((await tensor("hidden1/kernel", STEP + 1)).status).toBe(404);
    expect((await get(tensorPath("earlier", run.id, run.generation, STEP, "x"))).status).toBe(410);
  });

  test("a checkpoint that went away is an answer in words", async () => {
    const file = join(started.logdir, "run", "checkpoints", `epoch-000${STEP}.safetensors`);
    const bytes = readFileSync(file);
    rmSync(file);
    const answer = await tensor("hidden1/kernel");
    expect([404, 410]).toContain(answer.status);
    expect(await answer.json()).toMatchObject({ remedy: expect.any(String) });
    writeFileSync(file, bytes);
  });
});

test("a run that was replaced has no old address", async () => {
  const old = pointsPath(server, scalar, 1);
  writeFileSync(written.file, "");
  writeRun(started.logdir, "run", { seed: 2 }).epoch(0, 0.9);
  await until(async () => (await list()).runs[0]!.generation !== run.generation);
  expect((await get(old)).status).toBe(410);
});
