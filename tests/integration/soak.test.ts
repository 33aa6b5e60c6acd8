// Twenty runs grow while browsers come, go and stall: afterwards the server holds nothing of them, and no point is lost.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Page } from "../server/live/page.ts";
import { type Running, serve, temporaryFolder, until } from "../support/layerlapse.ts";
import { writeRun, type WrittenRun } from "../support/writtenRun.ts";
import { plainLines, type PointLines, takeFrame } from "./points.ts";

const RUNS = 20;
/** Four parameters' and two scalars of each run. */
const SERIES = RUNS * 6;
const BROWSERS = 12;
const WRITING_MS = 8000;
const ROUND_MS = 100;
const MOST_GROWTH_KB = 150 * 1024;
/** A descriptor that a look at a file holds for a moment is no leak. */
const FEW = 4;

const logdir = temporaryFolder();
const written = new Map<string, WrittenRun>();
const browsers: Page[] = [];
let running: Running;
let stalled: Page;
let before: { descriptors: number; kilobytes: number };
let steps = 0;
let visits = 0;

const proc = existsSync("/proc/self/status");
const descriptors = (): number => readdirSync(`/proc/${running.process.pid}/fd`).length;
const kilobytes = (): number => {
  const status = readFileSync(`/proc/${running.process.pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)![1]);
};
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

beforeAll(async () => {
  for (let i = 0; i < RUNS; i++)
    written.set(`run${i}`, writeRun(logdir.path, `run${i}`, { seed: i }));
  writeEpoch();
  running = await serve(logdir.path);
  await until(async () => (await visit(new Page())).runs.size === RUNS);
  if (proc) before = { descriptors: descriptors(), kilobytes: kilobytes() };
  stalled = new Page();
  await stalled.connect(running.url);
  await until(() => stalled.runs.size === RUNS && everything(stalled).length === SERIES);
  stalled.watch(...everything(stalled));
  stalled.socket.pause();
  const end = Date.now() + WRITING_MS;
  const coming = Array.from({ length: BROWSERS }, (_, i) => comeAndGo(i, () => Date.now() > end));
  while (Date.now() < end) {
    writeEpoch();
    await pause(ROUND_MS);
  }
  for (const run of written.values()) run.end();
  await Promise.all(coming);
}, 60_000);
afterAll(async () => {
  await running.stop();
  logdir.remove();
});

function writeEpoch(): void {
  steps++;
  for (const [i, run] of [...written.values()].entries()) run.epoch(steps, Math.sin(steps + i));
}

/** Stays until all runs are known, then leaves. */
async function visit(page: Page): Promise<Page> {
  await page.connect(running.url);
  await until(() => page.runs.size === RUNS);
  await page.leave();
  return page;
}

/** One browser: it goes on from where it was, watches other series each time, and leaves in the middle of them. */
async function comeAndGo(first: number, over: () => boolean): Promise<void> {
  const page = new Page();
  browsers.push(page);
  for (let stay = first; !over(); stay++) {
    await page.connect(running.url);
    await until(() => page.runs.size === RUNS);
    const all = everything(page);
    const known = new Map(
      page.cursors().map((cursor) => [`${cursor.run}/${cursor.series}`, cursor]),
    );
    const some = all.filter((_, i) => i % 5 === stay % 5);
    page.watch(...some.map((cursor) => known.get(`${cursor.run}/${cursor.series}`) ?? cursor));
    await pause(20 + 37 * (stay % 9));
    await page.leave();
    visits++;
  }
}

/** Every series of every run, from its start. */
function everything({ runs }: Page) {
  return [...runs.values()].flatMap(({ id, generation, scalars, parameters }) =>
    [...scalars, ...parameters].map(({ series }) => ({ run: id, generation, series, points: 0 })),
  );
}

test("browsers that come and go are let in and see no gap", () => {
  expect(visits).toBeGreaterThan(BROWSERS);
  for (const { gaps, messages } of browsers) {
    expect(gaps).toEqual([]);
    expect(messages.filter(({ type }) => type === "refused")).toEqual([]);
  }
});

test("a browser that read nothing all the while catches up", async () => {
  stalled.socket.resume();
  const series = everything(stalled);
  expect(series).toHaveLength(SERIES);
  await until(() => series.every((cursor) => stalled.stepsOf(cursor).length === steps));
  expect(stalled.gaps).toEqual([]);
  await stalled.leave();
});

test("a browser that comes afterwards gets every point that is in the files", async () => {
  const page = new Page();
  const told: PointLines = new Map();
  await page.open(running.url);
  page.socket.on("message", (data: ArrayBuffer, isBinary: boolean) => {
    if (isBinary) takeFrame(told, page.runs.values(), data);
  });
  page.say({ type: "resume", server: null, revision: 0, watch: [] });
  const complete = ({ lastStep, ended }: { lastStep: number | null; ended: unknown }): boolean =>
    lastStep! >= steps && ended !== null;
  await until(() => page.runs.size === RUNS && [...page.runs.values()].every(complete));
  page.watch(...everything(page));
  await until(
    () => told.size === SERIES && [...told.values()].every((one) => one.length === steps),
  );
  for (const [name, { file }] of written) {
    for (const [key, points] of plainLines(name, file)) expect(told.get(key), key).toEqual(points);
  }
  expect(page.gaps).toEqual([]);
  await page.leave();
});

test.skipIf(!proc)("their descriptors are given back (needs /proc)", async () => {
  await until(() => descriptors() <= before.descriptors + FEW);
});

test.skipIf(!proc)("their memory is not kept (needs /proc)", async () => {
  const limit = before.kilobytes + MOST_GROWTH_KB;
  await until(() => kilobytes() < limit);
});

test("the server has nothing to complain about", () => {
  expect(running.output().trim().split("\n")).toHaveLength(1);
});
