import { appendFileSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { frameRecord, scanRecords } from "#contract/eventlog/tfrecord.ts";
import { mutated, mutation } from "../../support/mutations.ts";
import { writeRun } from "../../support/writtenRun.ts";
import {
  append,
  EVENTS,
  follow,
  scalar,
  scalars,
  seriesOf,
  summaries,
  summary,
  temporary,
  until,
} from "./followed.ts";

/** Mutated files that are read at once, one directory each. */
const FILES = 24;
const ROUNDS = 12;
const LONG_AGO = new Date(0);

function wholeRun(): Buffer {
  const folder = temporary();
  const run = writeRun(folder, "whole", { parameters: [{ tag: "dense/kernel", shape: [20, 3] }] });
  for (let step = 0; step < 4; step++) run.epoch(step, step / 10);
  run.end();
  return readFileSync(run.file);
}

it("however a file is mutated, it is read to its end, and every point shown can be fetched", async () => {
  const whole = wholeRun();
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(mutation, { minLength: 1, maxLength: 4 }), {
        minLength: FILES,
        maxLength: FILES,
      }),
      async (files) => {
        const folder = temporary();
        files.forEach((changes, i) => {
          const file = append(
            folder,
            `${i}/${EVENTS}`,
            changes.reduce((bytes, one) => mutated(bytes, one, whole), whole),
          );
          utimesSync(file, LONG_AGO, LONG_AGO);
        });
        append(folder, `good/${EVENTS}`, scalar(0, 0));
        const followed = follow(folder);
        await followed.logdir.ready;
        expect(summaries(followed).size).toBe(FILES + 1);
        expect(await scalars(followed, "good")).toEqual([[0, 0]]);
        for (const { id, parameters, scalars } of summaries(followed).values()) {
          for (const { series } of [...parameters, ...scalars]) {
            const points = followed.runs.get(id)!.series(series)!;
            await points.frame(0, points.length);
          }
        }
        await followed.logdir.close();
      },
    ),
    { numRuns: ROUNDS },
  );
});

it("however a message is mutated inside intact framing, the records around it are read", async () => {
  const whole = wholeRun();
  const payloads = scanRecords(whole).records.map(({ start, end }) => whole.subarray(start, end));
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ record: fc.nat(payloads.length - 1), change: mutation }), {
        minLength: FILES,
        maxLength: FILES,
      }),
      async (files) => {
        const folder = temporary();
        files.forEach(({ record, change }, i) => {
          const framed = payloads.map((payload, at) =>
            frameRecord(at === record ? mutated(payload, change, whole) : payload),
          );
          append(folder, `${i}/${EVENTS}`, ...framed, scalar(50, 1));
        });
        const followed = follow(folder);
        await followed.logdir.ready;
        for (const [name, { id, parameters, problems }] of summaries(followed)) {
          expect(seriesOf(followed, name, "loss")?.lastStep).toBe(50);
          for (const { series } of parameters) {
            const points = followed.runs.get(id)!.series(series)!;
            await points.frame(0, points.length);
          }
          expect(problems.length).toBeLessThanOrEqual(1);
        }
        await followed.logdir.close();
      },
    ),
    { numRuns: ROUNDS },
  );
});

it("a mutated file goes on being followed: what is appended to it is shown", async () => {
  const whole = wholeRun();
  const folder = temporary();
  const changes = fc.sample(mutation, { numRuns: 60, seed: 7 });
  changes.forEach((change, i) => {
    mkdirSync(join(folder, `${i}`));
    writeFileSync(join(folder, `${i}`, EVENTS), mutated(whole, change, whole));
  });
  const followed = follow(folder);
  await followed.logdir.ready;
  // A cut record swallows what comes next, up to its claimed length; what comes then is found.
  for (let step = 100; step < 110; step++)
    changes.forEach((_, i) => appendFileSync(join(folder, `${i}`, EVENTS), scalar(step, 1)));
  await until(
    () => changes.every((_, i) => seriesOf(followed, `${i}`, "loss")?.lastStep === 109),
    10_000,
  );
  expect(summary(followed, "0").lastStep).toBe(109);
});
