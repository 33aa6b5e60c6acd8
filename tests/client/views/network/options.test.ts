import fc from "fast-check";
import { expect, it } from "vitest";
import {
  FIRST_OPTIONS,
  type NetworkOptions,
  networkOptions,
  wordsOfNetwork,
} from "../../../../client/views/network/options.ts";
import { textOf, wordsFrom } from "../../../../client/store/optionWords.ts";
import { ROW_KINDS, type RowKind } from "../../../../client/store/measuredRows.ts";
import {
  DISTANCES,
  type DistanceName,
  QUANTITIES,
  type QuantityName,
} from "../../../../client/store/quantities.ts";

const anyOptions = fc.record<NetworkOptions>({
  quantity: fc.constantFrom(...(Object.keys(QUANTITIES) as QuantityName[])),
  distance: fc.constantFrom(...(Object.keys(DISTANCES) as DistanceName[])),
  kind: fc.constantFrom(null, ...(Object.keys(ROW_KINDS) as RowKind[])),
  picture: fc.constantFrom("matrix", "multiples"),
  isShared: fc.boolean(),
  closed: fc.array(fc.string({ minLength: 1 })),
});

it("whatever is set comes back from the address", () => {
  fc.assert(
    fc.property(anyOptions, (options) => {
      expect(networkOptions(wordsFrom(textOf(wordsOfNetwork(options))))).toEqual(options);
    }),
  );
});

it("what is as at first leaves the address alone, and unknown words change nothing", () => {
  expect(textOf(wordsOfNetwork(FIRST_OPTIONS))).toBe("");
  expect(networkOptions(wordsFrom("constructor nonsense"))).toEqual(FIRST_OPTIONS);
});
