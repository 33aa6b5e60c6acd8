import { describe, expect, it } from "vitest";
import { summarise } from "#contract/distribution.ts";
import { fromColumns } from "#contract/distributionColumns.ts";
import { encodeEvent, scalarValue } from "#contract/eventlog/event.ts";
import { histogramValue } from "#contract/eventlog/histogram.ts";
import { frameRecord } from "#contract/eventlog/tfrecord.ts";
import { MessageWriter } from "#contract/eventlog/wire.ts";
import { unpackFrame } from "#contract/frames.ts";
import type { Series } from "../../../server/runs/index.ts";
import {
  append,
  EVENTS,
  follow,
  type Followed,
  record,
  scalar,
  scalarsOf,
  seriesOf,
  summary,
  temporary,
} from "../logdir/followed.ts";

async function read(...records: Uint8Array[]): Promise<Followed> {
  const folder = temporary();
  append(folder, EVENTS, ...records);
  const followed = follow(folder);
  await followed.logdir.ready;
  return followed;
}

async function points(series: Series, superseded: boolean): Promise<number[][]> {
  const length = superseded ? series.superseded : series.length;
  const frame = await series.frame(0, length, superseded);
  const [steps, , values] = unpackFrame(frame.buffer as ArrayBuffer).columns;
  return Array.from(steps!, (step, i) => [step, values![i]!]);
}

describe("points that were written again", () => {
  it("are kept beside those that stand", async () => {
    const followed = await read(scalarsOf(0, 1, 2, 3), scalar(2, 20), scalar(3, 30), scalar(1, 10));
    const series = seriesOf(followed, ".", "loss")!;
    expect(await points(series, false)).toEqual([
      [0, 0],
      [1, 10],
    ]);
    expect(await points(series, true)).toEqual([
      [2, 2],
      [3, 3],
      [1, 1],
      [2, 20],
      [3, 30],
    ]);
    expect(summary(followed).scalars).toMatchObject([{ points: 2, superseded: 5 }]);
    await expect(series.frame(0, 6, true)).rejects.toThrow(RangeError);
  });

  it("are kept when the start of a session says so", async () => {
    const start = record({ wallTime: 9, step: 1, sessionStart: true });
    const followed = await read(scalarsOf(0, 1, 2), start, scalar(1, 10));
    const series = seriesOf(followed, ".", "loss")!;
    expect(await points(series, true)).toEqual([
      [1, 1],
      [2, 2],
    ]);
  });

  it("are kept of distributions, and can be decoded", async () => {
    const logs = (step: number, ...values: number[]): Buffer =>
      record({ wallTime: step, step, values: [histogramValue("w", summarise(values), [1])] });
    const followed = await read(logs(0, 1), logs(1, 2), logs(1, 3), logs(0, 4));
    const series = seriesOf(followed, ".", "w")!;
    const decode = async (superseded: boolean): Promise<number[][]> => {
      const frame = await series.frame(0, superseded ? 3 : 1, superseded);
      return fromColumns(unpackFrame(frame.buffer as ArrayBuffer).columns).map(
        ({ step, distribution }) => [step, distribution.mean],
      );
    };
    expect(await decode(true)).toEqual([
      [0, 1],
      [1, 2],
      [1, 3],
    ]);
    expect(await decode(false)).toEqual([[0, 4]]);
  });
});

describe("steps beyond 2^53", () => {
  const big = 2n ** 53n;
  const logs = (step: bigint): Uint8Array => {
    const event = encodeEvent({ wallTime: 1, step: 0, values: [scalarValue("loss", 1)] });
    const stepAt = event.indexOf(0x10);
    const written = new MessageWriter().varint(2, step).finish();
    return frameRecord(
      Uint8Array.from([...event.subarray(0, stepAt), ...written, ...event.subarray(stepAt + 2)]),
    );
  };

  it("are exact, among others and after a restart", async () => {
    const steps = [5n, big + 1n, big + 3n, 2n ** 63n - 1n];
    const followed = await read(...steps.map(logs));
    const series = seriesOf(followed, ".", "loss")!;
    expect(steps.map((_, i) => series.exactStep(i))).toEqual(steps);
    const again = await read(...steps.map(logs), logs(big + 1n), logs(big + 5n));
    const after = seriesOf(again, ".", "loss")!;
    expect([0, 1, 2].map((i) => after.exactStep(i))).toEqual([5n, big + 1n, big + 5n]);
    expect(after.superseded).toBe(3);
  });

  it("are exact when negative", async () => {
    const followed = await read(logs(-big - 1n), logs(-1n));
    const series = seriesOf(followed, ".", "loss")!;
    expect([series.exactStep(0), series.exactStep(1)]).toEqual([-big - 1n, -1n]);
  });
});
