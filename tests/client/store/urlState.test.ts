import { ALIGNMENTS } from "#contract/alignment.ts";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { drawingText } from "../../../client/store/drawing.ts";
import { EXAMPLE_LISTS } from "../../../client/store/inside.ts";
import {
  DEFAULT_STATE,
  fromQuery,
  SORTS,
  THEMES,
  toQuery,
  type UrlState,
  VIEWS_WITH_OPTIONS,
} from "../../../client/store/urlState.ts";

const name = fc.option(fc.string({ minLength: 1, unit: "grapheme" }), { nil: null });
const drawings = fc
  .array(fc.integer({ min: 0, max: 15 }), { minLength: 8, maxLength: 8 })
  .map((greys) =>
    drawingText({
      width: 8,
      height: 8,
      channels: 1,
      values: Float32Array.from({ length: 64 }, (_, i) => greys[i >> 3]! / 15),
    })!,
  );
const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const range = fc
  .tuple(finite, finite)
  .filter(([low, high]) => low < high)
  .map(([low, high]): readonly [number, number] => [low, high]);
const words = fc.string({ minLength: 1, unit: "grapheme" });
const inOrder = (views: readonly string[]) =>
  VIEWS_WITH_OPTIONS.filter((view) => views.includes(view));
const state: fc.Arbitrary<UrlState> = fc.record({
  view: name,
  a: name,
  b: name,
  parameter: name,
  metric: name,
  at: fc.option(fc.integer(), { nil: null }),
  speed: fc.constantFrom(1, 2, 5, 10, 25),
  linked: fc.boolean(),
  logY: fc.boolean(),
  normal: fc.boolean(),
  initial: fc.boolean(),
  superseded: fc.boolean(),
  embed: fc.boolean(),
  alignment: fc.constantFrom(...ALIGNMENTS),
  range: fc.option(range, { nil: null }),
  theme: fc.constantFrom(...THEMES),
  filter: fc.string({ unit: "grapheme" }),
  sort: fc.constantFrom(...SORTS),
  example: fc.nat(),
  among: fc.oneof(fc.constantFrom(...EXAMPLE_LISTS), fc.nat(999_999_999)),
  drawing: fc.option(drawings, { nil: null }),
  ownA: name,
  ownB: name,
  unit: fc.option(fc.record({ layer: words, index: fc.nat(999_999_999) }), { nil: null }),
  target: fc.oneof(fc.constantFrom("predicted" as const, "true" as const), fc.nat(999_999_999)),
  options: fc
    .uniqueArray(fc.constantFrom(...VIEWS_WITH_OPTIONS))
    .chain((views) => fc.record(Object.fromEntries(inOrder(views).map((view) => [view, words])))),
});

it("what goes into the address comes out of it", () => {
  fc.assert(
    fc.property(state, (given) => {
      const returned = fromQuery(toQuery(given));
      // −0 and 0 are one place on an axis, and one text.
      expect(JSON.stringify(returned)).toBe(JSON.stringify(given));
    }),
  );
});

it("nothing is written for what is as at first", () => {
  expect(toQuery(DEFAULT_STATE)).toBe("");
  expect(fromQuery("")).toEqual(DEFAULT_STATE);
});

it("any text is taken for an address without harm", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(Number.isFinite(fromQuery(text).speed)).toBe(true);
    }),
  );
});

it.each([
  "at=never",
  "at=",
  "at=Infinity",
  "range=3_1",
  "range=1",
  "range=1_2_3",
  "speed=-2",
  "theme=pink",
  "sort=__proto__",
  "align=stars",
  "among=most",
  "drawing=AAAA",
  "drawing=!",
])("%s is as if it were not said", (query) => {
  expect(fromQuery(query)).toEqual(DEFAULT_STATE);
});
