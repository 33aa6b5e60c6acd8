// Every colour that means something, once for dark and once for light: the score ramp, the slots' hues, mean and marks.
import { css, oklch, type Rgb, withAlpha } from "./oklch.ts";

export type Theme = "dark" | "light";

export interface Palette {
  theme: Theme;
  /** What pictures are drawn on. */
  ground: Rgb;
  text: Rgb;
  dim: Rgb;
  grid: string;
  /** The vertical line at the mean, red in every frame. */
  mean: Rgb;
  deviation: string;
  slot: Readonly<Record<"a" | "b", Rgb>>;
  /** Not measured: no score to colour by. */
  unknown: Rgb;
}

/** Slots are warm and violet, scores run from blue to green: no hue means two things, to no kind of colour vision. */
const PALETTES: Readonly<Record<Theme, Palette>> = {
  dark: {
    theme: "dark",
    ground: oklch(0.205, 0.014, 258),
    text: oklch(0.95, 0.005, 258),
    dim: oklch(0.72, 0.015, 258),
    grid: withAlpha(oklch(0.95, 0.005, 258), 0.075),
    mean: oklch(0.66, 0.22, 25),
    deviation: withAlpha(oklch(0.95, 0.005, 258), 0.07),
    slot: { a: oklch(0.79, 0.15, 70), b: oklch(0.74, 0.16, 312) },
    unknown: oklch(0.6, 0.01, 258),
  },
  light: {
    theme: "light",
    ground: oklch(1, 0, 0),
    text: oklch(0.24, 0.02, 258),
    dim: oklch(0.48, 0.02, 258),
    grid: withAlpha(oklch(0.24, 0.02, 258), 0.08),
    mean: oklch(0.57, 0.23, 27),
    deviation: withAlpha(oklch(0.24, 0.02, 258), 0.055),
    slot: { a: oklch(0.56, 0.13, 58), b: oklch(0.5, 0.2, 308) },
    unknown: oklch(0.6, 0.01, 258),
  },
};

export function paletteOf(theme: Theme): Palette {
  return PALETTES[theme];
}

type RampEnd = { lightness: number; chroma: number; hue: number };

/** Better always stands out more: brighter on dark, deeper on light. */
const RAMPS: Readonly<Record<Theme, readonly [RampEnd, RampEnd]>> = {
  dark: [
    { lightness: 0.52, chroma: 0.12, hue: 262 },
    { lightness: 0.92, chroma: 0.17, hue: 135 },
  ],
  light: [
    { lightness: 0.66, chroma: 0.11, hue: 255 },
    { lightness: 0.42, chroma: 0.135, hue: 150 },
  ],
};

/** The colour of a place (0 worst … 1 best) on the score scale; NaN gives the colour of "not known". */
export function scoreColour(place: number, theme: Theme): Rgb {
  if (Number.isNaN(place)) return PALETTES[theme].unknown;
  const [worst, best] = RAMPS[theme];
  const t = Math.min(Math.max(place, 0), 1);
  const between = (one: number, two: number): number => one + (two - one) * t;
  return oklch(
    between(worst.lightness, best.lightness),
    between(worst.chroma, best.chroma),
    between(worst.hue, best.hue),
  );
}

/** The whole scale as a CSS gradient, worst on the left. */
export function scoreGradient(theme: Theme): string {
  const stops = Array.from({ length: 13 }, (_, i) => css(scoreColour(i / 12, theme)));
  return `linear-gradient(90deg, ${stops.join(", ")})`;
}
