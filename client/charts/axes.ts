// Axes around a plot: ticks whose words never overlap, hair lines across, what is measured at the end of each.
import { shortValue } from "./axisText.ts";
import { css, withAlpha } from "./oklch.ts";
import type { Palette } from "./palette.ts";
import type { Scale } from "./scales.ts";
import { type Box, crisp, type Surface } from "./surface.ts";
import { textWidth } from "./textWidth.ts";

/** Where values are drawn: x to the right, y upwards. */
export interface Plot {
  box: Box;
  x: Scale;
  y: Scale;
}

export function xOf({ box, x }: Pick<Plot, "box" | "x">, value: number): number {
  return box.left + x.place(value) * box.width;
}

export function yOf({ box, y }: Pick<Plot, "box" | "y">, value: number): number {
  return box.top + (1 - y.place(value)) * box.height;
}

/** What a place on the axis stands for. */
export function valueAtX({ box, x }: Pick<Plot, "box" | "x">, left: number): number {
  return x.at((left - box.left) / box.width);
}

interface AxisLook {
  palette: Palette;
  title?: string;
  words?: (value: number) => string;
  hasGrid?: boolean;
}

/** Room for an axis below a plot, and left of one. */
export const BELOW_PX = 22;
export const BESIDE_PX = 48;
const GAP_PX = 7;
const APART_PX = 14;
const TICK_EVERY_PX = 76;
const LINE_EVERY_PX = 34;
const FEWEST_LINES = 4;

/** Below the plot. */
export function paintXAxis(surface: Surface, plot: Pick<Plot, "box" | "x">, look: AxisLook): void {
  const { palette, title = "", words = shortValue, hasGrid = false } = look;
  const { left, top, width, height } = plot.box;
  const y = top + height + GAP_PX;
  const colour = css(palette.dim);
  const right = left + width;
  let [free, before] = [-Infinity, ""];
  const end = title === "" ? Infinity : right - textWidth(title) - APART_PX;
  if (title !== "") {
    surface.text(title, right, y, { colour, align: "right", baseline: "top" });
  }
  for (const value of plot.x.ticks(width / TICK_EVERY_PX)) {
    const x = xOf(plot, value);
    if (!(x >= left - 0.5 && x <= right + 0.5)) continue;
    if (hasGrid) hair(surface, palette.grid, x, top, x, top + height);
    const label = words(value);
    const half = textWidth(label) / 2;
    // Two places with the same words would be one too many: the digits that differ are not written.
    if (label === "" || label === before || x - half < free || x + half > end) continue;
    surface.text(label, x, y, { colour, align: "center", baseline: "top" });
    free = x + half + APART_PX;
    before = label;
  }
}

/** Left of the plot; the title stands above. */
export function paintYAxis(surface: Surface, plot: Pick<Plot, "box" | "y">, look: AxisLook): void {
  const { palette, title = "", words = shortValue, hasGrid = true } = look;
  const { left, top, width, height } = plot.box;
  const colour = css(palette.dim);
  let [free, before] = [Infinity, ""];
  const ticks = plot.y.ticks(Math.max(height / LINE_EVERY_PX, FEWEST_LINES));
  // From the bottom up, whichever way the scale goes.
  for (const [y, value] of ticks.map((one) => [yOf(plot, one), one] as const).sort(downFirst)) {
    if (!(y >= top - 0.5 && y <= top + height + 0.5)) continue;
    if (hasGrid) hair(surface, palette.grid, left, y, left + width, y);
    const label = words(value);
    if (label === "" || label === before || y > free) continue;
    surface.text(label, left - GAP_PX, y, { colour, align: "right", baseline: "middle" });
    free = y - APART_PX;
    before = label;
  }
  if (title !== "") surface.text(title, left, top - GAP_PX, { colour });
}

function downFirst([one]: readonly [number, number], [two]: readonly [number, number]): number {
  return two - one;
}

/** A line of one pixel. */
export function hair(
  surface: Surface,
  colour: string,
  x1: number,
  y1: number,
  x2: number,
  y2: number,
): void {
  const place = x1 === x2 ? crisp(x1) : crisp(y1);
  surface.moveTo(x1 === x2 ? place : x1, x1 === x2 ? y1 : place);
  surface.lineTo(x1 === x2 ? place : x2, x1 === x2 ? y2 : place);
  surface.stroke({ colour });
}

/** Null where the plot does not reach. */
function shownX(plot: Pick<Plot, "box" | "x">, step: number): number | null {
  const { left, width } = plot.box;
  const x = xOf(plot, step);
  return x >= left - 1 && x <= left + width + 1 ? x : null;
}

const RIM_ALPHA = 0.7;

/** The playhead: an upright line with a rim of the ground's colour, that parts it from whatever lies below. */
export function paintPlayhead(
  surface: Surface,
  plot: Pick<Plot, "box" | "x">,
  step: number,
  palette: Palette,
): void {
  const { top, height } = plot.box;
  const x = shownX(plot, step);
  if (x === null) return;
  for (const [colour, lineWidth] of [
    [withAlpha(palette.ground, RIM_ALPHA), 4],
    [css(palette.text), 1.5],
  ] as const) {
    surface.moveTo(x, top);
    surface.lineTo(x, top + height);
    surface.stroke({ colour, width: lineWidth });
  }
}

const HOVERED_ALPHA = 0.75;

/** What is pointed at, here or in another picture: dashed, so that it is never taken for the playhead. */
export function paintHovered(
  surface: Surface,
  plot: Pick<Plot, "box" | "x">,
  step: number,
  palette: Palette,
): void {
  const { top, height } = plot.box;
  const x = shownX(plot, step);
  if (x === null) return;
  dashed(surface, palette, crisp(x), top, crisp(x), top + height);
}

/** Across a plot in which steps go down. */
export function paintHoveredAcross(surface: Surface, box: Box, y: number, palette: Palette): void {
  if (!(y >= box.top - 1 && y <= box.top + box.height + 1)) return;
  dashed(surface, palette, box.left, crisp(y), box.left + box.width, crisp(y));
}

function dashed(
  surface: Surface,
  palette: Palette,
  x1: number,
  y1: number,
  x2: number,
  y2: number,
): void {
  for (const stroke of [
    { colour: withAlpha(palette.ground, RIM_ALPHA), width: 3 },
    { colour: withAlpha(palette.text, HOVERED_ALPHA), width: 1, dash: [4, 3] },
  ]) {
    surface.moveTo(x1, y1);
    surface.lineTo(x2, y2);
    surface.stroke(stroke);
  }
}
