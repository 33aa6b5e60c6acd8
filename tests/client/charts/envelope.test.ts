import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { envelope, pathOf } from "../../../client/charts/envelope.ts";

const WIDTH = 100;
const same = (value: number): number => value;

/** Values at steps 0, 1, 2, … over `WIDTH` columns. */
function drawn(values: readonly number[]) {
  const steps = Float64Array.from(values, (_, i) => i);
  return envelope(steps, values, (step) => (step / values.length) * WIDTH, same);
}

describe("the envelope of a long line", () => {
  it("keeps the highest and the lowest of every column, in few vertices", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true })), (values) => {
        const { stretches, notFinite } = drawn(values);
        const ys = stretches.flat().map(([, y]) => y);
        expect(notFinite).toEqual([]);
        expect(ys.length).toBeLessThanOrEqual(4 * WIDTH);
        expect(stretches.length).toBe(values.length === 0 ? 0 : 1);
        expect(Math.max(...ys)).toBe(Math.max(...values));
        expect(Math.min(...ys)).toBe(Math.min(...values));
      }),
    );
  });

  it("keeps one spike among a million values, at its place", () => {
    const values = [...new Float64Array(1_000_000).fill(1)];
    values[500_123] = 9;
    const spike = drawn(values)
      .stretches.flat()
      .find(([, y]) => y === 9);
    expect(spike![0]).toBeCloseTo(50.0123, 6);
  });

  it("marks columns with values that are not finite, and breaks where all are", () => {
    const values = Array.from({ length: 1000 }, (_, i) => i);
    values[5] = NaN;
    for (let i = 500; i < 600; i++) values[i] = Infinity;
    const { stretches, notFinite } = drawn(values);
    expect(stretches).toHaveLength(2);
    expect(notFinite).toEqual([0, ...Array.from({ length: 10 }, (_, i) => 50 + i)]);
  });

  it("is a path of lines, a single value a dot", () => {
    expect(
      pathOf([
        [
          [0, 1],
          [2, 3.25],
        ],
        [[5, 6]],
      ]),
    ).toBe("M0.0 1.0L2.0 3.3M5.0 6.0h0");
  });
});
