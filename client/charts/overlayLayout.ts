// Two distributions in one plot on shared bins, and below it where one has more weights than the other.
import type { Distribution } from "#contract/distribution.ts";
import { type Plot, xOf } from "./axes.ts";
import { skyline } from "./skyline.ts";
import type { Rgb } from "./oklch.ts";
import type { Palette } from "./palette.ts";
import { linearScale, logScale, type Scale, symmetricLogScale } from "./scales.ts";
import { type Pair, type SharedBins, sharedBins, type ValueUnit } from "./sharedBins.ts";
import type { Box, Size } from "./surface.ts";

export interface OverlayPicture {
  pair: Pair<Distribution | null>;
  names: Pair<string>;
  hues: Pair<Rgb>;
  /** What of the value axis is shown, in `unit`. */
  range: readonly [number, number];
  unit: ValueUnit;
  /** Even, or by factors on both sides of zero. */
  spacing: "linear" | "log";
  /** Weights per bin, the share of the weights that are in it, or that share per unit of the value axis. */
  heights: "count" | "share" | "density";
  logHeights: boolean;
  style: "filled" | "mirrored" | "step";
  /** The tallest bin that may ever stand here, in weights per bin or per unit: what is moved is not scaled. */
  tallest: number;
  /** What is counted: "weights". */
  counted?: string;
  /** What is taken from what, where that is not A − B. */
  differenceTitle?: string;
  palette: Palette;
}

/** Where everything is. Heights go from 0, on the line that bars stand on, to 1. */
export interface OverlayLayout {
  plot: Box;
  difference: Box;
  x: Scale;
  bins: SharedBins;
  /** What stands on each bin in the unit of the heights; null for what is not there. */
  heights: Pair<Float64Array | null>;
  rise: Scale;
  /** A minus B of each bin; null where there is nothing to compare. */
  differences: Float64Array | null;
  differencePlot: Plot;
}

const LEFT_PX = 52;
const RIGHT_PX = 14;
const TOP_PX = 46;
const BOTTOM_PX = 22;
const BETWEEN_PX = 26;
const DIFFERENCE_SHARE = 0.27;
const HEADROOM = 1.05;
const LOG_HEADROOM = 1.4;
/** Below one weight there is nothing; a logarithmic axis starts just under it. */
const LOG_FLOOR_WEIGHTS = 0.6;
/** Half of the symmetric axis's factors lie within this share of its longer side. */
const KNEE = 0.01;

/** Null where neither distribution has a finite value. */
export function overlayLayout(picture: OverlayPicture, size: Size): OverlayLayout | null {
  const bins = sharedBins(picture.pair, picture.range, picture.unit);
  if (bins === null) return null;
  const { edges } = bins;
  const [low, high] = [edges[0]!, edges.at(-1)!];
  const x =
    picture.spacing === "log"
      ? symmetricLogScale(low, high, Math.max(Math.abs(low), Math.abs(high)) * KNEE)
      : linearScale(low, high);
  const inner = size.height - TOP_PX - BOTTOM_PX - BETWEEN_PX;
  const width = Math.max(size.width - LEFT_PX - RIGHT_PX, 1);
  const below = Math.max(inner * DIFFERENCE_SHARE, 1);
  const plot = { left: LEFT_PX, top: TOP_PX, width, height: Math.max(inner - below, 1) };
  const top = plot.top + plot.height + BETWEEN_PX;
  const difference = { left: LEFT_PX, top, width, height: below };
  const heights = {
    a: heightsOf(picture, bins, "a"),
    b: heightsOf(picture, bins, "b"),
  };
  const differences =
    heights.a && heights.b && heights.a.map((height, i) => height - heights.b![i]!);
  const most = farthest(differences) || 1;
  const y = linearScale(-most * HEADROOM, most * HEADROOM);
  const rise = picture.logHeights
    ? logScale(floorOf(picture, bins), picture.tallest * LOG_HEADROOM)
    : linearScale(0, picture.tallest * HEADROOM);
  return {
    plot,
    difference,
    x,
    bins,
    heights,
    rise,
    differences,
    differencePlot: { box: difference, x, y },
  };
}

function heightsOf(
  { pair, heights }: OverlayPicture,
  { counts, edges }: SharedBins,
  slot: "a" | "b",
): Float64Array | null {
  const [held, distribution] = [counts[slot], pair[slot]];
  if (held === null || distribution === null || heights === "count") return held;
  const finite = distribution.count - distribution.nonFinite;
  const whole = heights === "share" ? finite : finite * (edges[1]! - edges[0]!);
  return held.map((count) => count / whole);
}

/** The height that is just too small to be one weight of the smaller distribution's. */
function floorOf({ pair, heights }: OverlayPicture, { edges }: SharedBins): number {
  if (heights === "count") return LOG_FLOOR_WEIGHTS;
  const finite = [pair.a, pair.b].map((one) => (one === null ? 0 : one.count - one.nonFinite));
  const width = heights === "share" ? 1 : edges[1]! - edges[0]!;
  return LOG_FLOOR_WEIGHTS / (Math.max(...finite, 1) * width);
}

/** The tallest bin of a picture in its own unit: what `tallest` is the most of, over all steps. */
export function tallestOf(picture: Omit<OverlayPicture, "tallest">): number {
  const bins = sharedBins(picture.pair, picture.range, picture.unit);
  if (bins === null) return 0;
  const known = { ...picture, tallest: 1 };
  return Math.max(farthest(heightsOf(known, bins, "a")), farthest(heightsOf(known, bins, "b")));
}

/** The largest size of all; 0 where there is none. */
function farthest(values: Float64Array | null): number {
  let most = 0;
  for (const value of values ?? []) most = Math.max(most, Math.abs(value));
  return most;
}

/** One bin, and what both have in it. */
export interface OverlayHit {
  bin: number;
  from: number;
  to: number;
  counts: Pair<number | null>;
  heights: Pair<number | null>;
}

/** The bin under a place; null beside the plot. */
export function overlayAt(layout: OverlayLayout, left: number): OverlayHit | null {
  const { plot, x, bins, heights } = layout;
  const value = x.at((left - plot.left) / plot.width);
  const { edges, counts } = bins;
  if (!(value >= edges[0]! && value <= edges.at(-1)!)) return null;
  const width = edges[1]! - edges[0]!;
  const bin = Math.min(Math.floor((value - edges[0]!) / width), edges.length - 2);
  const of = (pair: Pair<Float64Array | null>) => ({
    a: pair.a?.[bin] ?? null,
    b: pair.b?.[bin] ?? null,
  });
  const [from, to] = [edges[bin]!, edges[bin + 1]!];
  return { bin, from, to, counts: of(counts), heights: of(heights) };
}

/** The line that a slot's bars stand on, and how far the tallest reach: up, or mirrored down. */
export function standingOf(
  { plot, rise }: OverlayLayout,
  style: OverlayPicture["style"],
  slot: "a" | "b",
): { base: number; yOf: (height: number) => number } {
  const isMirrored = style === "mirrored";
  const reach = isMirrored ? plot.height / 2 : plot.height;
  const base = plot.top + reach;
  const up = isMirrored && slot === "b" ? -1 : 1;
  const yOf = (height: number): number => {
    const place = rise.place(height);
    return base - up * reach * Math.min(Math.max(Number.isNaN(place) ? 0 : place, 0), 1);
  };
  return { base, yOf };
}

/** A slot's outline over the bins, in pixels. */
export function outlineIn(
  layout: OverlayLayout,
  picture: OverlayPicture,
  slot: "a" | "b",
): Float64Array {
  const heights = layout.heights[slot];
  if (heights === null) return new Float64Array();
  const { yOf } = standingOf(layout, picture.style, slot);
  return skyline(
    layout.bins.edges,
    heights,
    (value) => xOf({ box: layout.plot, x: layout.x }, value),
    yOf,
  );
}
