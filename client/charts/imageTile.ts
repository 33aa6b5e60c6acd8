// One small image, or heat map, as pixels: grey or coloured as images are, or on a ramp for quantities.
import { diverging, type Hue, pixel, type Ramp, rampIndex, sequential } from "./ramps.ts";
import { GREYS } from "./tilePixels.ts";
import { type Palette, paletteOf, type Theme } from "./palette.ts";
import type { Box, Pixels, Surface } from "./surface.ts";

/**
 * What the values are: an image's brightness; a quantity of both signs, its middle nothing; or one that begins at
 * nothing, in the hue of its slot.
 */
export type TileLook = "image" | "signed" | { amountOf: Hue };

export interface ImageTile {
  height: number;
  width: number;
  /** 3 of what has red, green and blue. */
  channels: 1 | 3;
  /** Row by row, channels last. */
  values: ArrayLike<number>;
  look: TileLook;
  /** The ends of the scale; what lies beyond has their colours. */
  low: number;
  high: number;
}

/** A pixel for each value; what is not finite has the colour of the mean's line. */
export function tileImage(tile: ImageTile, theme: Theme): Pixels {
  const { width, height, channels, values, low, high } = tile;
  const data = new Uint8ClampedArray(width * height * 4);
  const pixels = new Uint32Array(data.buffer);
  const ramp = rampOf(tile, theme);
  const notFinite = pixel(paletteOf(theme).mean);
  const index = (at: number): number => rampIndex((values[at]! - low) / (high - low || 1));
  for (let i = 0; i < pixels.length; i++) {
    const at = i * channels;
    if (!Number.isFinite(values[at])) pixels[i] = notFinite;
    else if (channels === 1) pixels[i] = ramp.pixels[index(at)]!;
    else pixels[i] = pixel([index(at), index(at + 1), index(at + 2)]);
  }
  return { width, height, data };
}

export function rampOf({ look }: Pick<ImageTile, "look">, theme: Theme): Ramp {
  if (look === "image") return GREYS;
  return look === "signed" ? diverging(theme) : sequential(theme, look.amountOf);
}

/** Stretched over the box. */
export function paintImageTile(
  surface: Surface,
  tile: ImageTile,
  box: Box,
  { theme }: Palette,
): void {
  surface.image(tileImage(tile, theme), box);
}

/** The largest magnitude of the finite values: the end of a scale that is centred at 0. */
export function largestMagnitude(...lists: readonly ArrayLike<number>[]): number {
  let largest = 0;
  for (const values of lists) {
    for (let i = 0; i < values.length; i++) {
      const size = Math.abs(values[i]!);
      if (size > largest && size < Infinity) largest = size;
    }
  }
  return largest;
}
