// What a colour means: a strip of the scale with its values, and what the two special fillings stand for.
import { shortValue } from "./axisText.ts";
import { css } from "./oklch.ts";
import type { Palette } from "./palette.ts";
import { type Ramp, RAMP_STEPS } from "./ramps.ts";
import type { Scale } from "./scales.ts";
import type { Surface } from "./surface.ts";
import { textWidth } from "./textWidth.ts";

export interface ColourLegend {
  title: string;
  ramp: Ramp;
  scale: Scale;
  palette: Palette;
  words?: (value: number) => string;
}

/** How high a legend is, from the top of its strip. */
export const LEGEND_PX = 26;
const STRIP_PX = 8;
const WIDEST_PX = 220;
const APART_PX = 12;
const TICK_PX = 56;
/** One value alone says nothing of a scale. */
const FEW_TICKS = 5;

/** With its right end at `right` and its title left of the strip; returns where it begins. */
export function paintLegend(
  surface: Surface,
  right: number,
  top: number,
  { title, ramp, scale, palette, words = shortValue }: ColourLegend,
): number {
  const width = Math.min(WIDEST_PX, right * 0.42);
  const left = right - width;
  const data = new Uint8ClampedArray(ramp.pixels.slice().buffer);
  const strip = { left, top, width, height: STRIP_PX };
  surface.image({ width: RAMP_STEPS, height: 1, data }, strip);
  const colour = css(palette.dim);
  let free = -Infinity;
  const ticks = scale.ticks(width / TICK_PX);
  for (const value of ticks.length > 1 ? ticks : scale.ticks(FEW_TICKS)) {
    const x = left + scale.place(value) * width;
    const half = textWidth(words(value)) / 2;
    const within = Math.min(Math.max(x, left + half), right - half);
    if (!(x >= left - 0.5 && x <= right + 0.5) || within - half < free) continue;
    surface.text(words(value), within, top + STRIP_PX + 5, {
      colour,
      align: "center",
      baseline: "top",
    });
    free = within + half + APART_PX;
  }
  const start = left - APART_PX - textWidth(title);
  surface.text(title, left - APART_PX, top + STRIP_PX / 2, {
    colour,
    align: "right",
    baseline: "middle",
  });
  return start;
}
