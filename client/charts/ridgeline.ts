// Every epoch's distribution as a ridge, the oldest at the back: a landscape that the playhead walks through.
import { type Plot, BELOW_PX, paintXAxis, paintYAxis, valueAtX, xOf } from "./axes.ts";
import { shortValue } from "./axisText.ts";
import { edgesOf } from "./bars.ts";
import { type BinTable, rowOf } from "./binTable.ts";
import { nearestStep } from "./columns.ts";
import { css, type Rgb, withAlpha } from "./oklch.ts";
import type { Palette } from "./palette.ts";
import { mixed } from "./ramps.ts";
import { ridgeRows } from "./ridgeSelection.ts";
import { linearScale, type Scale } from "./scales.ts";
import { skyline } from "./skyline.ts";
import { type Size, type Surface } from "./surface.ts";

export interface RidgelinePicture {
  table: BinTable;
  /** Ends of the step axis, the same for both models; the first is at the top. */
  stepEdges: readonly [number, number];
  /** The fullest bin of all models shown. */
  tallest: number;
  hue: Rgb;
  /** What steps are called. */
  unit: string;
  palette: Palette;
}

/** Where ridges stand, and how high the tallest rises above its line. */
export interface RidgelineLayout extends Plot {
  summit: number;
}

const LEFT_PX = 52;
const RIGHT_PX = 14;
const TOP_PX = 26;
/** A ridge may hide this share of the picture, or this many of those behind it. */
const SUMMIT_SHARE = 0.3;
const SUMMIT_RIDGES = 9;
const SMALLEST_SUMMIT_PX = 76;
const RIDGE_PX = 5;

export function ridgelineLayout(picture: RidgelinePicture, size: Size): RidgelineLayout {
  const [first, last] = picture.stepEdges;
  const whole = Math.max(size.height - TOP_PX - BELOW_PX, 2);
  const apart = whole / Math.max(picture.table.steps.length - 1, 1);
  const summit = Math.min(
    whole * SUMMIT_SHARE,
    Math.max(apart * SUMMIT_RIDGES, SMALLEST_SUMMIT_PX),
  );
  const box = {
    left: LEFT_PX,
    top: TOP_PX + summit,
    width: Math.max(size.width - LEFT_PX - RIGHT_PX, 1),
    height: Math.max(whole - summit, 1),
  };
  const [low, high] = edgesOf(picture.table.grid);
  return { box, x: linearScale(low, high), y: downwards(first, last), summit };
}

/** Time goes down: the newest ridge stands in front. */
function downwards(first: number, last: number): Scale {
  const even = linearScale(first, last);
  return { ...even, place: (step) => 1 - even.place(step), at: (place) => even.at(1 - place) };
}

function lineOf({ box, y }: RidgelineLayout, step: number): number {
  return box.top + (1 - y.place(step)) * box.height;
}

export function paintRidgeline(surface: Surface, picture: RidgelinePicture): void {
  const { table, palette, hue, stepEdges } = picture;
  const layout = ridgelineLayout(picture, surface);
  const { box } = layout;
  const whole = (value: number): string => (Number.isInteger(value) ? shortValue(value) : "");
  paintYAxis(surface, layout, { palette, words: whole, hasGrid: false });
  const colour = css(palette.dim);
  surface.text(picture.unit, box.left - 7, TOP_PX - 12, { colour, align: "right" });
  paintXAxis(surface, layout, { palette, title: "value" });
  if (table.grid.length === 0 || table.steps.length === 0) return;
  const rows = ridgeRows(table, linearScale(...stepEdges), Math.floor(box.height / RIDGE_PX));
  const spread = Math.max(stepEdges[1] - stepEdges[0], 1);
  for (const row of rows) {
    const age = (table.steps[row]! - stepEdges[0]) / spread;
    const corners = cornersOf(picture, layout, row);
    const base = lineOf(layout, table.steps[row]!);
    trace(surface, corners, base, true);
    surface.fill(css(mixed(palette.ground, hue, 0.1 + 0.22 * age)));
    trace(surface, corners, base, false);
    surface.stroke({ colour: css(mixed(palette.ground, hue, 0.5 + 0.5 * age)), width: 1 });
  }
}

function cornersOf(
  { table, tallest }: RidgelinePicture,
  layout: RidgelineLayout,
  row: number,
): Float64Array {
  const { first, level } = table.grid;
  const base = lineOf(layout, table.steps[row]!);
  const edges = Float64Array.from({ length: table.grid.length + 1 }, (_, i) => {
    return (first + i) * 2 ** level;
  });
  const perWeight = layout.summit / Math.max(tallest, 1);
  return skyline(
    edges,
    rowOf(table, row),
    (value) => xOf(layout, value),
    (count) => base - count * perWeight,
  );
}

/**
 * Through the middles of the bars: of many ridges, lines are clearer than steps. An open line is left out where nothing
 * is: drawn along the ground, it would be one more axis.
 */
function trace(surface: Surface, corners: Float64Array, base: number, isClosed: boolean): void {
  surface.moveTo(corners[0]!, base);
  let before = base;
  for (let i = 0; i < corners.length; i += 4) {
    const [x, y] = [(corners[i]! + corners[i + 2]!) / 2, corners[i + 1]!];
    if (!isClosed && y === base && before === base) surface.moveTo(x, y);
    else surface.lineTo(x, y);
    before = y;
  }
  if (isClosed || before !== base) surface.lineTo(corners.at(-2)!, base);
}

/** The row of the playhead, in front of everything; cheap enough for every event of a slider. */
export function paintLitRidge(surface: Surface, picture: RidgelinePicture, row: number): void {
  if (!(row >= 0 && row < picture.table.steps.length) || picture.table.grid.length === 0) return;
  const { palette, hue } = picture;
  const layout = ridgelineLayout(picture, surface);
  const corners = cornersOf(picture, layout, row);
  const step = picture.table.steps[row]!;
  const base = lineOf(layout, step);
  trace(surface, corners, base, true);
  surface.fill(withAlpha(hue, 0.6));
  trace(surface, corners, base, false);
  surface.stroke({ colour: css(palette.ground), width: 4.5 });
  trace(surface, corners, base, false);
  surface.stroke({ colour: css(palette.text), width: 2 });
  const label = { colour: css(palette.text), bold: true, align: "right" } as const;
  const left = layout.box.left - 7;
  surface.rect(0, base - 9, left + 3, 18);
  surface.fill(css(palette.ground));
  surface.text(shortValue(step), left, base, { ...label, baseline: "middle" });
}

/** The row and the value at a place; null where there is no row. */
export function ridgeAt(
  picture: RidgelinePicture,
  size: Size,
  left: number,
  top: number,
): { row: number; value: number } | null {
  const layout = ridgelineLayout(picture, size);
  const step = layout.y.at(1 - (top - layout.box.top) / layout.box.height);
  const row = nearestStep(picture.table.steps, step);
  return row < 0 ? null : { row, value: valueAtX(layout, left) };
}
