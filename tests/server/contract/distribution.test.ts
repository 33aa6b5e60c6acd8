import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Distribution,
  fromBuckets,
  levelFor,
  quantile,
  summarise,
  windowOf,
} from "#contract/distribution.ts";
import { fromColumns, toColumns } from "#contract/distributionColumns.ts";
import { decodeEvent, encodeEvent } from "#contract/eventlog/event.ts";
import {
  decodeHistogramProto,
  histogramFromTensor,
  histogramValue,
  shapeFromDescription,
} from "#contract/eventlog/histogram.ts";
import { packFrame, unpackFrame } from "#contract/frames.ts";

const weights = fc
  .array(
    fc.oneof(fc.float(), fc.float({ min: -1, max: 1, noNaN: true }), fc.constantFrom(0, -0, 1)),
    { maxLength: 60 },
  )
  .map((values) => Float32Array.from(values));
const sum = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((total, value) => total + value, 0);

function logged(distribution: Distribution): Distribution {
  const payload = encodeEvent({
    wallTime: 0,
    step: 0,
    values: [histogramValue("t", distribution, [2])],
  });
  const { content } = decodeEvent(payload);
  const data = content.kind === "summary" ? content.values[0]!.data : null;
  if (data?.kind !== "histogram") throw new Error("no histogram");
  return decodeHistogramProto(payload, data.start, data.end);
}

describe("a distribution", () => {
  it("counts every finite value in its bin, and the rest as non-finite", () => {
    fc.assert(
      fc.property(weights, (values) => {
        const d = summarise(values);
        const finite = values.filter(Number.isFinite);
        expect(sum(d.bins)).toBe(finite.length);
        expect(d.nonFinite).toBe(values.length - finite.length);
        expect(d.zeros).toBe(finite.filter((value) => value === 0).length);
        expect(d.bins.length).toBeLessThanOrEqual(1026);
        d.bins.forEach((count, i) => {
          const [left, right] = [(d.first + i) * 2 ** d.level, (d.first + i + 1) * 2 ** d.level];
          expect(count).toBe(finite.filter((value) => value >= left && value < right).length);
        });
      }),
    );
  });

  it("has the mean and the variance of a two-pass calculation", () => {
    fc.assert(
      fc.property(
        fc.array(fc.float({ min: -100, max: 100, noNaN: true }), { minLength: 1 }),
        (values) => {
          const d = summarise(values);
          const mean = sum(values) / values.length;
          expect(d.mean).toBeCloseTo(mean, 9);
          expect(d.variance).toBeCloseTo(
            sum(values.map((value) => (value - mean) ** 2)) / values.length,
            7,
          );
        },
      ),
    );
  });

  it("comes back from the event file bin for bin, zeros and non-finite values told apart", () => {
    fc.assert(
      fc.property(weights, (values) => {
        const d = summarise(values);
        const back = logged(d);
        expect(back.bins).toEqual(d.bins);
        expect({ ...back, bins: null, mean: 0, variance: 0 }).toEqual({
          ...d,
          bins: null,
          mean: 0,
          variance: 0,
        });
        if (values.every(Number.isFinite) && values.length > 0)
          expect(back.mean).toBeCloseTo(d.mean, 6 - Math.log10(1 + Math.abs(d.mean)));
      }),
    );
  });

  it("says the same at any coarser grid, and never loses a value outside a window", () => {
    fc.assert(
      fc.property(
        weights,
        fc.integer({ min: 0, max: 12 }),
        fc.integer({ min: -5, max: 5 }),
        (values, octaves, shift) => {
          const d = summarise(values);
          const level = d.level + octaves;
          const first = Math.floor(d.first / 2 ** octaves) + shift;
          const window = windowOf(d, level, first, 20);
          expect(window.below + window.above + sum(window.counts)).toBe(d.count - d.nonFinite);
          const width = 2 ** level;
          window.counts.forEach((count, i) => {
            const inside = values.filter(
              (value) => value >= (first + i) * width && value < (first + i + 1) * width,
            );
            expect(count).toBe(inside.length);
          });
        },
      ),
    );
  });

  it("gives quantiles to within one bin", () => {
    fc.assert(
      fc.property(
        fc.array(fc.float({ min: -9, max: 9, noNaN: true }), { minLength: 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (values, p) => {
          const d = summarise(values);
          const sorted = values.toSorted((a, b) => a - b);
          const exact =
            sorted[Math.min(Math.max(Math.ceil(p * sorted.length) - 1, 0), sorted.length - 1)]!;
          expect(Math.abs(quantile(d, p) - exact)).toBeLessThanOrEqual(2 ** d.level * (1 + 1e-9));
        },
      ),
    );
  });

  it("has a level whose grid is at least as fine as a 512th of the range", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (range) => {
        const bins = range / 2 ** levelFor(0, range);
        expect(bins).toBeGreaterThan(512);
        expect(bins).toBeLessThanOrEqual(1024);
      }),
    );
  });

  it("counts the smallest and the largest doubles too", () => {
    for (const values of [
      [5e-324, 1e-306],
      [-Number.MAX_VALUE, 0, Number.MAX_VALUE],
      [Number.MAX_VALUE],
    ]) {
      const d = summarise(Float64Array.from(values));
      expect(sum(d.bins)).toBe(values.length);
      expect(sum(logged(d).bins)).toBe(values.length);
    }
  });

  it("travels as columns in a frame unchanged", () => {
    fc.assert(
      fc.property(fc.array(weights, { maxLength: 5 }), (epochs) => {
        const points = epochs.map((values, step) => ({
          step,
          wallTime: step / 3,
          distribution: summarise(values),
        }));
        const frame = packFrame({ type: "distributions" }, toColumns(points));
        const { meta, columns } = unpackFrame(frame.buffer as ArrayBuffer);
        expect(meta).toEqual({ type: "distributions" });
        expect(fromColumns(columns)).toEqual(points);
      }),
    );
  });
});

describe("somebody else's histogram", () => {
  it("keeps its total and its mean when spread over the grid, and says it is estimated", () => {
    const bucket = fc.tuple(fc.double({ min: 0.001, max: 3, noNaN: true }), fc.nat(1000));
    fc.assert(
      fc.property(
        fc.array(bucket, { minLength: 1, maxLength: 40 }),
        fc.double({ min: -50, max: 50, noNaN: true }),
        (widths, start) => {
          const rights: number[] = [];
          const lefts: number[] = [];
          let edge = start;
          for (const [width] of widths) {
            lefts.push(edge);
            rights.push((edge += width));
          }
          const counts = widths.map(([, count]) => count);
          const count = sum(counts);
          const d = fromBuckets({
            lefts,
            rights,
            counts,
            min: NaN,
            max: NaN,
            count,
            zeros: NaN,
            moments: null,
            level: null,
          });
          expect(sum(d.bins)).toBeCloseTo(count, 6);
          expect(d.exactBins || count === 0).toBe(count === 0);
          if (count === 0) return;
          const mean = sum(counts.map((n, i) => (n * (lefts[i]! + rights[i]!)) / 2)) / count;
          expect(d.mean).toBeCloseTo(mean, 6);
        },
      ),
    );
  });

  it("of Keras with all values equal has its whole count in the last bucket", () => {
    const rows = Array.from({ length: 30 }, (_, i) => [0.5, 0.5, i === 29 ? 64 : 0]).flat();
    const d = histogramFromTensor({
      dtype: 2,
      shape: [30, 3],
      numbers: Float64Array.from(rows),
      strings: [],
    });
    expect(d).toMatchObject({
      count: 64,
      min: 0.5,
      max: 0.5,
      mean: 0.5,
      variance: 0,
      exactMoments: false,
    });
    expect(sum(d.bins)).toBe(64);
  });

  it("with unequal lists, NaN or negative counts is refused", () => {
    const shape = [1, 3];
    for (const count of [NaN, -1, Infinity]) {
      const numbers = Float64Array.of(0, 1, count);
      expect(() => histogramFromTensor({ dtype: 2, shape, numbers, strings: [] })).toThrow("count");
    }
  });
});

it("a shape in the description is read back, anything else is not one", () => {
  expect(shapeFromDescription("shape [784, 512]")).toEqual([784, 512]);
  expect(shapeFromDescription("shape []")).toEqual([]);
  expect(shapeFromDescription("the kernel")).toBeNull();
  expect(shapeFromDescription(null)).toBeNull();
});
