// Courses of logged series, wherever their histograms lie, and movements between tensors of any size.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { summarise } from "#contract/distribution.ts";
import { histogramValue } from "#contract/eventlog/histogram.ts";
import { courseOf } from "#contract/measures/course.ts";
import { sortedFinite } from "#contract/measures/exactDistances.ts";
import { movementBetween } from "#contract/measures/movement.ts";
import {
  courseOver,
  type MeasuredSeries,
  measuredSeries,
  movementsOver,
  type TensorBytes,
  weightDistances,
} from "../../../server/runs/index.ts";
import {
  append,
  EVENTS,
  follow,
  type Followed,
  record,
  seriesOf,
  temporary,
} from "../logdir/followed.ts";

const POINTS = 40;
const LATER_EVENTS = EVENTS.replace(".1.", ".2.");

const weightsAt = (step: number): Float32Array =>
  Float32Array.from({ length: 50 }, (_, i) => Math.sin(i * (1 + step / 20)) * (1 + step / 10));
const logged = (step: number): Buffer =>
  record({ wallTime: step, step, values: [histogramValue("w", summarise(weightsAt(step)), [50])] });
const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_, i) => from + i);

async function followed(
  files: Readonly<Record<string, readonly number[]>>,
): Promise<Followed & { folder: string; series: MeasuredSeries }> {
  const folder = temporary();
  for (const [file, steps] of Object.entries(files)) append(folder, file, ...steps.map(logged));
  const all = follow(folder);
  await all.logdir.ready;
  return { ...all, folder, series: measuredSeries(seriesOf(all, ".", "w"))! };
}

describe("the course of a logged series", () => {
  it.each([
    ["in one file", { [EVENTS]: range(0, POINTS) }],
    ["in two files", { [EVENTS]: range(0, 25), [LATER_EVENTS]: range(25, POINTS) }],
    [
      "that a restarted job wrote again",
      { [EVENTS]: range(0, 30), [LATER_EVENTS]: range(10, POINTS) },
    ],
  ])("%s is that of its distributions", async (_, files) => {
    const { series } = await followed(files);
    expect(series.length).toBe(POINTS);
    const { course, byChange } = await courseOver(series, 0, POINTS);
    expect(byChange).toBe(true);
    expect(course).toEqual(courseOf(await series.at(range(0, POINTS))));
  });

  it("from some point on measures against the first and the one before", async () => {
    const { series } = await followed({ [EVENTS]: range(0, POINTS) });
    const { course } = await courseOver(series, 10, POINTS);
    const whole = courseOf(await series.at(range(0, POINTS)));
    expect([...course.indices]).toEqual(range(10, POINTS));
    for (const name of ["wassersteinFromFirst", "jensenShannonFromPrevious"] as const)
      expect(course.columns[name]).toEqual(whole.columns[name].slice(10));
  });

  it("is refused in words when its file is another", async () => {
    const { series, folder } = await followed({ [EVENTS]: range(0, POINTS) });
    writeFileSync(join(folder, EVENTS), Buffer.alloc(5_000_000));
    await expect(courseOver(series, 0, POINTS)).rejects.toThrow(/replaced|cut/);
  });
});

describe("tensors", () => {
  /** Weights in pieces of these lengths, over and over. */
  const tensor = (values: Float32Array, pieces: readonly number[]): TensorBytes => ({
    shape: [values.length],
    byteLength: values.byteLength,
    async *stream() {
      for (let [at, turn] = [0, 0]; at < values.length; turn++) {
        const length = pieces[turn % pieces.length]!;
        const piece = values.slice(at, at + length);
        yield new Uint8Array(piece.buffer);
        at += length;
      }
    },
    spectrum: () => Promise.reject(new Error("not asked for")),
    sorted: async () => sortedFinite(values),
  });
  const pieces = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 });

  it("move as all their weights at once do, however they are cut into pieces", async () => {
    await fc.assert(
      fc.asyncProperty(pieces, pieces, pieces, async (...cuts) => {
        const tensors = cuts.map((cut, step) => ({ step, tensor: tensor(weightsAt(step), cut) }));
        const movements = await movementsOver(tensors);
        expect(movements.map(({ from, to }) => [from, to])).toEqual([
          [0, 1],
          [1, 2],
        ]);
        const expected = movementBetween(weightsAt(1), weightsAt(2));
        expect(movements[1]!.moved).toBeCloseTo(expected.moved, 9);
        expect(movements[1]!.cosineToFirst).toBeCloseTo(
          movementBetween(weightsAt(0), weightsAt(2)).cosine,
          9,
        );
      }),
    );
  });

  it("are as far apart as their weights themselves, however many turns that takes", async () => {
    const many = (shift: number): Float32Array =>
      Float32Array.from({ length: 300_000 }, (_, i) => Math.fround(i / 1024) + shift);
    const distances = await weightDistances(tensor(many(0), [7]), tensor(many(2), [9]));
    expect(distances.wasserstein).toBeCloseTo(2, 4);
    expect(distances.kolmogorovSmirnov).toBeCloseTo(2048 / 300_000, 9);
  });

  it("begin to move anew where their shape becomes another", async () => {
    const sizes = [8, 8, 4, 4];
    const tensors = sizes.map((size, step) => {
      return { step, tensor: tensor(weightsAt(step).slice(0, size), [3]) };
    });
    const movements = await movementsOver(tensors);
    expect(movements.map(({ from, to }) => [from, to])).toEqual([
      [0, 1],
      [2, 3],
    ]);
    expect(movements[1]!.cosineToFirst).toBe(movements[1]!.cosine);
  });
});
