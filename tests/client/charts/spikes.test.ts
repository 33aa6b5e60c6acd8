import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rangeWithoutSpikes } from "../../../client/charts/spikes.ts";

describe("the range without spikes", () => {
  it("does not depend on how far they are, nor on which side", () => {
    const apart = fc.array(fc.double({ min: 1, max: 2, noNaN: true }), {
      minLength: 8,
      maxLength: 60,
    });
    const spike = fc.double({ min: 2000, max: 1e300, noNaN: true });
    fc.assert(
      fc.property(apart, spike, fc.boolean(), (distances, far, isAbove) => {
        let at = -distances[0]!;
        const values = distances.map((distance) => (at += distance));
        const { low, high } = rangeWithoutSpikes(
          isAbove ? [...values, far] : [-far, ...values],
          1 / 4,
        );
        expect([low, high]).toEqual([values[0], values.at(-1)]);
      }),
    );
  });

  it("is all of them where spikes would be more than the share, or the others are equal", () => {
    const whole = (values: number[]) => ({ low: values[0], high: values.at(-1) });
    for (const values of [[0, 1, 2, 3, 900, 1000], [5, 5, 5, 5, 900], [1, 2], [7]]) {
      expect(rangeWithoutSpikes(values, 1 / 6)).toEqual(whole(values));
    }
  });
});
