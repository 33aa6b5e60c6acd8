import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  linearScale,
  logScale,
  type Scale,
  symmetricLogScale,
} from "../../../client/charts/scales.ts";

const value = fc.double({ min: -1e3, max: 1e3, noNaN: true });
const size = fc.double({ min: 1e-4, max: 1e6, noNaN: true });
const scales: fc.Arbitrary<Scale> = fc.oneof(
  fc.tuple(value, size).map(([low, span]) => linearScale(low, low + span)),
  fc.tuple(size, size).map(([low, factor]) => logScale(low, low * (1 + factor))),
  fc.tuple(size, size, size).map(([low, high, knee]) => symmetricLogScale(-low, high, knee)),
);

describe("every scale", () => {
  it("gives back the value of a place, from 0 at the low end to 1 at the high", () => {
    fc.assert(
      fc.property(scales, fc.double({ min: 0, max: 1, noNaN: true }), (scale, place) => {
        expect(scale.place(scale.low)).toBeCloseTo(0, 6);
        expect(scale.place(scale.high)).toBeCloseTo(1, 6);
        expect(scale.place(scale.at(place))).toBeCloseTo(place, 5);
      }),
    );
  });

  it("has ascending ticks within its ends, no more than a few above what is asked for", () => {
    fc.assert(
      fc.property(scales, fc.integer({ min: 1, max: 12 }), (scale, most) => {
        const ticks = scale.ticks(most);
        const slack = (scale.high - scale.low) * 1e-6;
        ticks.forEach((tick, i) => {
          expect(tick).toBeGreaterThanOrEqual(scale.low - slack);
          expect(tick).toBeLessThanOrEqual(scale.high + slack);
          if (i > 0) expect(tick).toBeGreaterThan(ticks[i - 1]!);
        });
        expect(ticks.length).toBeLessThanOrEqual(most + 8);
      }),
    );
  });
});

it("even ticks are round", () => {
  expect(linearScale(-0.13, 0.21).ticks(4)).toEqual([-0.1, 0, 0.1, 0.2]);
  expect(linearScale(0, 12_400).ticks(5)).toEqual([0, 5000, 10_000]);
});

it("ends that differ by little more than rounding have ticks that differ", () => {
  const ticks = linearScale(99_999.9999992, 100_000.0000002).ticks(5);
  expect(new Set(ticks).size).toBe(ticks.length);
  expect(ticks.length).toBeGreaterThan(1);
  expect(linearScale(1, 1).ticks(5)).toEqual([1]);
  expect(linearScale(1, 1 + 4 * Number.EPSILON).ticks(5)).toEqual([1]);
});

it("ticks by factors are powers of ten, every so many where there are too many", () => {
  expect(logScale(0.004, 20).ticks(6)).toEqual([0.01, 0.1, 1, 10]);
  expect(logScale(1e-8, 1).ticks(3)).toEqual([1e-8, 1e-5, 0.01]);
});

it("within one decade there are ticks all the same", () => {
  expect(logScale(15, 80).ticks(4)).toEqual([20, 50]);
  expect(logScale(21, 29).ticks(4).length).toBeGreaterThanOrEqual(2);
});

it("a logarithmic scale has no place for zero and below", () => {
  expect(logScale(1, 10).place(0)).toBeNaN();
  expect(logScale(1, 10).place(-1)).toBeNaN();
});

it("a symmetric one mirrors itself, zero in the middle", () => {
  const scale = symmetricLogScale(-3, 3, 0.01);
  expect(scale.place(0)).toBeCloseTo(0.5, 12);
  expect(scale.place(-0.2)).toBeCloseTo(1 - scale.place(0.2), 12);
  expect(scale.ticks(7)).toEqual([-1, -0.1, -0.01, 0, 0.01, 0.1, 1]);
});
