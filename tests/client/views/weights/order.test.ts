// The order of units: permutations that put strong ones first, or like ones next to each other.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Matrix } from "../../../../client/charts/hintonPixels.ts";
import { unitOrder } from "../../../../client/views/weights/order.ts";

function matrixOf(values: readonly number[], rows: number, columns: number): Matrix {
  return { values: Float32Array.from(values), rows, columns, apart: { row: columns, column: 1 } };
}

describe("the order of units", () => {
  it("loses none and doubles none, whatever the weights are", () => {
    const weights = fc.array(fc.oneof(fc.float(), fc.constant(NaN)), {
      minLength: 24,
      maxLength: 24,
    });
    fc.assert(
      fc.property(weights, fc.constantFrom("index", "norm", "similarity"), (values, by) => {
        const { rows, columns } = unitOrder(matrixOf(values, 4, 6), by);
        expect([...rows].sort((a, b) => a - b)).toEqual([0, 1, 2, 3]);
        expect([...columns].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5]);
      }),
    );
  });

  it("by norm has the strongest first", () => {
    const { rows, columns } = unitOrder(matrixOf([1, 0, -9, 2, 0, 3], 3, 2), "norm");
    expect([...rows]).toEqual([1, 2, 0]);
    expect([...columns]).toEqual([0, 1]);
  });

  it("by similarity puts a shuffled circle of units back together", () => {
    const count = 24;
    const shuffled = Array.from({ length: count }, (_, i) => (i * 7) % count);
    const values = shuffled.flatMap((place) =>
      Array.from({ length: count }, (_, column) =>
        Math.cos((2 * Math.PI * (place - column)) / count),
      ),
    );
    const { rows } = unitOrder(matrixOf(values, count, count), "similarity");
    const places = Array.from(rows, (row) => shuffled[row]!);
    places.slice(1).forEach((place, i) => {
      const apart = Math.abs(place - places[i]!);
      expect(Math.min(apart, count - apart)).toBe(1);
    });
  });
});
