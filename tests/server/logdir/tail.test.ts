import { open, utimes } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { maskedCrc32c } from "#contract/eventlog/crc32c.ts";
import { scalarValue, stringValue } from "#contract/eventlog/event.ts";
import { frameRecord } from "#contract/eventlog/tfrecord.ts";
import { Bounds } from "../../../server/logdir/bounds.ts";
import { WorkerPool } from "../../../server/logdir/workers/pool.ts";
import { EventFileReader } from "../../../server/logdir/tfevents/eventFileReader.ts";
import { SmallFiles } from "../../../server/logdir/tfevents/smallFiles.ts";
import {
  append,
  EVENTS,
  follow,
  type Followed,
  record,
  scalar,
  scalars,
  scalarsOf,
  summaries,
  summary,
  temporary,
  until,
} from "./followed.ts";

const LONG_AGO = new Date(0);

/** The steps shown of every run. */
async function stepsByRun(followed: Followed): Promise<Map<string, number[]>> {
  const shown = new Map<string, number[]>();
  for (const name of summaries(followed).keys())
    shown.set(
      name,
      (await scalars(followed, name)).map(([step]) => step),
    );
  return shown;
}

async function allShow(followed: Followed, expected: string): Promise<boolean> {
  const shown = [...(await stepsByRun(followed)).values()];
  return shown.length > 0 && shown.every((steps) => steps.join() === expected);
}

/** A record's header that claims `length` bytes of data, its checksum right. */
function claim(length: bigint): Buffer {
  const header = Buffer.alloc(12);
  header.writeBigUInt64LE(length);
  header.writeUInt32LE(maskedCrc32c(header, 0, 8), 8);
  return header;
}

describe("a torn record", () => {
  it("cut at any byte shows nothing, is shown when the rest comes, and never twice", async () => {
    const folder = temporary();
    const last = scalar(2, 2);
    const cuts = Array.from({ length: last.length }, (_, cut) => cut);
    for (const cut of cuts)
      append(folder, `${cut}/${EVENTS}`, scalarsOf(0, 1), last.subarray(0, cut));
    const followed = follow(folder);
    await followed.logdir.ready;
    expect(summaries(followed).size).toBe(last.length);
    expect(await allShow(followed, "0,1")).toBe(true);
    for (const cut of cuts) append(folder, `${cut}/${EVENTS}`, last.subarray(cut));
    await until(() => allShow(followed, "0,1,2"));
    for (const cut of cuts) append(folder, `${cut}/${EVENTS}`, scalar(3, 3));
    await until(() => allShow(followed, "0,1,2,3"));
    const generations = [...summaries(followed).values()].map(({ generation }) => generation);
    expect(new Set(generations)).toEqual(new Set([1]));
    expect(summary(followed, "0").problems).toEqual([]);
  });

  it("with good records behind it is skipped and told of, though it claims to go on", async () => {
    const folder = temporary();
    const torn = frameRecord(new Uint8Array(5_000_000)).subarray(0, 100);
    append(folder, EVENTS, scalarsOf(0, 1));
    const followed = follow(folder);
    await followed.logdir.ready;
    append(folder, EVENTS, torn);
    append(folder, EVENTS, scalarsOf(2, 3));
    await until(() => allShow(followed, "0,1,2,3"));
    await until(() => summary(followed).problems.length > 0);
    const start = scalarsOf(0, 1).length;
    expect(summary(followed).problems).toEqual([
      { file: EVENTS, offset: start, reason: expect.stringMatching(/cut short.*100 bytes/) },
    ]);
  });

  it("does not keep a newer file of the run from being read, and still completes", async () => {
    const folder = temporary();
    const last = scalar(1, 1);
    append(folder, EVENTS, scalar(0, 0), last.subarray(0, 20));
    const followed = follow(folder);
    append(folder, "events.out.tfevents.2", scalarsOf(2, 3));
    await until(() => allShow(followed, "0,2,3"));
    await until(() => summary(followed).problems.length === 1);
    expect(summary(followed).problems[0]!.reason).toMatch(/cut short/);
    append(folder, EVENTS, last.subarray(20));
    await until(() => summary(followed).problems.length === 0);
  });
});

describe("damage", () => {
  it("of one bit at any byte costs that record only, and is told of with its place", async () => {
    const folder = temporary();
    const middle = scalar(1, 1);
    for (let at = 0; at < middle.length; at++) {
      const flipped = Buffer.from(middle);
      flipped[at]! ^= 1 << (at % 8);
      append(folder, `${at}/${EVENTS}`, scalar(0, 0), flipped, scalarsOf(2, 3));
    }
    const followed = follow(folder);
    await followed.logdir.ready;
    await until(() => allShow(followed, "0,2,3"));
    await until(() => [...summaries(followed).values()].every(({ problems }) => problems.length));
    for (const [name, { problems }] of summaries(followed))
      expect(problems, name).toEqual([
        {
          file: `${name}/${EVENTS}`,
          offset: scalar(0, 0).length,
          reason: expect.stringMatching(/checksum; \d+ bytes skipped$/),
        },
      ]);
  });

  it.each([
    ["2^45", 2n ** 45n],
    ["2^63", 2n ** 63n],
    ["2^39", 2n ** 39n],
  ])(
    "of a length that claims %s bytes is passed over, and nothing is allocated for it",
    async (_, length) => {
      const folder = temporary();
      append(folder, EVENTS, scalar(0, 0), claim(length), scalarsOf(1, 2));
      const before = process.memoryUsage().arrayBuffers;
      const followed = follow(folder);
      await until(() => allShow(followed, "0,1,2"));
      expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16_000_000);
      await until(() => summary(followed).problems.length === 1);
    },
  );

  it("of megabytes is searched for the next record, however long that is", async () => {
    const folder = temporary();
    const noise = Buffer.alloc(1_000_000, "not a record ");
    const text = stringValue("notes", "text", "x".repeat(2_000_000));
    const long = record({ wallTime: 1, step: 1, values: [text, scalarValue("loss", 1)] });
    append(folder, EVENTS, scalar(0, 0), noise, long, noise, noise, noise, scalar(2, 2));
    await utimes(`${folder}/${EVENTS}`, LONG_AGO, LONG_AGO);
    const followed = follow(folder);
    await followed.logdir.ready;
    expect((await stepsByRun(followed)).get(".")).toEqual([0, 1, 2]);
    const skipped = summary(followed).problems.map(({ reason }) =>
      Number(/(\d+) bytes skipped/.exec(reason)?.[1]),
    );
    expect(skipped.reduce((sum, bytes) => sum + bytes, 0)).toBe(4 * noise.length);
  });

  it("of a message inside intact framing costs that record only", async () => {
    const folder = temporary();
    const broken = frameRecord(Uint8Array.of(0x2a, 0x7f, 1));
    append(folder, EVENTS, scalar(0, 0), broken, scalar(1, 1));
    const followed = follow(folder);
    await until(() => allShow(followed, "0,1"));
    await until(() => summary(followed).problems.length === 1);
    expect(summary(followed).problems[0]!.reason).toMatch(/not an event/);
  });

  it("in thousands of places is counted, not listed", async () => {
    const folder = temporary();
    const bad = Buffer.from(scalar(1, 1));
    bad[20]! ^= 1;
    append(folder, EVENTS, ...Array.from({ length: 2000 }, () => [bad, scalar(0, 0)]).flat());
    await utimes(`${folder}/${EVENTS}`, LONG_AGO, LONG_AGO);
    const followed = follow(folder);
    await followed.logdir.ready;
    expect(summary(followed).problems).toHaveLength(21);
    expect(summary(followed).problems.at(-1)!.reason).toMatch(/^1980 more damaged places/);
  });
});

describe("zeros", () => {
  it("at the tail are waited for: a network file system shows a length before its bytes", async () => {
    const folder = temporary();
    const [second, third] = [scalar(1, 1), scalar(2, 2)];
    const file = append(folder, EVENTS, scalar(0, 0), Buffer.alloc(second.length + 40));
    const followed = follow(folder);
    await followed.logdir.ready;
    expect((await stepsByRun(followed)).get(".")).toEqual([0]);
    const handle = await open(file, "r+");
    await handle.write(second, 0, second.length, scalar(0, 0).length);
    await until(() => allShow(followed, "0,1"));
    await handle.write(third, 0, third.length, scalar(0, 0).length + second.length);
    await handle.close();
    await until(() => allShow(followed, "0,1,2"));
    expect(summary(followed).problems).toEqual([]);
  });

  it("in the middle are skipped", async () => {
    const folder = temporary();
    append(folder, EVENTS, scalar(0, 0), Buffer.alloc(4096), scalarsOf(1, 2));
    const followed = follow(folder);
    await until(() => allShow(followed, "0,1,2"));
  });

  it("in a whole record are not believed at the first sight", async () => {
    const folder = temporary();
    const late = scalar(1, 1);
    const file = append(folder, EVENTS, scalar(0, 0), Buffer.from(late).fill(0, 12), scalar(2, 2));
    const steps: number[] = [];
    const [bounds, workers] = [new Bounds(folder, false), new WorkerPool()];
    const smallFiles = new SmallFiles(bounds, workers);
    const reader = new EventFileReader(
      EVENTS,
      { bounds, workers, smallFiles, findings: null },
      {
        events: (_, batch) => steps.push(...batch.steps),
        checkpoint: () => {},
        examples: () => {},
      },
    );
    expect(await reader.look(false)).toMatchObject({ kind: "again" });
    expect(steps).toEqual([0]);
    const handle = await open(file, "r+");
    await handle.write(late, 0, late.length, scalar(0, 0).length);
    await handle.close();
    expect(await reader.look(false)).toEqual({ kind: "done" });
    expect(steps).toEqual([0, 1, 2]);
    expect(reader.problems).toEqual([]);
  });
});

describe("a file that is no event file", () => {
  it.each([
    ["empty", Buffer.alloc(0), null],
    ["of a header only", record({ wallTime: 1, step: 0, fileVersion: "brain.Event:2" }), null],
    ["compressed", Buffer.concat([Uint8Array.of(0x1f, 0x8b), Buffer.alloc(500, 7)]), /gzip/],
    ["of noise", Buffer.alloc(5000, "noise"), /no record begins here/],
  ])("%s is a run without points, and says so where something is wrong", async (_, bytes, told) => {
    const folder = temporary();
    const file = append(folder, EVENTS, bytes);
    await utimes(file, LONG_AGO, LONG_AGO);
    const followed = follow(folder);
    await followed.logdir.ready;
    expect(summary(followed)).toMatchObject({ scalars: [], lastStep: null });
    const reasons = summary(followed).problems.map(({ reason }) => reason);
    expect(reasons).toEqual(told === null ? [] : [expect.stringMatching(told)]);
  });
});
