// How the middle, the bulk and the tails of one parameter move: percentile bands over the steps, and the median in them.
import { type Distribution, quantile } from "#contract/distribution.ts";
import { type Plot, BELOW_PX, paintPlayhead, paintXAxis, paintYAxis } from "./axes.ts";
import { shortValue } from "./axisText.ts";
import { extremes, fillStretch, type Stretch, strokeStretch } from "./extremes.ts";
import { css, type Rgb, withAlpha } from "./oklch.ts";
import type { Palette } from "./palette.ts";
import { linearScale } from "./scales.ts";
import type { Size, Surface } from "./surface.ts";
import { textWidth } from "./textWidth.ts";

/** The percentiles that bound the bands, symmetric around the median. */
export const BAND_SHARES = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99] as const;

export interface BandsPicture {
  steps: ArrayLike<number>;
  /** A column for each of {@link BAND_SHARES}. */
  quantiles: readonly ArrayLike<number>[];
  /** Ends of the step axis, the same for both models. */
  stepEdges: readonly [number, number];
  /** Ends of the value axis. */
  edges: readonly [number, number];
  hue: Rgb;
  /** What steps are called. */
  unit: string;
  palette: Palette;
}

/** The columns of `quantiles`, to within one bin; NaN where a step has no finite value. */
export function quantilesOf(distributions: readonly Distribution[]): Float64Array[] {
  return BAND_SHARES.map((share) =>
    Float64Array.from(distributions, (distribution) => quantile(distribution, share)),
  );
}

const LEFT_PX = 52;
const RIGHT_PX = 14;
const TOP_PX = 26;
const MEDIAN = 3;
const LAST = BAND_SHARES.length - 1;
const MEDIAN_PX = 2;
/** The outermost band first. */
const ALPHAS = [0.14, 0.2, 0.3];
const BAND_WORDS = ["1–99 %", "5–95 %", "25–75 %"];

export function bandsLayout({ stepEdges, edges }: BandsPicture, size: Size): Plot {
  const box = {
    left: LEFT_PX,
    top: TOP_PX,
    width: Math.max(size.width - LEFT_PX - RIGHT_PX, 1),
    height: Math.max(size.height - TOP_PX - BELOW_PX, 1),
  };
  return { box, x: linearScale(...stepEdges), y: linearScale(...edges) };
}

export function paintBands(surface: Surface, picture: BandsPicture): void {
  const { palette, hue, unit } = picture;
  const plot = bandsLayout(picture, surface);
  const whole = (value: number): string => (Number.isInteger(value) ? shortValue(value) : "");
  paintXAxis(surface, plot, { palette, title: unit, words: whole });
  paintYAxis(surface, plot, { palette, title: "value" });
  surface.inside(plot.box, () => {
    ALPHAS.forEach((alpha, band) => {
      for (const stretch of between(picture, plot, band, LAST - band)) {
        fillStretch(surface, stretch, withAlpha(hue, alpha));
      }
    });
    for (const stretch of between(picture, plot, MEDIAN, MEDIAN)) {
      strokeStretch(surface, stretch, { colour: css(hue), width: MEDIAN_PX });
    }
  });
  paintKey(surface, plot, picture);
}

function between(picture: BandsPicture, plot: Plot, low: number, high: number): Stretch[] {
  const { steps, quantiles } = picture;
  return extremes(steps, quantiles[low]!, quantiles[high]!, plot).stretches;
}

/** Which shade is which band, from the right. */
function paintKey(surface: Surface, { box }: Plot, { hue, palette }: BandsPicture): void {
  let right = box.left + box.width;
  let alpha = 0;
  const shades = ALPHAS.map((more) => (alpha = 1 - (1 - alpha) * (1 - more)));
  for (let band = 0; band < BAND_WORDS.length; band++) {
    const words = BAND_WORDS[band]!;
    const colour = css(palette.dim);
    surface.text(words, right, TOP_PX - 11, { colour, align: "right", baseline: "middle" });
    right -= textWidth(words) + SWATCH_PX + SWATCH_GAP_PX;
    surface.rect(right, TOP_PX - 16, SWATCH_PX, SWATCH_PX);
    surface.fill(withAlpha(hue, shades[band]!));
    right -= KEY_GAP_PX;
  }
}

const SWATCH_PX = 10;
const SWATCH_GAP_PX = 6;
/** From one word of the key to the next swatch. */
const KEY_GAP_PX = 16;

export function paintBandsPlayhead(surface: Surface, picture: BandsPicture, step: number): void {
  paintPlayhead(surface, bandsLayout(picture, surface), step, picture.palette);
}
