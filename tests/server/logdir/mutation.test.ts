import { appendFileSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { frameRecord, scanRecords } from "#contract/eventlog/tfrecord.ts";
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

type Mutation =
  | { kind: "flip"; at: number; bit: number }
  | { kind: "cut"; at: number }
  | { kind: "remove" | "repeat" | "zero"; at: number; length: number }
  | { kind: "insert"; at: number; bytes: Uint8Array };

const place = fc.double({ min: 0, max: 1, noNaN: true });
const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.record({ kind: fc.constant("flip" as const), at: place, bit: fc.nat(7) }),
  fc.record({ kind: fc.constant("cut" as const), at: place }),
  fc.record({
    kind: fc.constantFrom("remove" as const, "repeat" as const, "zero" as const),
    at: place,
    length: fc.nat(3000),
  }),
  fc.record({
    kind: fc.constant("insert" as const),
    at: place,
    bytes: fc.uint8Array({ maxLength: 200 }),
  }),
);

function mutated(bytes: Buffer, change: Mutation): Buffer {
  const at = Math.floor(change.at * bytes.length);
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  switch (change.kind) {
    case "flip": {
      const flipped = Buffer.from(bytes);
      if (at < flipped.length) flipped[at]! ^= 1 << change.bit;
      return flipped;
    }
    case "cut":
      return before;
    case "remove":
      return Buffer.concat([before, after.subarray(change.length)]);
    case "repeat":
      return Buffer.concat([before, after.subarray(0, change.length), after]);
    case "zero":
      return Buffer.concat([
        before,
        Buffer.alloc(Math.min(change.length, after.length)),
        after.subarray(change.length),
      ]);
    case "insert":
      return Buffer.concat([before, change.bytes, after]);
    default:
      return change satisfies never;
  }
}

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
          const file = append(folder, `${i}/${EVENTS}`, changes.reduce(mutated, whole));
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
            frameRecord(at === record ? mutated(payload, change) : payload),
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
    writeFileSync(join(folder, `${i}`, EVENTS), mutated(whole, change));
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
