// The times of files may be of another clock than ours, and ours may jump: nothing is frozen by it, and nothing storms.
import { appendFileSync, utimesSync } from "node:fs";
import { afterEach, expect, it, vi } from "vitest";
import {
  append,
  EVENTS,
  follow,
  scalar,
  scalars,
  scalarsOf,
  summary,
  temporary,
  until,
} from "./followed.ts";

const HOUR_MS = 3_600_000;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
afterEach(() => vi.restoreAllMocks());

it.each([
  ["long past", new Date(0)],
  ["to come", new Date(Date.now() + HOUR_MS)],
])("without hints, a file whose times become %s is looked at every second", async (_, time) => {
  const folder = temporary();
  const file = append(folder, `a/${EVENTS}`, scalar(0, 0));
  const followed = follow(folder, { hints: false });
  await followed.logdir.ready;
  for (let step = 1; step < 4; step++) {
    appendFileSync(file, scalar(step, step));
    utimesSync(file, time, time);
    await until(async () => (await scalars(followed, "a")).length === step + 1, 1900);
  }
});

it.each([
  ["forwards", 5 * HOUR_MS],
  ["backwards", -5 * HOUR_MS],
])("our clock jumping %s by hours freezes nothing and storms nobody", async (_, jumpMs) => {
  const folder = temporary();
  const file = append(folder, `a/${EVENTS}`, scalarsOf(0, 1));
  const torn = scalar(3, 3);
  append(folder, `torn/${EVENTS}`, scalarsOf(0, 1, 2), torn.subarray(0, 30));
  const followed = follow(folder, { hints: false });
  await followed.logdir.ready;
  const now = Date.now.bind(Date);
  vi.spyOn(Date, "now").mockImplementation(() => now() + jumpMs);
  for (let step = 2; step < 4; step++) {
    appendFileSync(file, scalar(step, step));
    await until(async () => (await scalars(followed, "a")).length === step + 1, 1900);
  }
  append(folder, `torn/${EVENTS}`, torn.subarray(30));
  await until(async () => (await scalars(followed, "torn")).length === 4, 1900);
  await until(() => summary(followed, "torn").problems.length === 0);
  const told = followed.changes.length;
  await pause(2500);
  expect(followed.changes.length).toBe(told);
});
