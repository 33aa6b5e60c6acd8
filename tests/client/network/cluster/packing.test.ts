import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { packed, type Rectangle } from "../../../../client/network/cluster/packing.ts";

const areas = fc.array(fc.double({ min: 0.05, max: 4, noNaN: true }), {
  minLength: 1,
  maxLength: 60,
});
const box = fc.record({
  left: fc.integer({ min: -50, max: 50 }),
  top: fc.integer({ min: -50, max: 50 }),
  width: fc.integer({ min: 40, max: 400 }),
  height: fc.integer({ min: 40, max: 400 }),
});
const ALMOST_PX = 1e-6;

describe("packed rectangles", () => {
  it("lie within the box, and none over another", () => {
    fc.assert(
      fc.property(areas, box, (all, within) => {
        const places = packed(all, within);
        expect(places).toHaveLength(all.length);
        for (const [i, place] of places.entries()) {
          expect(place.left).toBeGreaterThanOrEqual(within.left - ALMOST_PX);
          expect(place.top).toBeGreaterThanOrEqual(within.top - ALMOST_PX);
          expect(rightOf(place)).toBeLessThanOrEqual(rightOf(within) + ALMOST_PX);
          expect(bottomOf(place)).toBeLessThanOrEqual(bottomOf(within) + ALMOST_PX);
          for (const other of places.slice(i + 1)) expect(overlap(place, other)).toBeLessThan(1e-4);
        }
      }),
    );
  });

  it("have areas in the ratio asked for, within 1 %, and fill more than 0.7 of the box", () => {
    fc.assert(
      fc.property(areas, box, (all, within) => {
        const places = packed(all, within);
        const sum = all.reduce((total, area) => total + area);
        const whole = within.width * within.height;
        let filled = 0;
        places.forEach((place, i) => {
          const share = areaOf(place) / whole / (all[i]! / sum);
          expect(Math.abs(share - 1)).toBeLessThan(0.01);
          filled += areaOf(place);
        });
        expect(filled / whole).toBeGreaterThan(0.7);
      }),
    );
  });

  it("are near squares where their areas are alike", () => {
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 64 }), (count) => {
        const places = packed(new Float64Array(count).fill(1), {
          left: 0,
          top: 0,
          width: 300,
          height: 200,
        });
        for (const { width, height } of places) {
          expect(Math.max(width / height, height / width)).toBeLessThan(2.7);
        }
      }),
    );
  });
});

function rightOf({ left, width }: Rectangle): number {
  return left + width;
}

function bottomOf({ top, height }: Rectangle): number {
  return top + height;
}

function areaOf({ width, height }: Rectangle): number {
  return width * height;
}

function overlap(one: Rectangle, other: Rectangle): number {
  const width = Math.min(rightOf(one), rightOf(other)) - Math.max(one.left, other.left);
  const height = Math.min(bottomOf(one), bottomOf(other)) - Math.max(one.top, other.top);
  return Math.max(width, 0) * Math.max(height, 0);
}
