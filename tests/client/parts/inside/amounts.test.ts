// How far answers are off, against sums by hand.
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { amountErrors, amountsOf } from "../../../../client/parts/inside/amounts.ts";

it("is the mean of squares and of magnitudes, and the share of the variance that is explained", () => {
  const errors = amountErrors([1, 2, 3, 8], [1, 3, 3, 5])!;
  expect(errors).toEqual({
    squared: (1 + 9) / 4,
    absolute: 1,
    explained: 1 - 10 / 8,
    worst: 3,
  });
  expect(amountErrors([1, 2], [4, 4])!.explained).toBeNaN();
  expect(amountErrors([], [1])).toBeNull();
});

it("is nothing where all is right", () => {
  const amounts = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 1 });
  fc.assert(
    fc.property(amounts, (values) => {
      expect(amountErrors(values, values)).toMatchObject({ squared: 0, absolute: 0, worst: 0 });
    }),
  );
});

it("is known of classes, too, whose numbers are amounts", () => {
  const examples = { count: 2, left: 0, shape: [1], values: new Float32Array(2), classes: null };
  const [labels, amounts] = [Int32Array.of(3, 1), Float32Array.of(0.5, 2)];
  expect(amountsOf({ ...examples, labels })).toBe(labels);
  expect(amountsOf({ ...examples, labels: null, amounts })).toBe(amounts);
  expect(amountsOf({ ...examples, labels: null })).toBeNull();
});
