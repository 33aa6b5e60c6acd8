import { describe, expect, it } from "vitest";
import { contrast, luminance, oklch, type Rgb } from "../../../client/charts/oklch.ts";
import { paletteOf, scoreColour, scoreGradient } from "../../../client/charts/palette.ts";
import { BLINDNESS, seenBy } from "./blindness.ts";

const PLACES = Array.from({ length: 101 }, (_, i) => i / 100);

describe.each(["dark", "light"] as const)("the score scale on %s", (theme) => {
  const { ground, slot, mean, text, dim } = paletteOf(theme);

  it("moves away from the ground at every step: better stands out more", () => {
    const contrasts = PLACES.map((place) => contrast(scoreColour(place, theme), ground));
    for (let i = 5; i < contrasts.length; i += 5) {
      expect(contrasts[i]!).toBeGreaterThan(contrasts[i - 5]!);
    }
  });

  it("can be made out on the ground everywhere", () => {
    for (const place of PLACES) {
      expect(contrast(scoreColour(place, theme), ground)).toBeGreaterThanOrEqual(3);
    }
  });

  it("shares no hue with A, B or the mean", () => {
    for (const place of PLACES) {
      for (const other of [slot.a, slot.b, mean]) {
        expect(distance(scoreColour(place, theme), other)).toBeGreaterThan(60);
      }
    }
  });

  it("has a colour of its own for a score that is not known", () => {
    expect(scoreColour(NaN, theme)).not.toEqual(scoreColour(0, theme));
  });

  it("leaves A, B, mean and words readable", () => {
    for (const colour of [slot.a, slot.b, mean, text, dim]) {
      expect(contrast(colour, ground)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it("keeps A and B apart for red-blind, green-blind and blue-blind eyes", () => {
    for (const kind of Object.keys(BLINDNESS) as (keyof typeof BLINDNESS)[]) {
      expect(distance(seenBy(kind, slot.a), seenBy(kind, slot.b)), kind).toBeGreaterThan(60);
    }
  });
});

it("colours outside sRGB lose chroma, not their lightness", () => {
  expect(luminance(oklch(0.7, 0.4, 150))).toBeCloseTo(luminance(oklch(0.7, 0.12, 150)), 1);
  expect(oklch(1, 0, 0)).toEqual([255, 255, 255]);
});

it("black on white has the contrast of 21", () => {
  expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21);
});

it("the legend is a gradient from worst to best", () => {
  const [worst] = scoreColour(0, "dark");
  expect(scoreGradient("dark")).toMatch(`linear-gradient(90deg, rgb(${worst} `);
});

function distance(one: Rgb, two: Rgb): number {
  return Math.hypot(one[0] - two[0], one[1] - two[1], one[2] - two[2]);
}
