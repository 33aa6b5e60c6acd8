import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellEdges, columnsOver, nearestStep, slotsOver } from "../../../client/charts/columns.ts";
import { linearScale } from "../../../client/charts/scales.ts";

const steps = fc
  .uniqueArray(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 300 })
  .map((list) => Float64Array.from(list).sort());
const count = fc.integer({ min: 1, max: 400 });

describe("the columns of pixels over steps", () => {
  it("have every step in exactly one slot, in order", () => {
    fc.assert(
      fc.property(steps, count, (all, columns) => {
        const { from, to } = slotsOver(all, linearScale(...cellEdges(all)), columns);
        let next = 0;
        for (let c = 0; c < columns; c++) {
          expect(from[c]).toBe(next);
          next = to[c]!;
        }
        expect(next).toBe(all.length);
      }),
    );
  });

  it("show the nearest step where none has its middle, so that none is empty", () => {
    fc.assert(
      fc.property(steps, count, (all, columns) => {
        const scale = linearScale(...cellEdges(all));
        const { from, to } = columnsOver(all, scale, columns);
        for (let c = 0; c < columns; c++) {
          expect(to[c]!).toBeGreaterThan(from[c]!);
          if (to[c]! - from[c]! > 1) continue;
          const at = scale.at((c + 0.5) / columns);
          const width = (scale.high - scale.low) / columns;
          const least = Math.min(...Array.from(all, (step) => Math.abs(step - at)));
          expect(Math.abs(all[from[c]!]! - at)).toBeLessThanOrEqual(least + width);
        }
      }),
    );
  });

  it("are empty before the first step's cell and after the last's", () => {
    const { from, to } = columnsOver([4.5, 5.5, 6.5], linearScale(0, 10), 10);
    const shown = Array.from(from, (start, c) => (start < to[c]! ? start : null));
    expect(shown).toEqual([null, null, null, null, 0, 1, 2, null, null, null]);
  });
});

it("the nearest step is the nearest, the earlier of two", () => {
  fc.assert(
    fc.property(steps, fc.double({ min: -10, max: 5010, noNaN: true }), (all, at) => {
      const distances = Array.from(all, (step) => Math.abs(step - at));
      expect(nearestStep(all, at)).toBe(distances.indexOf(Math.min(...distances)));
    }),
  );
  expect(nearestStep([], 3)).toBe(-1);
});

it("a step axis has room for half a cell at both ends", () => {
  expect(cellEdges([0, 1, 2])).toEqual([-0.5, 2.5]);
  expect(cellEdges([10, 20, 24])).toEqual([5, 26]);
  expect(cellEdges([7])).toEqual([6.5, 7.5]);
  expect(cellEdges([])).toEqual([0, 1]);
});
