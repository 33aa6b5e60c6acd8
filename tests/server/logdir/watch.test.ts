import { appendFileSync } from "node:fs";
import { expect, it } from "vitest";
import { append, EVENTS, follow, scalar, scalars, temporary, until } from "./followed.ts";

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

it.each([3, 8, 20, 40])(
  "of two appends %i ms apart the second is seen within 150 ms",
  async (gapMs) => {
    const folder = temporary();
    const file = append(folder, `a/${EVENTS}`, scalar(0, 0));
    const followed = follow(folder);
    await followed.logdir.ready;
    for (let step = 1; step < 21; step += 2) {
      appendFileSync(file, scalar(step, step));
      await pause(gapMs);
      appendFileSync(file, scalar(step + 1, step + 1));
      await until(async () => (await scalars(followed, "a")).length === step + 2, 150);
    }
  },
);

it("a record that is written byte by byte is shown once it is whole", async () => {
  const folder = temporary();
  const file = append(folder, EVENTS, scalar(0, 0));
  const followed = follow(folder);
  await followed.logdir.ready;
  for (const byte of scalar(1, 1)) appendFileSync(file, Uint8Array.of(byte));
  await until(async () => (await scalars(followed)).length === 2, 300);
});

it("without any hint from the system a growing file is seen within about a second", async () => {
  const folder = temporary();
  const file = append(folder, `a/${EVENTS}`, scalar(0, 0));
  const followed = follow(folder, { hints: false });
  await followed.logdir.ready;
  appendFileSync(file, scalar(1, 1));
  await until(async () => (await scalars(followed, "a")).length === 2, 1500);
  append(folder, `b/${EVENTS}`, scalar(0, 0));
  await until(async () => (await scalars(followed, "b")).length === 1, 1500);
  append(folder, "b/later.tfevents", scalar(1, 1));
  await until(async () => (await scalars(followed, "b")).length === 2, 1500);
});

it("a thousand appends leave nothing behind: every record once, in order", async () => {
  const folder = temporary();
  const file = append(folder, EVENTS);
  const followed = follow(folder);
  await followed.logdir.ready;
  for (let step = 0; step < 1000; step++) {
    appendFileSync(file, scalar(step, step));
    if (step % 10 === 0) await pause(1);
  }
  await until(async () => (await scalars(followed)).length === 1000, 1000);
  expect((await scalars(followed)).every(([step, value], i) => step === i && value === i)).toBe(
    true,
  );
});

it("keeps no descriptor open on the files it follows", async () => {
  const folder = temporary();
  for (let run = 0; run < 50; run++) append(folder, `${run}/${EVENTS}`, scalar(0, 0));
  const { readdirSync, readlinkSync } = await import("node:fs");
  const followed = follow(folder);
  await followed.logdir.ready;
  const open = readdirSync("/proc/self/fd").filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).startsWith(folder);
    } catch {
      return false;
    }
  });
  expect(open).toEqual([]);
});
