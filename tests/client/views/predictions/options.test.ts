// What the view of predictions is set to, as words in the address.
import fc from "fast-check";
import { expect, it } from "vitest";
import { textOf, wordsFrom } from "../../../../client/store/optionWords.ts";
import { LISTS, ORDERS } from "../../../../client/views/predictions/listed.ts";
import {
  FIRST_OPTIONS,
  type PredictionsOptions,
  predictionsOptions,
  SHOWN,
  wordsOfPredictions,
} from "../../../../client/views/predictions/options.ts";

const keys = <T extends string>(table: Readonly<Record<T, unknown>>) =>
  fc.constantFrom(...(Object.keys(table) as T[]));

const anyOptions: fc.Arbitrary<PredictionsOptions> = fc.record({
  inShares: fc.boolean(),
  list: keys(LISTS),
  order: keys(ORDERS),
  shown: keys(SHOWN),
  cell: fc.option(
    fc.record({
      slot: fc.constantFrom("a" as const, "b" as const),
      actual: fc.nat(999),
      predicted: fc.nat(999),
    }),
  ),
});

it("comes back from the address as it went", () => {
  fc.assert(
    fc.property(anyOptions, (options) => {
      const text = textOf(wordsOfPredictions(options));
      expect(predictionsOptions(wordsFrom(text))).toEqual(options);
    }),
  );
});

it("is as at first where nothing is said, or nonsense", () => {
  expect(textOf(wordsOfPredictions(FIRST_OPTIONS))).toBe("");
  const nonsense = "cell*c*1*2 list*constructor by*__proto__ toString shares*no";
  expect(predictionsOptions(wordsFrom(nonsense))).toEqual({ ...FIRST_OPTIONS, inShares: true });
});
