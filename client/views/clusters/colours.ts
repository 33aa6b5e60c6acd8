// What colours mean in a picture of clusters: the sign of a band, which cluster, how active a unit.
import { oklch, type Rgb } from "../../charts/oklch.ts";
import type { Palette } from "../../charts/palette.ts";
import { diverging } from "../../charts/ramps.ts";
import type { SignColours } from "./bands.ts";

export function signColours({ theme }: Palette): SignColours {
  const { colours } = diverging(theme);
  return { positive: colours.at(-1)!, negative: colours[0]! };
}

/** Hues that are neither a slot's nor a sign's; further clusters have them again, told apart by their place. */
const CLUSTER_HUES = [205, 140, 20, 250, 170, 345, 110, 275] as const;

export function clusterColour(number: number, { theme }: Palette): Rgb {
  const hue = CLUSTER_HUES[number % CLUSTER_HUES.length]!;
  return theme === "dark" ? oklch(0.74, 0.1, hue) : oklch(0.55, 0.12, hue);
}

/** A few units far above all others would leave these dark. */
const FULL_COLOUR_QUANTILE = 0.99;

const known = new WeakMap<Float32Array, number>();

/** The mean activation that has the ramp's last colour. */
export function fullColour(means: Float32Array): number {
  const before = known.get(means);
  if (before !== undefined) return before;
  const full = means.toSorted()[Math.ceil((means.length - 1) * FULL_COLOUR_QUANTILE)] ?? 1;
  known.set(means, full);
  return full;
}
