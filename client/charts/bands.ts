// How the middle, the bulk and the tails of one parameter move: percentile bands over the steps, and the median in them.
import { type Distribution, quantile } from "#contract/distribution.ts";
import { type Plot, BELOW_PX, paintPlayhead, paintXAxis, paintYAxis, xOf, yOf } from "./axes.ts";
import { shortValue } from "./axisText.ts";
import { slotsOver } from "./columns.ts";
import { css, type Rgb, withAlpha } from "./oklch.ts";
import type { Palette } from "./palette.ts";
import { linearScale } from "./scales.ts";
import type { Size, Surface } from "./surface.ts";

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
      for (const { xs, lows, highs } of stretchesOf(picture, plot, band, 6 - band)) {
        xs.forEach((x, i) => surface[i === 0 ? "moveTo" : "lineTo"](x, highs[i]!));
        for (let i = xs.length - 1; i >= 0; i--) surface.lineTo(xs[i]!, lows[i]!);
        surface.fill(withAlpha(hue, alpha));
      }
    });
    for (const { xs, lows, highs } of stretchesOf(picture, plot, MEDIAN, MEDIAN)) {
      xs.forEach((x, i) => {
        surface[i === 0 ? "moveTo" : "lineTo"](x, lows[i]!);
        surface.lineTo(x, highs[i]!);
      });
      surface.stroke({ colour: css(hue), width: 2 });
    }
  });
  paintKey(surface, plot, picture);
}

interface Stretch {
  xs: number[];
  lows: number[];
  highs: number[];
}

/** The lowest of one percentile and the highest of another in every column of pixels, broken where nothing is finite. */
function stretchesOf(picture: BandsPicture, plot: Plot, low: number, high: number): Stretch[] {
  const { steps, quantiles } = picture;
  const [lower, upper] = [quantiles[low]!, quantiles[high]!];
  const { from, to } = slotsOver(steps, plot.x, Math.ceil(plot.box.width));
  const all: Stretch[] = [];
  let open: Stretch | null = null;
  for (let column = 0; column < from.length; column++) {
    const [start, end] = [from[column]!, to[column]!];
    if (start === end) continue;
    let [least, most] = [Infinity, -Infinity];
    for (let i = start; i < end; i++) {
      if (lower[i]! < least) least = lower[i]!;
      if (upper[i]! > most) most = upper[i]!;
    }
    if (least > most) {
      open = null;
      continue;
    }
    if (open === null) all.push((open = { xs: [], lows: [], highs: [] }));
    open.xs.push(xOf(plot, (steps[start]! + steps[end - 1]!) / 2));
    open.lows.push(yOf(plot, least));
    open.highs.push(yOf(plot, most));
  }
  return all.map(asArea);
}

const LONE_PX = 3;

/** A single step is as wide as can be seen. */
function asArea(stretch: Stretch): Stretch {
  if (stretch.xs.length > 1) return stretch;
  const [x, low, high] = [stretch.xs[0]!, stretch.lows[0]!, stretch.highs[0]!];
  return { xs: [x - LONE_PX, x + LONE_PX], lows: [low, low], highs: [high, high] };
}

/** Which shade is which band, from the right. */
function paintKey(surface: Surface, { box }: Plot, { hue, palette }: BandsPicture): void {
  let right = box.left + box.width;
  let alpha = 0;
  const shades = ALPHAS.map((more) => (alpha = 1 - (1 - alpha) * (1 - more)));
  for (let band = 0; band < BAND_WORDS.length; band++) {
    const words = BAND_WORDS[band]!;
    const colour = css(palette.dim);
    surface.text(words, right, TOP_PX - 14, { colour, align: "right", baseline: "middle" });
    right -= KEY_PX - 18;
    surface.rect(right, TOP_PX - 19, 10, 10);
    surface.fill(withAlpha(hue, shades[band]!));
    right -= 18;
  }
}

/** From one word of the key to the next. */
const KEY_PX = 76;

export function paintBandsPlayhead(surface: Surface, picture: BandsPicture, step: number): void {
  paintPlayhead(surface, bandsLayout(picture, surface), step, picture.palette);
}
