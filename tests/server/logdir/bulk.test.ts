// Files that are too large for the main thread: what worker threads read is what was written, damage and all.
import { truncateSync } from "node:fs";
import { utimes } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { summarise } from "#contract/distribution.ts";
import { frameRecord } from "#contract/eventlog/tfrecord.ts";
import { histogramValue } from "#contract/eventlog/histogram.ts";
import { metadataValue, scalarValue } from "#contract/eventlog/event.ts";

import {
  append,
  distributions,
  EVENTS,
  follow,
  record,
  scalars,
  summary,
  temporary,
  until,
} from "./followed.ts";

const LONG_AGO = new Date(Date.now() - 3_600_000);
const RECORDS = 20_000;

/** About a megabyte of records, steps `from` and on. */
function many(from = 0, count = RECORDS): Buffer[] {
  return Array.from({ length: count }, (_, i) =>
    record({ wallTime: from + i, step: from + i, values: [scalarValue("loss", (from + i) / 8)] }),
  );
}

describe("a file of megabytes", () => {
  it("is read to its last record, and goes on being read", async () => {
    const folder = temporary();
    append(folder, EVENTS, ...many());
    const followed = follow(folder);
    await followed.logdir.ready;
    const points = await scalars(followed, ".");
    expect(points).toHaveLength(RECORDS);
    expect(points.every(([step, value], i) => step === i && value === i / 8)).toBe(true);
    append(folder, EVENTS, ...many(RECORDS, 3));
    await until(async () => (await scalars(followed, ".")).length === RECORDS + 3);
    expect(summary(followed).problems).toEqual([]);
  });

  it("loses what is damaged and nothing else, wherever that is", async () => {
    const folder = temporary();
    const records = many();
    const bad = [5000, 5001, 12_000, RECORDS - 1];
    for (const at of bad) {
      records[at] = Buffer.from(records[at]!);
      records[at][14]! ^= 1;
    }
    append(folder, EVENTS, ...records);
    await utimes(`${folder}/${EVENTS}`, LONG_AGO, LONG_AGO);
    const followed = follow(folder);
    await followed.logdir.ready;
    const steps = (await scalars(followed, ".")).map(([step]) => step);
    const expected = Array.from({ length: RECORDS }, (_, i) => i).filter((i) => !bad.includes(i));
    expect(steps).toEqual(expected);
    const offsetOf = (at: number): number =>
      records.slice(0, at).reduce((sum, { length }) => sum + length, 0);
    expect(summary(followed).problems.map(({ offset }) => offset)).toEqual(bad.map(offsetOf));
  });

  it("tells a record that is no event, with its place", async () => {
    const folder = temporary();
    const before = many();
    append(folder, EVENTS, ...before, notAnEvent(), ...many(RECORDS, 10));
    await utimes(`${folder}/${EVENTS}`, LONG_AGO, LONG_AGO);
    const followed = follow(folder);
    await followed.logdir.ready;
    expect(await scalars(followed, ".")).toHaveLength(RECORDS + 10);
    const offset = before.reduce((sum, { length }) => sum + length, 0) + 12;
    expect(summary(followed).problems).toEqual([
      {
        file: EVENTS,
        offset,
        reason: expect.stringMatching(/^not an event: .*; 2 bytes skipped$/),
      },
    ]);
  });

  it("with a record of megabytes in it is read through", async () => {
    const folder = temporary();
    const wide = record({
      wallTime: 1,
      step: RECORDS,
      values: [metadataValue("blob", "other", new Uint8Array(5_000_000)), scalarValue("loss", 7)],
    });
    append(folder, EVENTS, ...many(), wide, ...many(RECORDS + 1, 10));
    const followed = follow(folder);
    await followed.logdir.ready;
    expect(await scalars(followed, ".")).toHaveLength(RECORDS + 11);
    expect(summary(followed).problems).toEqual([]);
  });

  it("that was cut is waited for where it ends, and completed once", async () => {
    const folder = temporary();
    const file = append(folder, EVENTS, ...many());
    const last = record({ wallTime: 1, step: RECORDS, values: [scalarValue("loss", 1)] });
    append(folder, EVENTS, last);
    truncateSync(file, Buffer.concat(many()).length + 20);
    const followed = follow(folder);
    await followed.logdir.ready;
    expect(await scalars(followed, ".")).toHaveLength(RECORDS);
    append(folder, EVENTS, last.subarray(20));
    await until(async () => (await scalars(followed, ".")).length === RECORDS + 1);
  });

  it("superseded by a restart inside it shows what was written last", async () => {
    const folder = temporary();
    const restart = record({ wallTime: 1, step: 100, sessionStart: true });
    append(folder, EVENTS, ...many(), restart, ...many(100, 50));
    const followed = follow(folder);
    await followed.logdir.ready;
    const steps = (await scalars(followed, ".")).map(([step]) => step);
    expect(steps).toEqual(Array.from({ length: 150 }, (_, i) => i));
  });
});

describe("a thousand histograms", () => {
  it("that lie far apart come back in their order, each its own", async () => {
    const folder = temporary();
    const filler = metadataValue("filler", "other", new Uint8Array(20_000));
    const shape = [4];
    append(
      folder,
      EVENTS,
      ...Array.from({ length: 1000 }, (_, step) => {
        const weights = Float32Array.of(step, step + 1, -step, 0.5);
        return record({
          wallTime: step,
          step,
          values: [histogramValue("dense/kernel", summarise(weights), shape), filler],
        });
      }),
    );
    const followed = follow(folder);
    await followed.logdir.ready;
    const points = await distributions(followed, ".", "dense/kernel");
    expect(points.map(({ step, distribution }) => [step, distribution.max])).toEqual(
      Array.from({ length: 1000 }, (_, step) => [step, step + 1]),
    );
  });
});

function notAnEvent(): Uint8Array {
  return frameRecord(Uint8Array.of(0x2a, 0x7f));
}
