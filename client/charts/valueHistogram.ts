// How values are spread, in little room: bars over one scale, those at zero told apart, since rectifiers leave many.
import { shortValue } from "./axisText.ts";
import { css, type Rgb, withAlpha } from "./oklch.ts";
import type { Palette } from "./palette.ts";
import type { Surface } from "./surface.ts";

export interface ValueHistogram {
  counts: Uint32Array;
  /** How many are exactly zero; they are in no bar. */
  zeros: number;
  total: number;
  low: number;
  high: number;
}

/** Counts of the finite values in even bins from `low` to `high`. */
export function valueHistogram(
  values: Float32Array,
  low: number,
  high: number,
  bins: number,
): ValueHistogram {
  const counts = new Uint32Array(bins);
  const perBin = bins / (high - low);
  let zeros = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value === 0) zeros++;
    else if (value >= low && value <= high && high > low) {
      counts[Math.min(Math.floor((value - low) * perBin), bins - 1)]!++;
    }
  }
  return { counts, zeros, total: values.length, low, high };
}

const WORDS_PX = 14;

/** The tallest bar reaches the top; the ends of the scale stand beneath. */
export function paintValueHistogram(
  surface: Surface,
  { counts, low, high }: ValueHistogram,
  hue: Rgb,
  palette: Palette,
): void {
  const height = surface.height - WORDS_PX;
  const width = surface.width / counts.length;
  const tallest = counts.reduce((most, count) => Math.max(most, count), 1);
  counts.forEach((count, i) => {
    if (count === 0) return;
    // What is there at all is seen.
    const high = Math.max((count / tallest) * height, 1);
    surface.rect(i * width, height - high, Math.max(width - 0.5, 0.5), high);
  });
  surface.fill(withAlpha(hue, 0.9));
  surface.rect(0, height, surface.width, 1);
  surface.fill(palette.grid);
  const colour = css(palette.dim);
  const top = height + 2;
  surface.text(shortValue(rounded(low)), 0, top, { colour, px: 10, baseline: "top" });
  const right = surface.width;
  surface.text(shortValue(rounded(high)), right, top, {
    colour,
    px: 10,
    align: "right",
    baseline: "top",
  });
}

function rounded(value: number): number {
  return Number(value.toPrecision(2));
}
