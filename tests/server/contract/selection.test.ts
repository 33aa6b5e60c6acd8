import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Outlines, selectedPoints } from "#contract/selection.ts";

/** A series whose mean is as given; all else stays. */
function outlines(mean: ArrayLike<number>): Outlines {
  const flat = Float64Array.from(mean, (value) => (Number.isNaN(value) ? NaN : 0));
  return { mean, deviation: flat, min: flat, max: flat };
}

describe("the selection of a series", () => {
  it("is all of it where there are few, and never more than the most", () => {
    const even = fc.integer({ min: 2, max: 60 }).map((half) => 2 * half);
    fc.assert(
      fc.property(fc.array(fc.double(), { maxLength: 400 }), even, (means, most) => {
        for (const known of [outlines(means), null]) {
          const selected = [...selectedPoints(means.length, known, most)];
          expect(selected.length).toBeLessThanOrEqual(most);
          expect(selected).toEqual([...new Set(selected)].sort((a, b) => a - b));
          if (means.length <= most) expect(selected).toHaveLength(means.length);
          else expect([selected[0], selected.at(-1)]).toEqual([0, means.length - 1]);
        }
      }),
    );
  });

  it("keeps the one point that differs, wherever it is", () => {
    fc.assert(
      fc.property(fc.nat({ max: 11_999 }), fc.constantFrom(3, -3, NaN), (spike, value) => {
        const means = new Float64Array(12_000);
        means[spike] = value;
        expect(selectedPoints(means.length, outlines(means), 400)).toContain(spike);
      }),
    );
  });

  it("is spread evenly where nothing differs or nothing is known", () => {
    for (const known of [outlines(new Float64Array(10_000)), null]) {
      const selected = selectedPoints(10_000, known, 100);
      const gaps = Array.from(selected.subarray(1), (index, i) => index - selected[i]!);
      expect(Math.max(...gaps)).toBeLessThanOrEqual(205);
    }
  });
});
