// Logged messages over HTTP: the bytes that the writer put into the file, one point at a time.
import { afterAll, beforeAll, expect, test } from "vitest";
import { decodeTensor } from "#contract/eventlog/tensor.ts";
import { blobPath, type RunSummary, type SeriesCursor } from "#contract/protocol.ts";
import { until } from "../../support/layerlapse.ts";
import { writeRun } from "../../support/writtenRun.ts";
import { type Started, start } from "./startedApp.ts";

let started: Started;
let server: string;
let model: SeriesCursor;
let scalar: SeriesCursor;

beforeAll(async () => {
  started = await start();
  writeRun(started.logdir, "run").epoch(0, 0.5);
  const run = await until(async () => {
    const answer = await fetch(`${started.url}api/runs`);
    const listed = (await answer.json()) as { server: string; runs: RunSummary[] };
    ({ server } = listed);
    return listed.runs.find(({ scalars }) => scalars.length > 0);
  });
  const { id, generation, blobs, scalars } = run;
  const cursor = { run: id, generation, points: 0 };
  const { series } = blobs.find(({ plugin }) => plugin === "graph_keras_model")!;
  model = { ...cursor, series };
  scalar = { ...cursor, series: scalars[0]!.series };
});
afterAll(async () => {
  await started.stop();
  expect(started.reports).toEqual([]);
});

const get = (cursor: SeriesCursor, of = server) =>
  fetch(new URL(blobPath(of, cursor), started.url));

test("a message comes as it was logged, and may be kept for ever", async () => {
  const answer = await get(model);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("cache-control")).toBe("private, max-age=31536000, immutable");
  expect(answer.headers.get("content-type")).toBe("application/octet-stream");
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const [json] = decodeTensor(bytes, 0, bytes.length).strings;
  expect(JSON.parse(json!)).toMatchObject({ class_name: "Sequential" });
});

test("what is no message, not there or of another life is refused in words", async () => {
  for (const [cursor, status] of [
    [{ ...model, points: 1 }, 416],
    [{ ...model, points: -1 }, 416],
    [{ ...model, points: 0.5 }, 400],
    [scalar, 404],
    [{ ...model, series: 999 }, 404],
    [{ ...model, run: "none" }, 404],
    [{ ...model, generation: model.generation + 1 }, 410],
  ] as const) {
    const answer = await get(cursor);
    expect(answer.status, JSON.stringify(cursor)).toBe(status);
    expect(await answer.json()).toEqual({ error: expect.any(String), remedy: expect.any(String) });
  }
  expect((await get(model, "earlier")).status).toBe(410);
});
