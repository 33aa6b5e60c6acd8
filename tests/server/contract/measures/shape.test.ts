import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { summarise } from "#contract/distribution.ts";
import { bandwidthOf, densityAt } from "#contract/measures/density.ts";
import { movementBetween, relativeMove, updateRatio } from "#contract/measures/movement.ts";
import { excessKurtosis, nonFiniteShare, normOf, zerosShare } from "#contract/measures/shape.ts";

const values = fc
  .array(fc.float({ min: -10, max: 10, noNaN: true }), { minLength: 1, maxLength: 50 })
  .map((list) => Float32Array.from(list));
const evenly = (count: number, from: number, to: number): Float64Array =>
  Float64Array.from({ length: count }, (_, i) => from + ((to - from) * (i + 0.5)) / count);

describe("the norm", () => {
  it("is the root of the sum of squares", () => {
    fc.assert(
      fc.property(values, (list) => {
        const expected = Math.sqrt(list.reduce((sum, value) => sum + value * value, 0));
        expect(normOf(summarise(list))).toBeCloseTo(expected, 5);
      }),
    );
  });

  it("leaves out what is not finite, and is none where nothing is", () => {
    expect(normOf(summarise([3, NaN, 4, Infinity]))).toBeCloseTo(5, 12);
    expect(normOf(summarise([NaN]))).toBeNaN();
  });
});

describe("shares", () => {
  it("are of all values", () => {
    const distribution = summarise([0, 0, 1, NaN]);
    expect(zerosShare(distribution)).toBe(0.5);
    expect(nonFiniteShare(distribution)).toBe(0.25);
  });

  it("of zeros are not known where the log does not tell", () => {
    expect(zerosShare({ ...summarise([0]), zeros: NaN })).toBeNaN();
  });
});

describe("the excess kurtosis", () => {
  it("of a uniform law is −1.2, wherever it lies", () => {
    expect(excessKurtosis(summarise(evenly(10_000, -0.07, 0.07)))).toBeCloseTo(-1.2, 4);
    expect(excessKurtosis(summarise(evenly(10_000, 100, 101)))).toBeCloseTo(-1.2, 4);
  });

  it("is that of the values to within their bins", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 3 }),
        (list) => {
          const distribution = summarise(list);
          fc.pre(distribution.variance > 1e-3);
          const { mean, variance } = distribution;
          const fourth = list.reduce((sum, value) => sum + (value - mean) ** 4, 0) / list.length;
          const expected = fourth / variance ** 2 - 3;
          expect(Math.abs(excessKurtosis(distribution) - expected)).toBeLessThan(
            0.02 * (Math.abs(expected) + 3),
          );
        },
      ),
    );
  });

  it("of one single value is none", () => {
    expect(excessKurtosis(summarise([2, 2]))).toBeNaN();
  });
});

describe("the density", () => {
  it("holds all values: its integral is 1", () => {
    const distribution = summarise([...evenly(500, -1, 1), ...evenly(500, 0, 0.2)]);
    const points = evenly(4000, -4, 4);
    const total = densityAt(distribution, points).reduce((sum, one) => sum + one, 0);
    expect((total * 8) / 4000).toBeCloseTo(1, 4);
  });

  it("is what a kernel around every value gives", () => {
    const list = [...evenly(300, -1, 1), ...evenly(200, 0.4, 0.6)];
    const distribution = summarise(list);
    const h = bandwidthOf(distribution);
    for (const x of [-1.1, -0.5, 0, 0.5, 0.9]) {
      const slow =
        list.reduce((sum, value) => sum + Math.exp(-(((x - value) / h) ** 2) / 2), 0) /
        (list.length * h * Math.sqrt(2 * Math.PI));
      expect(densityAt(distribution, [x])[0]).toBeCloseTo(slow, 2);
    }
  });

  it("has Silverman's bandwidth", () => {
    const list = evenly(1000, 0, 1);
    // Of a uniform law the deviation is 0.2887, the interquartile range 0.5.
    expect(bandwidthOf(summarise(list))).toBeCloseTo(0.9 * 0.2887 * 1000 ** -0.2, 3);
  });

  it("of one single value is nothing anywhere", () => {
    expect(bandwidthOf(summarise([1, 1]))).toBe(0);
    expect([...densityAt(summarise([1, 1]), [0, 1])]).toEqual([0, 0]);
    expect([...densityAt(summarise([NaN]), [0])]).toEqual([0]);
  });
});

describe("a movement", () => {
  it("is that of the differences", () => {
    const { before, after, moved, cosine } = movementBetween(
      Float32Array.of(3, 4),
      Float32Array.of(4, 3),
    );
    expect([before, after]).toEqual([5, 5]);
    expect(moved).toBeCloseTo(Math.SQRT2, 12);
    expect(cosine).toBeCloseTo(24 / 25, 12);
  });

  it("of a step of a thousandth is −3", () => {
    const weights = evenly(100, 1, 2);
    const movement = movementBetween(
      weights,
      weights.map((weight) => weight * 1.001),
    );
    expect(updateRatio(movement)).toBeCloseTo(-3, 9);
    expect(relativeMove(movement)).toBeCloseTo(0.001, 9);
    expect(movement.cosine).toBeCloseTo(1, 12);
  });

  it("obeys the triangle, and is nothing for weights that stayed", () => {
    fc.assert(
      fc.property(values, (list) => {
        const doubled = list.map((value) => value * 2);
        const { before, after, moved } = movementBetween(list, doubled);
        expect(moved).toBeCloseTo(before, 4);
        expect(after).toBeLessThanOrEqual(before + moved + 1e-6);
        expect(movementBetween(list, list).moved).toBe(0);
      }),
    );
  });

  it("is no number where a weight is none", () => {
    const nothing = { before: NaN, after: NaN, moved: NaN, cosine: NaN };
    expect(movementBetween(Float32Array.of(1), Float32Array.of(NaN))).toEqual(nothing);
    expect(movementBetween(Float32Array.of(Infinity), Float32Array.of(Infinity))).toEqual(nothing);
  });
});
