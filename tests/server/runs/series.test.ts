import { describe, expect, it } from "vitest";
import { summarise } from "#contract/distribution.ts";
import { scalarValue } from "#contract/eventlog/event.ts";
import { histogramValue } from "#contract/eventlog/histogram.ts";
import { MessageWriter } from "#contract/eventlog/wire.ts";
import { unpackFrame } from "#contract/frames.ts";
import {
  append,
  distributions,
  EVENTS,
  follow,
  type Followed,
  record,
  scalar,
  scalars,
  scalarsOf,
  seriesOf,
  summary,
  temporary,
  until,
} from "../logdir/followed.ts";

async function read(...records: Buffer[]): Promise<Followed & { folder: string }> {
  const folder = temporary();
  append(folder, EVENTS, ...records);
  const followed = follow(folder);
  await followed.logdir.ready;
  return { ...followed, folder };
}

const steps = async (followed: Followed): Promise<string> =>
  (await scalars(followed)).map(([step]) => step).join();
const logs = (step: number, ...values: MessageWriter[]): Buffer =>
  record({ wallTime: step, step, values });

describe("scalars", () => {
  it("that are not finite are kept, and so are strange times and negative steps", async () => {
    const odd = [
      record({ wallTime: NaN, step: -3, values: [scalarValue("loss", NaN)] }),
      record({ wallTime: Infinity, step: 0, values: [scalarValue("loss", -Infinity)] }),
      record({ wallTime: -5, step: 2 ** 52, values: [scalarValue("loss", Infinity)] }),
    ];
    const followed = await read(...odd);
    const frame = await seriesOf(followed, ".", "loss")!.frame(0, 3);
    const { meta, columns } = unpackFrame(frame.buffer as ArrayBuffer);
    const { id, generation, lastEventAt } = summary(followed);
    expect(meta).toEqual({ type: "scalars", run: id, generation, series: 0, from: 0 });
    expect(columns).toEqual([
      Float64Array.of(-3, 0, 2 ** 52),
      Float64Array.of(NaN, Infinity, -5),
      Float64Array.of(NaN, -Infinity, Infinity),
    ]);
    expect(lastEventAt).toBe(-5);
  });

  it("are given from any point to any point, and refused beyond", async () => {
    const followed = await read(scalarsOf(...Array.from({ length: 100 }, (_, step) => step)));
    const series = seriesOf(followed, ".", "loss")!;
    const frame = await series.frame(40, 43);
    const { meta, columns } = unpackFrame(frame.buffer as ArrayBuffer);
    expect(meta).toMatchObject({ from: 40 });
    expect(columns[0]).toEqual(Float64Array.of(40, 41, 42));
    for (const [from, to] of [
      [0, 101],
      [-1, 1],
      [2, 1],
      [0.5, 1],
    ] as const)
      await expect(series.frame(from, to)).rejects.toThrow(RangeError);
  });
});

describe("a repeated step", () => {
  it("supersedes the points at and after it, in a new generation", async () => {
    const followed = await read(scalarsOf(0, 1, 2, 3, 4));
    const { generation } = summary(followed);
    append(followed.folder, EVENTS, scalar(2, 20));
    await until(async () => (await steps(followed)) === "0,1,2");
    expect((await scalars(followed)).at(-1)).toEqual([2, 20]);
    expect(summary(followed).generation).toBeGreaterThan(generation);
    append(followed.folder, EVENTS, scalar(3, 30));
    await until(async () => (await steps(followed)) === "0,1,2,3");
    expect(summary(followed).generation).toBe(generation + 1);
  });

  it("supersedes within its tag only", async () => {
    const followed = await read(scalarsOf(0, 1, 2), scalar(5, 5, "other"), scalar(1, 10));
    expect(await steps(followed)).toBe("0,1");
    expect(await scalars(followed, ".", "other")).toEqual([[5, 5]]);
  });

  it("in another file supersedes, in the same file right behind it stands beside", async () => {
    const followed = await read(scalarsOf(0, 1, 1, 1));
    expect(await steps(followed)).toBe("0,1,1,1");
    append(followed.folder, "z.tfevents", scalar(1, 10));
    await until(async () => (await steps(followed)) === "0,1");
    expect((await scalars(followed))[1]).toEqual([1, 10]);
  });

  it("takes the best value with it when that is superseded", async () => {
    const accuracy = (step: number, value: number): Buffer => scalar(step, value, "accuracy");
    const followed = await read(accuracy(0, 0.25), accuracy(1, 0.75), accuracy(2, 0.5));
    expect(summary(followed).metric).toMatchObject({ best: 0.75 });
    append(followed.folder, EVENTS, accuracy(1, 0.375));
    await until(() => summary(followed).lastStep === 1);
    expect(summary(followed).metric).toMatchObject({ best: 0.375, last: 0.375 });
  });
});

it("the start of a session supersedes what every tag has from its step on", async () => {
  const followed = await read(
    scalarsOf(0, 1, 2),
    ...[0, 1, 2].map((step) => scalar(step, 1, "other")),
    record({ wallTime: 9, step: 1, sessionStart: true }),
  );
  expect(await steps(followed)).toBe("0");
  expect(await scalars(followed, ".", "other")).toHaveLength(1);
  append(followed.folder, EVENTS, scalarsOf(1, 2, 3));
  await until(async () => (await steps(followed)) === "0,1,2,3");
});

describe("histograms", () => {
  it("of ours come back bin for bin", async () => {
    const values = Float32Array.from({ length: 2000 }, (_, i) => Math.sin(i) * (i % 7));
    const points = [0, 1, 2].map((step) => summarise(values.map((value) => value + step)));
    const followed = await read(
      ...points.map((point, step) => logs(step, histogramValue("dense/kernel", point, [50, 40]))),
    );
    const shown = await distributions(followed, ".", "dense/kernel");
    expect(shown.map(({ step }) => step)).toEqual([0, 1, 2]);
    shown.forEach(({ distribution }, i) => {
      expect(distribution.bins).toEqual(points[i]!.bins);
      expect(distribution.mean).toBeCloseTo(points[i]!.mean, 12);
      expect(distribution).toMatchObject({ exactBins: true, exactMoments: true, count: 2000 });
    });
  });

  it("of PyTorch keep exact moments, and count what is not finite", async () => {
    const edges = [-1e-12 * 1.1 ** 200, 0, 1e-12, 1e-12 * 1.1 ** 200, 1e20];
    const proto = new MessageWriter().double(1, NaN).double(2, NaN).double(3, 12);
    proto.double(4, NaN).double(5, NaN).doubles(6, edges).doubles(7, [0, 3, 4, 3, 0]);
    const good = new MessageWriter().double(1, -0.5).double(2, 0.75).double(3, 4);
    good.double(4, 1).double(5, 2).doubles(6, [-0.4, 0.1, 0.8]).doubles(7, [1, 2, 1]);
    const followed = await read(
      logs(0, new MessageWriter().text(1, "conv1.weight").message(5, proto)),
      logs(1, new MessageWriter().text(1, "conv1.weight").message(5, good)),
    );
    const [first, second] = await distributions(followed, ".", "conv1.weight");
    expect(first!.distribution).toMatchObject({ count: 12, nonFinite: 2, exactMoments: false });
    expect(second!.distribution).toMatchObject({ count: 4, mean: 0.25, exactMoments: true });
    expect(summary(followed).parameters[0]).toMatchObject({ layer: "conv1", count: 4, points: 2 });
  });

  it("of Keras are tensors of rows, their moments estimated", async () => {
    const rows = [0, 1, 10, 1, 2, 30, 2, 3, 20];
    const content = new Uint8Array(Float64Array.from(rows).buffer);
    const size = (n: number): MessageWriter => new MessageWriter().varint(1, n);
    const shape = new MessageWriter().message(2, size(3)).message(2, size(3));
    const tensor = new MessageWriter().varint(1, 2).message(2, shape).bytes(4, content);
    const plugin = new MessageWriter().message(1, new MessageWriter().text(1, "histograms"));
    const tag = "dense/kernel_0/histogram";
    const followed = await read(
      logs(0, new MessageWriter().text(1, tag).message(8, tensor).message(9, plugin)),
      logs(1, new MessageWriter().text(1, tag).message(8, tensor)),
    );
    const shown = await distributions(followed, ".", tag);
    expect(shown).toHaveLength(2);
    expect(shown[1]!.distribution).toMatchObject({
      count: 60,
      min: 0,
      max: 3,
      exactMoments: false,
    });
    expect(shown[1]!.distribution.bins.reduce((sum, bin) => sum + bin, 0)).toBeCloseTo(60, 9);
    expect(summary(followed).parameters[0]).toMatchObject({ layer: "dense", parameter: "kernel" });
  });

  const list = (field: 6 | 7, ...values: number[]) => ({ field, values });
  it.each([
    ["unequal lists", [list(6, 1, 2), list(7, 1)], /unequal/],
    ["a negative count", [list(6, 1), list(7, -1)], /negative/],
    ["a count of NaN", [list(6, 1), list(7, NaN)], /non-finite/],
    ["an edge of NaN", [list(6, NaN), list(7, 1)], /edge/],
    ["a million buckets", [{ field: 6, values: new Float64Array(1e6) }], /more than 65536/],
  ])("with %s are left out and told of, and the next is read", async (_, lists, reason) => {
    const proto = new MessageWriter().double(1, 0).double(2, 1).double(3, 1);
    for (const { field, values } of lists) proto.doubles(field, values);
    const good = histogramValue("w", summarise([1, 2]), [2]);
    const bad = new MessageWriter().text(1, "w").message(5, proto);
    const followed = await read(logs(0, good), logs(1, bad), logs(2, good));
    expect((await distributions(followed, ".", "w")).map(({ step }) => step)).toEqual([0, 2]);
    expect(summary(followed).problems).toEqual([
      { file: EVENTS, offset: logs(0, good).length + 12, reason: expect.stringMatching(reason) },
    ]);
  });

  it("by the thousand come in one frame, the same as one by one", async () => {
    const point = (step: number): Buffer =>
      logs(step, histogramValue("w", summarise([step, step + 1, step + 3]), [3]));
    const followed = await read(...Array.from({ length: 1500 }, (_, step) => point(step)));
    const shown = await distributions(followed, ".", "w");
    expect(shown).toHaveLength(1500);
    expect(shown.every(({ step, distribution }, i) => step === i && distribution.min === i)).toBe(
      true,
    );
    const series = seriesOf(followed, ".", "w")!;
    const alone = await series.frame(700, 701);
    expect(unpackFrame(alone.buffer as ArrayBuffer).columns[0]!.slice(0, 1)).toEqual(
      Float64Array.of(700),
    );
  });
});
