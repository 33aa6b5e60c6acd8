import { describe, expect, it } from "vitest";
import { contrast, luminance, type Rgb } from "../../../client/charts/oklch.ts";
import { paletteOf } from "../../../client/charts/palette.ts";
import {
  diverging,
  pixel,
  rampGradient,
  rampIndex,
  sequential,
} from "../../../client/charts/ramps.ts";
import { BLINDNESS, seenBy } from "./blindness.ts";

const THEMES = ["dark", "light"] as const;
const HUES = ["a", "b", "neutral"] as const;

describe.each(THEMES)("a quantity's colours on %s", (theme) => {
  const { ground, slot } = paletteOf(theme);

  it.each(HUES)("go by even steps that all eyes see as a change in lightness (%s)", (hue) => {
    const lights = sequential(theme, hue).colours.map(lightness);
    const way = lights.at(-1)! - lights[0]!;
    for (let i = 16; i < lights.length; i += 16) {
      expect((lights[i]! - lights[i - 16]!) / way).toBeCloseTo(16 / 255, 1);
    }
  });

  it.each(HUES)("begin near the ground and end far from it (%s)", (hue) => {
    const { colours } = sequential(theme, hue);
    expect(contrast(colours[0]!, ground)).toBeLessThan(1.6);
    expect(contrast(colours.at(-1)!, ground)).toBeGreaterThan(7);
    expect(colours[0]).not.toEqual(ground);
  });

  it("are the slot's own half way along", () => {
    for (const name of ["a", "b"] as const) {
      const distances = sequential(theme, name).colours.map((one) => distance(one, slot[name]));
      expect(Math.min(...distances)).toBeLessThan(40);
    }
  });

  it("with a sign stay two hues to every kind of eyes", () => {
    const { colours } = diverging(theme);
    for (const kind of Object.keys(BLINDNESS) as (keyof typeof BLINDNESS)[]) {
      const [below, above] = [colours[20]!, colours[235]!].map((one) => seenBy(kind, one));
      expect(distance(below!, above!), kind).toBeGreaterThan(60);
    }
  });

  it("with a sign are equally light at equal distances from the middle, of two hues", () => {
    const { colours } = diverging(theme);
    for (const i of [0, 40, 90]) {
      const [one, two] = [colours[i]!, colours[255 - i]!];
      expect(Math.abs(lightness(one) - lightness(two))).toBeLessThan(0.03);
      expect(distance(one, two)).toBeGreaterThan(i === 90 ? 20 : 60);
    }
    expect(contrast(colours[128]!, ground)).toBeLessThan(1.6);
  });
});

it("a place beyond the ends has the colour of the end", () => {
  expect([rampIndex(-2), rampIndex(0.5), rampIndex(3)]).toEqual([0, 128, 255]);
});

it("a pixel is red, green, blue, opaque in memory", () => {
  expect([...new Uint8Array(Uint32Array.of(pixel([1, 2, 254])).buffer)]).toEqual([1, 2, 254, 255]);
});

it("the gradient begins with the first colour and ends with the last", () => {
  const ramp = sequential("dark", "a");
  const text = rampGradient(ramp);
  expect(text).toContain(`(90deg, rgb(${ramp.colours[0]!.join(" ")})`);
  expect(text.endsWith(`rgb(${ramp.colours.at(-1)!.join(" ")}))`)).toBe(true);
});

/** OKLab's lightness of a grey as light: the cube root of the luminance. */
function lightness(colour: Rgb): number {
  return Math.cbrt(luminance(colour));
}

function distance(one: Rgb, two: Rgb): number {
  return Math.hypot(one[0] - two[0], one[1] - two[1], one[2] - two[2]);
}
