// A colour for each class, where a picture shows which class stands where: neighbours in number are far apart in hue.
import { oklch, type Rgb } from "./oklch.ts";
import type { Theme } from "./palette.ts";

/** Steps of the golden angle never meet, however many classes there are. */
const ANGLE = 137.508;
const FIRST_HUE = 20;
const LIGHTNESS: Readonly<Record<Theme, readonly number[]>> = {
  dark: [0.72, 0.58, 0.84],
  light: [0.66, 0.78, 0.52],
};
const CHROMA = 0.12;

export function classColour(index: number, theme: Theme): Rgb {
  const steps = LIGHTNESS[theme];
  return oklch(steps[index % steps.length]!, CHROMA, (FIRST_HUE + index * ANGLE) % 360);
}
