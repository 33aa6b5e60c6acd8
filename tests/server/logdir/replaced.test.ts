import { copyFileSync, renameSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { followLogdir, type LogFile, type LogSink } from "../../../server/logdir/index.ts";
import {
  append,
  EVENTS,
  follow,
  scalar,
  scalars,
  scalarsOf,
  summaries,
  summary,
  temporary,
  until,
} from "./followed.ts";

const OLD = scalarsOf(0, 1, 2, 3);
const NEW = scalarsOf(10, 11);

it.each<[string, (file: string) => void]>([
  ["truncated and rewritten", (file) => writeFileSync(file, NEW)],
  [
    "renamed over",
    (file) => {
      writeFileSync(`${file}.partial`, NEW);
      renameSync(`${file}.partial`, file);
    },
  ],
  [
    "deleted and made again at once",
    (file) => {
      rmSync(file);
      writeFileSync(file, NEW);
    },
  ],
  [
    "rewritten longer than it was, in place",
    (file) => writeFileSync(file, Buffer.concat([NEW, scalarsOf(12, 13, 14, 15, 16)])),
  ],
])("a file %s is read again from its start, and its old points are gone", async (_, replace) => {
  const folder = temporary();
  const file = append(folder, EVENTS, OLD);
  const followed = follow(folder);
  await followed.logdir.ready;
  expect((await scalars(followed)).length).toBe(4);
  const { generation } = summary(followed);
  replace(file);
  await until(async () => (await scalars(followed))[0]?.[0] === 10);
  expect(summary(followed).generation).toBeGreaterThan(generation);
  const before = (await scalars(followed)).length;
  append(folder, EVENTS, scalar(20, 20));
  await until(async () => (await scalars(followed)).at(-1)![0] === 20);
  expect((await scalars(followed)).length).toBe(before + 1);
});

it("a file cut back to fewer records is read again, and shows these", async () => {
  const folder = temporary();
  const file = append(folder, EVENTS, OLD);
  const followed = follow(folder);
  await followed.logdir.ready;
  truncateSync(file, OLD.length / 2);
  await until(async () => (await scalars(followed)).length === 2);
});

it("a copy with the same beginning under the same name is read on, not again", async () => {
  const folder = temporary();
  const file = append(folder, EVENTS, OLD);
  const followed = follow(folder);
  await followed.logdir.ready;
  copyFileSync(file, `${file}.copy`);
  append(folder, `${EVENTS}.copy`, scalar(4, 4));
  renameSync(`${file}.copy`, file);
  await until(async () => (await scalars(followed)).at(-1)![0] === 4);
  expect((await scalars(followed)).map(([step]) => step)).toEqual([0, 1, 2, 3, 4]);
});

it("what lay in a replaced file is not read from the file in its place", async () => {
  const folder = temporary();
  const file = append(folder, EVENTS, OLD);
  const files: LogFile[] = [];
  const nothing = (): void => {};
  const sink: LogSink = {
    appeared: nothing,
    events: (_, told) => files.push(told),
    restarted: nothing,
    tensorsAhead: nothing,
    checkpoints: nothing,
    examples: nothing,
    problems: nothing,
    gone: nothing,
  };
  const logdir = followLogdir(folder, sink);
  await logdir.ready;
  await logdir.close();
  const range = [{ start: 12, end: 20 }];
  expect(Buffer.from((await files[0]!.read(range))[0]!)).toEqual(OLD.subarray(12, 20));
  writeFileSync(file, scalarsOf(10, 11, 12, 13));
  await expect(files[0]!.read(range)).rejects.toThrow(/replaced/);
});

it("a deleted run is gone within two seconds, and comes back as another", async () => {
  const folder = temporary();
  append(folder, `a/${EVENTS}`, OLD);
  append(folder, `b/${EVENTS}`, OLD);
  const followed = follow(folder);
  await followed.logdir.ready;
  const { id, generation } = summary(followed, "a");
  const { revision } = followed.runs;
  rmSync(`${folder}/a`, { recursive: true });
  await until(() => !summaries(followed).has("a"), 2000);
  expect(followed.runs.changesAfter(revision).removed).toEqual([id]);
  append(folder, `a/${EVENTS}`, NEW);
  await until(async () => (await scalars(followed, "a")).length === 2);
  expect(summary(followed, "a").id).toBe(id);
  expect(summary(followed, "a").generation).toBeGreaterThan(generation);
  expect(followed.runs.changesAfter(revision).removed).toEqual([]);
});

it("a file that is deleted takes its points with it, and leaves the run's other files", async () => {
  const folder = temporary();
  append(folder, "1.tfevents", scalarsOf(0, 1));
  append(folder, "2.tfevents", scalarsOf(2, 3));
  const followed = follow(folder);
  await followed.logdir.ready;
  expect(await scalars(followed)).toHaveLength(4);
  rmSync(`${folder}/1.tfevents`);
  await until(async () => (await scalars(followed)).map(([step]) => step).join() === "2,3");
});

it("files of a run count in the order of their names, whichever comes first", async () => {
  const folder = temporary();
  append(folder, "2.tfevents", scalarsOf(2, 3));
  const followed = follow(folder);
  await followed.logdir.ready;
  append(folder, "1.tfevents", scalarsOf(0, 1));
  await until(async () => (await scalars(followed)).map(([step]) => step).join() === "0,1,2,3");
});

it("every file of a run is read on, not only the newest", async () => {
  const folder = temporary();
  append(folder, "1.tfevents", scalar(0, 0, "a"));
  append(folder, "2.tfevents", scalar(0, 0, "b"));
  const followed = follow(folder);
  await followed.logdir.ready;
  append(folder, "1.tfevents", scalar(1, 1, "a"));
  append(folder, "2.tfevents", scalar(1, 1, "b"));
  await until(async () => (await scalars(followed, ".", "a")).length === 2);
  await until(async () => (await scalars(followed, ".", "b")).length === 2);
});
