// Files that are written in ways that no writer should: filled late, rewritten under the reader, by two at once.
import { open } from "node:fs/promises";
import { renameSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { scalarValue, stringValue } from "#contract/eventlog/event.ts";
import {
  append,
  EVENTS,
  follow,
  record,
  scalar,
  scalars,
  scalarsOf,
  summary,
  temporary,
  until,
} from "./followed.ts";

const numbered = (from: number, to: number): Buffer =>
  scalarsOf(...Array.from({ length: to - from }, (_, i) => from + i));
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const MEGABYTE = 1_048_576;

it("a record of megabytes whose bytes come after its length is shown once they are there", async () => {
  const folder = temporary();
  const text = stringValue("notes", "text", "x".repeat(3 * MEGABYTE));
  const long = record({ wallTime: 1, step: 1, values: [text, scalarValue("loss", 1)] });
  const file = append(folder, EVENTS, scalar(0, 0), Buffer.alloc(long.length));
  const followed = follow(folder);
  // It has been given up.
  await until(() => followed.logdir.unfinished().length === 0);
  const handle = await open(file, "r+");
  await handle.write(long, 0, long.length, scalar(0, 0).length);
  await handle.close();
  await until(async () => (await scalars(followed)).length === 2);
  await until(() => summary(followed).problems.length === 0);
});

const HOUR_MS = 3_600_000;

it.each([
  ["behind", -HOUR_MS],
  ["ahead of", HOUR_MS],
])(
  "zeros that a file server whose clock is %s ours shows before the bytes are not believed",
  async (_, skewMs) => {
    const folder = temporary();
    const [before, late, behind] = [numbered(0, 100), numbered(100, 101), numbered(101, 200)];
    const file = append(folder, EVENTS, before);
    const handle = await open(file, "r+");
    const write = async (bytes: Buffer, at: number): Promise<void> => {
      await handle.write(bytes, 0, bytes.length, at);
      const served = new Date(Date.now() + skewMs);
      await handle.utimes(served, served);
    };
    await write(before, 0);
    const followed = follow(folder);
    await followed.logdir.ready;
    await write(Buffer.concat([Buffer.alloc(late.length), behind]), before.length);
    await pause(50);
    await write(late, before.length);
    await handle.close();
    await until(async () => (await scalars(followed)).length === 200);
    expect(summary(followed).problems).toEqual([]);
  },
);

it.each<[string, (file: string, bytes: Buffer) => void]>([
  ["in place", (file, bytes) => writeFileSync(file, bytes)],
  [
    "in place, emptied before",
    (file, bytes) => {
      truncateSync(file, 0);
      writeFileSync(file, bytes, { flag: "r+" });
    },
  ],
  [
    "by another that takes its name",
    (file, bytes) => {
      writeFileSync(`${file}.partial`, bytes);
      renameSync(`${file}.partial`, file);
    },
  ],
  [
    "by another after it was deleted",
    (file, bytes) => {
      rmSync(file);
      writeFileSync(file, bytes);
    },
  ],
])(
  "a file rewritten %s again and again while it is read shows what it holds at last",
  async (_, rewrite) => {
    const folder = temporary();
    const many = (first: number): Buffer =>
      scalarsOf(...Array.from({ length: 50 + (first % 7) * 300 }, (_, i) => first + i));
    const file = append(folder, EVENTS, many(0));
    const followed = follow(folder);
    await followed.logdir.ready;
    for (let life = 1; life <= 60; life++) {
      rewrite(file, many(life));
      await pause(life % 13);
    }
    const last = 60;
    rewrite(file, many(last));
    append(folder, EVENTS, scalar(1e6, 1));
    const expected = [...Array.from({ length: 50 + (last % 7) * 300 }, (_, i) => last + i), 1e6];
    await until(async () => {
      const steps = (await scalars(followed)).map(([step]) => step);
      return steps.length === expected.length && steps.every((step, i) => step === expected[i]);
    });
  },
);
