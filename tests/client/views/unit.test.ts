// What the view of one unit works out of its responses, and what is set in the address.
import { describe, expect, it } from "vitest";
import { textOf, wordsFrom } from "../../../client/store/optionWords.ts";
import { classResponses, shareBelow } from "../../../client/views/unit/figures.ts";
import { reachedWords, tileOf } from "../../../client/views/unit/optimised.tsx";
import { unitOptions, wordsOfUnit } from "../../../client/views/unit/options.ts";
import { tilesOf } from "../../../client/views/unit/topNine.tsx";

const PEAKS = Float32Array.of(1, 5, 3, 0, 2);

describe("a unit's responses", () => {
  it("are averaged by class; a class without examples is left out", () => {
    expect(classResponses(PEAKS, Int32Array.of(2, 0, 0, 2, 7))).toEqual([
      { class: 0, mean: 4, images: 2 },
      { class: 2, mean: 0.5, images: 2 },
      { class: 7, mean: 2, images: 1 },
    ]);
  });

  it("tell how an optimised image stands among them, and that a unit is dead", () => {
    expect(shareBelow(PEAKS, 2.5)).toBe(0.6);
    const made = { shape: [1, 1, 1], values: Float32Array.of(1), start: 0 } as const;
    expect(reachedWords({ ...made, activation: 2.5, isFlat: false }, PEAKS)).toBe(
      "2.500, above 60.0% of examples",
    );
    expect(reachedWords({ ...made, activation: 2.5, isFlat: false }, null)).toBe("2.500");
    expect(reachedWords({ ...made, activation: 0, isFlat: true }, PEAKS)).toContain("dead");
  });

  it("are cut out of one array of patches, and projections share one scale around zero", () => {
    const result = {
      peaks: PEAKS,
      top: [],
      shape: [1, 2, 1],
      patches: Float32Array.of(0, 1, 0.5, 0.25),
      projections: Float32Array.of(1, -4, 2, 0),
      why: null,
    } as const;
    const { patch, projection } = tilesOf(result, 1, [0, 1]);
    expect([...Array.from(patch.values), patch.low, patch.high]).toEqual([0.5, 0.25, 0, 1]);
    expect([projection!.low, projection!.high, projection!.look]).toEqual([-4, 4, "signed"]);
    expect(tilesOf({ ...result, projections: null }, 0, [0, 1]).projection).toBeNull();
  });

  it("an optimised image is as bright as its brightest pixel", () => {
    const tile = tileOf({ shape: [1, 2, 1], values: Float32Array.of(0.05, 0.2) }, [0, 1]);
    expect(tile).toMatchObject({ low: 0, high: Math.fround(0.2), channels: 1 });
  });
});

it("what the strip shows is in the address, but for what it shows at first", () => {
  for (const strip of ["patch", "projection", "optimised"] as const) {
    expect(unitOptions(wordsFrom(textOf(wordsOfUnit({ strip }))))).toEqual({ strip });
  }
  expect(textOf(wordsOfUnit({ strip: "patch" }))).toBe("");
});
