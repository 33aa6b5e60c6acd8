// What a page gets on its socket: all at first, then what is new, and after a loss what it missed.
import { rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { SeriesCursor } from "#contract/protocol.ts";
import { until } from "../../support/layerlapse.ts";
import { type WrittenRun, writeRun } from "../../support/writtenRun.ts";
import { type Started, start } from "../http/startedApp.ts";
import { Page } from "./page.ts";

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

const SCALAR = "accuracy/test";
const HISTOGRAM = "hidden1/kernel";
const upTo = (last: number): number[] => Array.from({ length: last + 1 }, (_, step) => step);

/** A run of four epochs, and its series that the page watches and has. */
async function watched(): Promise<{ run: WrittenRun; scalar: SeriesCursor }> {
  const run = writeRun(started.logdir, "run");
  for (let step = 0; step <= 3; step++) run.epoch(step, 0.1);
  await page.connect(started.url);
  const scalar = await page.series("run", SCALAR);
  page.watch(scalar);
  await until(() => page.stepsOf(scalar).length === 4);
  return { run, scalar };
}

test("an empty log directory is said to be empty", async () => {
  await page.connect(started.url);
  await until(() => page.messages.length >= 2);
  expect(page.messages[0]).toMatchObject({
    type: "hello",
    version: "0.0.0",
    windowTitle: "a title",
    logdir: { path: started.logdir, exists: true },
  });
  expect(page.messages[1]).toMatchObject({ type: "runs", runs: [], removed: [] });
});

test("runs that are there come at once, later ones and their epochs as they are written", async () => {
  const early = writeRun(started.logdir, "early");
  early.epoch(0, 0.1);
  await page.connect(started.url);
  await until(async () => (await page.run("early")).parameters.length === 4);
  const late = writeRun(started.logdir, "late");
  late.epoch(0, 0.1);
  late.epoch(1, 0.2);
  await until(async () => (await page.run("late")).lastStep === 1);
  late.epoch(2, 0.3);
  await until(async () => (await page.run("late")).lastStep === 2);
  expect((await page.run("early")).lastStep).toBe(0);
});

test("a long list comes in pieces, and all but the last say that there is more", async () => {
  const RUNS = 30;
  const parameters = Array.from({ length: 60 }, (_, i) => ({ tag: `l${i}/kernel`, shape: [2] }));
  for (let i = 0; i < RUNS; i++) writeRun(started.logdir, `run${i}`, { parameters }).epoch(0, 0.1);
  const reader = new Page();
  await reader.connect(started.url);
  await until(() => [...reader.runs.values()].filter((run) => run.lastStep === 0).length === RUNS);
  await reader.leave();
  await page.connect(started.url);
  await until(() => page.runs.size === RUNS);
  const lists = page.messages.filter((message) => message.type === "runs");
  expect(lists.length).toBeGreaterThan(1);
  expect(lists.map(({ more }) => more === true)).toEqual(lists.map((_, i) => i < lists.length - 1));
});

test("watched series follow their run, point by point", async () => {
  const run = writeRun(started.logdir, "run");
  run.epoch(0, 0.1);
  await page.connect(started.url);
  const [scalar, histogram] = [
    await page.series("run", SCALAR),
    await page.series("run", HISTOGRAM),
  ];
  page.watch(scalar, histogram);
  for (let step = 1; step <= 5; step++) {
    run.epoch(step, 0.1 * step);
    await until(() => page.stepsOf(histogram).at(-1) === step);
  }
  await until(() => page.stepsOf(scalar).length === 6);
  expect(page.stepsOf(scalar)).toEqual(upTo(5));
  expect(page.stepsOf(histogram)).toEqual(upTo(5));
});

test("a page that comes back gets what it missed, and nothing twice", async () => {
  const { run, scalar } = await watched();
  await page.leave();
  const { frames } = page;
  for (let step = 4; step <= 6; step++) run.epoch(step, 0.1);
  writeRun(started.logdir, "meanwhile").epoch(0, 0.5);
  await page.connect(started.url);
  await page.run("meanwhile");
  await until(() => page.stepsOf(scalar).length === 7);
  expect(page.stepsOf(scalar)).toEqual(upTo(6));
  expect(page.frames).toBeGreaterThan(frames);
  expect(page.repeated).toBe(0);
  const resumed = page.messages.slice(page.messages.findLastIndex(({ type }) => type === "hello"));
  expect(
    resumed.filter((message) => message.type === "runs").flatMap(({ runs }) => runs).length,
  ).toBeGreaterThan(0);
});

test("a page that missed nothing is sent no run again", async () => {
  writeRun(started.logdir, "run").epoch(0, 0.1);
  await page.connect(started.url);
  await until(async () => (await page.run("run")).lastStep === 0);
  await page.leave();
  page.messages.length = 0;
  await page.connect(started.url);
  await until(() => page.messages.length >= 2);
  expect(page.messages[1]).toMatchObject({ type: "runs", runs: [], removed: [] });
});

test("a page that says it has less is sent the rest again", async () => {
  const { scalar } = await watched();
  expect(page.repeated).toBe(0);
  page.watch({ ...scalar, points: 1 });
  await until(() => page.repeated === 3);
  expect(page.stepsOf(scalar)).toEqual(upTo(3));
});

test("a cursor of an earlier start of the server is not trusted", async () => {
  const { scalar } = await watched();
  await page.leave();
  await page.open(started.url);
  page.say({ type: "resume", server: "earlier", revision: page.revision, watch: page.cursors() });
  page.steps.clear();
  page.runs.clear();
  await page.run("run");
  await until(() => page.stepsOf(scalar).length === 4);
  expect(page.stepsOf(scalar)).toEqual(upTo(3));
});

test("a run that was replaced starts again from its first point", async () => {
  const run = writeRun(started.logdir, "run");
  for (let step = 0; step <= 3; step++) run.epoch(step, 0.1);
  await page.connect(started.url);
  const before = await page.series("run", SCALAR);
  page.watch(before);
  await until(() => page.stepsOf(before).length === 4);
  writeFileSync(run.file, "");
  const again = writeRun(started.logdir, "run", { seed: 2 });
  again.epoch(0, 0.9);
  await until(() => page.stepsOf(before).length === 1);
  expect((await page.run("run")).generation).not.toBe(before.generation);
});

test("a run that was deleted is gone", async () => {
  const run = writeRun(started.logdir, "run");
  run.epoch(0, 0.1);
  await page.connect(started.url);
  await page.run("run");
  rmSync(dirname(run.file), { recursive: true });
  await until(() => page.runs.size === 0);
});

test("a hundred runs come in pieces, and only the last says that all are known", async () => {
  const shapes = Array.from({ length: 40 }, (_, i) => ({ tag: `layer${i}/kernel`, shape: [2] }));
  for (let i = 0; i < 100; i++) {
    writeRun(started.logdir, `run${i}`, { parameters: shapes }).epoch(0, 0.1);
  }
  const first = new Page();
  await first.connect(started.url);
  await until(() => [...first.runs.values()].filter((run) => run.lastStep === 0).length === 100);
  await until(() => first.messages.some((m) => m.type === "runs" && m.logdir.reading === null));
  await first.leave();
  await page.connect(started.url);
  await until(() => page.revision > 0);
  expect(page.runs.size).toBe(100);
  const pieces = page.messages.filter((message) => message.type === "runs");
  expect(pieces.length).toBeGreaterThan(2);
  expect(pieces.slice(0, -1).every(({ revision }) => revision === 0)).toBe(true);
});
