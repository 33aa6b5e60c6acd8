// Scales of colour for quantities: one hue from the ground on, or two hues apart from a middle; even steps in OKLCH.
import { css, oklch, type Rgb } from "./oklch.ts";
import type { Theme } from "./palette.ts";

/** A quantity of A or of B in its slot's hue; of neither, or of both, in grey. */
export type Hue = "a" | "b" | "neutral";

/** Colours for places from 0 to 1, in equal steps. */
export interface Ramp {
  colours: readonly Rgb[];
  /** The same as 32-bit pixels, opaque. */
  pixels: Uint32Array;
}

export const RAMP_STEPS = 256;

const HUES: Readonly<Record<Theme, Readonly<Record<Hue, { hue: number; chroma: number }>>>> = {
  dark: {
    a: { hue: 70, chroma: 0.14 },
    b: { hue: 312, chroma: 0.16 },
    neutral: { hue: 258, chroma: 0.012 },
  },
  light: {
    a: { hue: 58, chroma: 0.13 },
    b: { hue: 308, chroma: 0.18 },
    neutral: { hue: 258, chroma: 0.015 },
  },
};

/** From little to much, the ground of the theme being nothing: lightness alone tells the order to every eye. */
const LIGHTNESS: Readonly<Record<Theme, readonly [least: number, most: number]>> = {
  dark: [0.27, 0.92],
  light: [0.955, 0.34],
};
/** What tells the two sides of zero apart is hue: there is more of it. */
const ARM_CHROMA = 1.25;
/** Where the arms of a diverging scale end: both as far from the ground. */
const ARM_END: Readonly<Record<Theme, number>> = { dark: 0.84, light: 0.45 };

const made = new Map<string, Ramp>();

function once(key: string, colour: (place: number) => Rgb): Ramp {
  const before = made.get(key);
  if (before) return before;
  const colours = Array.from({ length: RAMP_STEPS }, (_, i) => colour(i / (RAMP_STEPS - 1)));
  const ramp = { colours, pixels: Uint32Array.from(colours, pixel) };
  made.set(key, ramp);
  return ramp;
}

/** From nothing to much. */
export function sequential(theme: Theme, kind: Hue): Ramp {
  const [least, most] = LIGHTNESS[theme];
  const { hue, chroma } = HUES[theme][kind];
  return once(`${theme} ${kind}`, (place) => {
    // Towards both ends little colour is left; a bell avoids a kink where it would be cut off.
    const bell = Math.sin(Math.PI * (0.12 + 0.76 * place));
    return oklch(least + (most - least) * place, chroma * bell, hue);
  });
}

/** From B's hue below the middle, which is nearly the ground, to A's above it. */
export function diverging(theme: Theme): Ramp {
  const middle = LIGHTNESS[theme][0];
  return once(`${theme} diverging`, (place) => {
    const { hue, chroma } = HUES[theme][place < 0.5 ? "b" : "a"];
    const out = Math.abs(place - 0.5) * 2;
    return oklch(middle + (ARM_END[theme] - middle) * out, ARM_CHROMA * chroma * out, hue);
  });
}

/** The index of the colour of a place; beyond the ends, the ends'. */
export function rampIndex(place: number): number {
  return Math.min(Math.max(Math.round(place * (RAMP_STEPS - 1)), 0), RAMP_STEPS - 1);
}

/** As a canvas's bytes lie in the memory of every machine that has a browser: little end first. */
export function pixel([red, green, blue]: Rgb): number {
  return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

/** The colour `share` of the way from one to the other. */
export function mixed(one: Rgb, two: Rgb, share: number): Rgb {
  const part = (i: 0 | 1 | 2): number => Math.round(one[i] + (two[i] - one[i]) * share);
  return [part(0), part(1), part(2)];
}

/** The whole scale as a CSS gradient, its beginning on the left. */
export function rampGradient({ colours }: Ramp): string {
  const stops = Array.from({ length: 13 }, (_, i) => css(colours[rampIndex(i / 12)]!));
  return `linear-gradient(90deg, ${stops.join(", ")})`;
}
