import * as fc from "fast-check";
import { expect, it } from "vitest";
import {
  AXES,
  type CompareOptions,
  FIRST_OPTIONS,
  HEIGHTS,
  optionsFrom,
  optionsText,
  STYLES,
} from "../../../../client/views/compare/options.ts";

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const range = fc
  .tuple(finite, finite)
  .filter(([low, high]) => low < high)
  .map(([low, high]): readonly [number, number] => [low, high]);
const options: fc.Arbitrary<CompareOptions> = fc.record({
  style: fc.constantFrom(...STYLES),
  heights: fc.constantFrom(...HEIGHTS),
  axis: fc.constantFrom(...AXES),
  pin: fc.option(
    fc.record({ slot: fc.constantFrom("a" as const, "b" as const), step: fc.maxSafeInteger() }),
    { nil: null },
  ),
  within: fc.option(range, { nil: null }),
});

it("what the comparison is set to comes back from its words", () => {
  fc.assert(
    fc.property(options, (given) => {
      // −0 and 0 are one place on an axis, and one text.
      expect(JSON.stringify(optionsFrom(optionsText(given)))).toBe(JSON.stringify(given));
    }),
  );
});

it("nothing is written for what is as at first", () => {
  expect(optionsText(FIRST_OPTIONS)).toBe("");
});

it.each(["pink", "a@", "c@3", "a@1.5", "3_1", "_", "1_", "1_2_3"])(
  "%s is as if it were not said",
  (words) => {
    expect(optionsFrom(words)).toEqual(FIRST_OPTIONS);
  },
);
