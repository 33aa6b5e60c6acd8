// Many distributions side by side, each small and named: all layers of a model, or one layer of many models.
import { type Distribution, windowOf } from "#contract/distribution.ts";
import { shortValue } from "./axisText.ts";
import { gridOver, rangeOfAll } from "./bars.ts";
import { hair, xOf } from "./axes.ts";
import { css, type Rgb, withAlpha } from "./oklch.ts";
import type { Palette } from "./palette.ts";
import { linearScale } from "./scales.ts";
import { skyline } from "./skyline.ts";
import type { Box, Size, Surface } from "./surface.ts";
import { shortened } from "./textWidth.ts";

export interface Multiple {
  name: string;
  /** Null where nothing is logged at this step. */
  distribution: Distribution | null;
  /** What is said instead of that; that nothing is logged where not given. */
  instead?: string;
  hue: Rgb;
}

export interface MultiplesPicture {
  multiples: readonly Multiple[];
  /** One value axis and one height for all, or each its own. */
  axes: "shared" | "own";
  palette: Palette;
}

const NARROWEST_PX = 136;
const HEIGHT_PX = 92;
const GAP_PX = 14;
const MARGIN_PX = 14;
const NAME_PX = 18;
const AXIS_PX = 16;
const MOST_BARS = 72;

/** How many stand side by side, and how high a surface of that width has to be for all. */
export function multiplesGrid(count: number, width: number): { columns: number; height: number } {
  const inner = width - 2 * MARGIN_PX + GAP_PX;
  const columns = Math.max(1, Math.min(count, Math.floor(inner / (NARROWEST_PX + GAP_PX))));
  const rows = Math.ceil(count / columns);
  return { columns, height: 2 * MARGIN_PX + rows * (HEIGHT_PX + GAP_PX) - GAP_PX };
}

/** Where one of them is, its name included. */
export function multipleBox({ multiples }: MultiplesPicture, { width }: Size, index: number): Box {
  const { columns } = multiplesGrid(multiples.length, width);
  const pitch = (width - 2 * MARGIN_PX + GAP_PX) / columns;
  return {
    left: MARGIN_PX + (index % columns) * pitch,
    top: MARGIN_PX + Math.floor(index / columns) * (HEIGHT_PX + GAP_PX),
    width: pitch - GAP_PX,
    height: HEIGHT_PX,
  };
}

/** The index of the one at a place; null between them. */
export function multipleAt(
  picture: MultiplesPicture,
  size: Size,
  left: number,
  top: number,
): number | null {
  const { columns } = multiplesGrid(picture.multiples.length, size.width);
  const pitch = (size.width - 2 * MARGIN_PX + GAP_PX) / columns;
  const column = Math.floor((left - MARGIN_PX) / pitch);
  const row = Math.floor((top - MARGIN_PX) / (HEIGHT_PX + GAP_PX));
  const index = row * columns + column;
  if (column < 0 || column >= columns || row < 0 || index >= picture.multiples.length) return null;
  const box = multipleBox(picture, size, index);
  return left <= box.left + box.width && top <= box.top + box.height ? index : null;
}

/** The bars of one of them, with shares of the weights per unit of value: layers of any size compare. */
export interface MultipleBars {
  edges: Float64Array;
  counts: Float64Array;
  heights: Float64Array;
}

export function paintMultiples(surface: Surface, picture: MultiplesPicture): void {
  const { multiples, axes, palette } = picture;
  const all = multipleBars(picture);
  const tallest = all.reduce((most, one) => Math.max(most, peak(one)), 0);
  multiples.forEach((multiple, i) => {
    const own = all[i]!;
    const box = multipleBox(picture, surface, i);
    paintMultiple(surface, box, multiple, palette, own, axes === "shared" ? tallest : peak(own));
  });
}

/** What is drawn of each; null where there is nothing finite. */
export function multipleBars({ multiples, axes }: MultiplesPicture): (MultipleBars | null)[] {
  const shapes = multiples.map(({ distribution }) => distribution);
  if (axes === "own") return shapes.map((shape) => barsOf([shape], [shape])[0]!);
  const there = shapes.filter((one) => one !== null && one.bins.length > 0);
  return barsOf(shapes, there);
}

function peak(bars: MultipleBars | null): number {
  return bars?.heights.reduce((most, height) => Math.max(most, height), 0) ?? 0;
}

/** All on one grid over the range of those that are there. */
function barsOf(
  shapes: readonly (Distribution | null)[],
  there: readonly (Distribution | null)[],
): (MultipleBars | null)[] {
  const known = there.filter((one) => one !== null);
  const range = rangeOfAll(known);
  if (range === null) return shapes.map(() => null);
  const grid = gridOver(known, range, MOST_BARS);
  if (grid === null) return shapes.map(() => null);
  const width = 2 ** grid.level;
  const edges = Float64Array.from({ length: grid.length + 1 }, (_, i) => (grid.first + i) * width);
  return shapes.map((shape) => {
    if (shape === null || shape.bins.length === 0) return null;
    const { counts } = windowOf(shape, grid.level, grid.first, grid.length);
    const perUnit = width * (shape.count - shape.nonFinite);
    return { edges, counts, heights: counts.map((held) => held / perUnit) };
  });
}

function paintMultiple(
  surface: Surface,
  box: Box,
  { name, hue, distribution, instead }: Multiple,
  palette: Palette,
  bars: MultipleBars | null,
  tallest: number,
): void {
  const plot = { ...box, top: box.top + NAME_PX, height: box.height - NAME_PX - AXIS_PX };
  const bottom = plot.top + plot.height;
  const dim = css(palette.dim);
  const words = shortened(name, box.width);
  surface.text(words, box.left, box.top, { colour: css(palette.text), baseline: "top" });
  hair(surface, palette.grid, box.left, bottom, box.left + box.width, bottom);
  if (bars === null) {
    const why = distribution === null ? (instead ?? "not logged here") : "nothing finite";
    const middle = { align: "center", baseline: "middle" } as const;
    surface.text(why, box.left + box.width / 2, plot.top + plot.height / 2, {
      colour: dim,
      ...middle,
    });
    return;
  }
  const { edges, heights } = bars;
  const [low, high] = [edges[0]!, edges.at(-1)!];
  const x = linearScale(low, high);
  const right = box.left + box.width;
  const corners = skyline(
    edges,
    heights,
    (value) => xOf({ box: plot, x }, value),
    (height) => bottom - (height / tallest) * plot.height,
  );
  if (low < 0 && high > 0) {
    const zero = xOf({ box: plot, x }, 0);
    hair(surface, palette.grid, zero, plot.top, zero, bottom);
  }
  surface.moveTo(box.left, bottom);
  for (let i = 0; i < corners.length; i += 2) surface.lineTo(corners[i]!, corners[i + 1]!);
  surface.lineTo(right, bottom);
  surface.fill(withAlpha(hue, 0.85));
  const label = { colour: dim, px: 10, baseline: "top" } as const;
  surface.text(ends(low), box.left, bottom + 4, label);
  surface.text(ends(high), right, bottom + 4, { ...label, align: "right" });
}

function ends(value: number): string {
  return shortValue(Number(value.toPrecision(2)));
}

/** Frames the one that is pointed at. */
export function paintMultipleLit(surface: Surface, picture: MultiplesPicture, index: number): void {
  const { left, top, width, height } = multipleBox(picture, surface, index);
  surface.rect(left - 6.5, top - 5.5, width + 13, height + 9);
  surface.stroke({ colour: css(picture.palette.text), width: 1.5 });
}
