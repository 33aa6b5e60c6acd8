// A parameter with thousands of snapshots: a browser is sent all steps and a selection, and gets every other on demand.
import { appendFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { summarise } from "#contract/distribution.ts";
import { fromColumns } from "#contract/distributionColumns.ts";
import { encodeEvent } from "#contract/eventlog/event.ts";
import { histogramValue } from "#contract/eventlog/histogram.ts";
import { frameRecord } from "#contract/eventlog/tfrecord.ts";
import { unpackFrame } from "#contract/frames.ts";
import { type OverviewFrame, overviewPath, pointsPath } from "#contract/protocol.ts";
import { MOST_SHOWN } from "#contract/selection.ts";
import { until } from "../../support/layerlapse.ts";
import { writeRun } from "../../support/writtenRun.ts";
import { type Started, start } from "../http/startedApp.ts";
import { Page } from "./page.ts";

const TAG = "hidden/kernel";
const STEPS = 3_000;
const SPIKE = 1_703;

let started: Started;
let page: Page;
beforeEach(async () => {
  started = await start();
  page = new Page();
});
afterEach(async () => {
  await page.leave();
  expect(page.gaps).toEqual([]);
  await started.stop();
  expect(started.reports).toEqual([]);
});

/** Weights that stay as they are, but for one step. */
function weightsAt(step: number): number[] {
  return step === SPIKE ? [-9, 0, 9] : [-1, 0, 1 + (step % 2) / 1000];
}

function append(file: string, from: number, to: number): void {
  const records = Array.from({ length: to - from }, (_, i) => {
    const value = histogramValue(TAG, summarise(weightsAt(from + i)), [3]);
    return frameRecord(encodeEvent({ wallTime: from + i, step: from + i, values: [value] }));
  });
  appendFileSync(file, Buffer.concat(records));
}

async function longSeries() {
  const { file } = writeRun(started.logdir, "long", { parameters: [{ tag: TAG, shape: [3] }] });
  append(file, 0, STEPS);
  await page.connect(started.url);
  await until(async () => (await page.run("long")).parameters[0]?.points === STEPS);
  return { file, cursor: await page.series("long", TAG) };
}

test("the overview has every step, the first, the last, and the one that differs", async () => {
  const { cursor } = await longSeries();
  const answer = await fetch(new URL(overviewPath(page.server!, cursor, STEPS), started.url));
  expect(answer.headers.get("cache-control")).toContain("immutable");
  const bytes = await answer.arrayBuffer();
  expect(bytes.byteLength).toBeLessThan(STEPS * 1000);
  const { meta, columns } = unpackFrame(bytes);
  const [steps, indices, ...distributions] = columns;
  expect((meta as OverviewFrame).byChange).toBe(true);
  expect([...steps!]).toEqual(Array.from({ length: STEPS }, (_, step) => step));
  expect(indices!.length).toBeLessThanOrEqual(MOST_SHOWN);
  expect([...indices!]).toEqual(expect.arrayContaining([0, SPIKE, STEPS - 1]));
  const points = fromColumns(distributions);
  expect(points.map(({ step }) => step)).toEqual([...indices!]);
  for (const { step, distribution } of points)
    expect(distribution).toMatchObject({ max: weightsAt(step)[2], count: 3 });
});

test("every point that the overview leaves out is there on demand", async () => {
  const { cursor } = await longSeries();
  for (const step of [1, 1_567, STEPS - 2]) {
    const path = pointsPath(page.server!, { ...cursor, points: step }, step + 1);
    const bytes = await (await fetch(new URL(path, started.url))).arrayBuffer();
    expect(fromColumns(unpackFrame(bytes).columns).map((point) => point.step)).toEqual([step]);
  }
});

test("the socket sends a long stretch at a glance, and what is appended point by point", async () => {
  const { file, cursor } = await longSeries();
  page.watch(cursor);
  await until(() => page.stepsOf(cursor).length === STEPS);
  expect(page.frames).toBe(1);
  append(file, STEPS, STEPS + 3);
  await until(() => page.stepsOf(cursor).length === STEPS + 3);
  expect(page.stepsOf(cursor)).toEqual(Array.from({ length: STEPS + 3 }, (_, step) => step));
  expect(page.repeated).toBe(0);
});
