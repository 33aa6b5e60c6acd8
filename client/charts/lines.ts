// Many models' curves in one plot: no spike lost however many points, the raw line behind the smoothed one, and no silence about NaN.
import {
  type Plot,
  BELOW_PX,
  paintPlayhead,
  paintXAxis,
  paintYAxis,
  valueAtX,
  xOf,
  yOf,
} from "./axes.ts";
import { shortValue } from "./axisText.ts";
import { paintBackedText } from "./backedText.ts";
import { nearestStep } from "./columns.ts";
import { extremes, strokeStretch } from "./extremes.ts";
import { css, type Rgb, withAlpha } from "./oklch.ts";
import type { Palette } from "./palette.ts";
import { linearScale, logScale, type Scale } from "./scales.ts";
import { holds, type Size, type Stroke, type Surface } from "./surface.ts";

export interface Line {
  steps: ArrayLike<number>;
  values: ArrayLike<number>;
  /** The same, smoothed; null where the raw values are what is to be seen. */
  smooth: ArrayLike<number> | null;
  colour: Rgb;
}

export interface LinesPicture {
  lines: readonly Line[];
  stepEdges: readonly [number, number];
  /** Where steps are not what is written on the axis: its scale, and its words. */
  time?: { scale: Scale; words: (value: number) => string };
  /** Ends of the value axis; both positive where it is logarithmic. */
  edges: readonly [number, number];
  isLog: boolean;
  /** What is measured, and what steps are called. */
  title: string;
  unit: string;
  palette: Palette;
}

const LEFT_PX = 52;
const RIGHT_PX = 14;
const TOP_PX = 26;
/** Room for the highest tick's words. */
const UNTITLED_TOP_PX = 9;
const RAW_ALPHA = 0.25;
/** Of so many lines each is drawn thinner, or they become one. */
const CROWD = 24;
const CROWD_ALPHA = 0.6;
/** How far all others step back behind the one that is pointed at. */
const VEIL_ALPHA = 0.35;
const CROWD_VEIL_ALPHA = 0.7;
const LIT_PX = 2.5;

export function linesLayout(
  { stepEdges, edges, isLog, time, title }: LinesPicture,
  size: Size,
): Plot {
  const top = title === "" ? UNTITLED_TOP_PX : TOP_PX;
  const box = {
    left: LEFT_PX,
    top,
    width: Math.max(size.width - LEFT_PX - RIGHT_PX, 1),
    height: Math.max(size.height - top - BELOW_PX, 1),
  };
  const y: Scale = isLog ? logScale(...edges) : linearScale(...edges);
  return { box, x: time?.scale ?? linearScale(...stepEdges), y };
}

export function paintLines(surface: Surface, picture: LinesPicture): void {
  const { lines, palette, title, unit, isLog, time } = picture;
  const plot = linesLayout(picture, surface);
  paintXAxis(surface, plot, { palette, title: unit, ...(time && { words: time.words }) });
  paintYAxis(surface, plot, { palette, title: isLog ? `${title}, log` : title });
  const [width, alpha] = lines.length > CROWD ? [1, CROWD_ALPHA] : [1.75, 1];
  const notFinite: { line: Line; columns: readonly number[] }[] = [];
  surface.inside(plot.box, () => {
    for (const line of lines) {
      if (line.smooth === null) continue;
      draw(surface, plot, line, line.values, { colour: withAlpha(line.colour, RAW_ALPHA) });
    }
    for (const line of lines) {
      const shown = line.smooth ?? line.values;
      const colour = withAlpha(line.colour, alpha);
      notFinite.push({ line, columns: draw(surface, plot, line, shown, { colour, width }) });
    }
  });
  // The first and the last stand over the plot's edges.
  for (const { line, columns } of notFinite) crosses(surface, plot, columns, line.colour);
}

/** Draws one line; returns the places where something is not finite. */
function draw(
  surface: Surface,
  plot: Plot,
  { steps }: Line,
  values: ArrayLike<number>,
  stroke: Stroke,
): readonly number[] {
  const { stretches, notFinite } = extremes(steps, values, values, plot);
  for (const stretch of stretches) strokeStretch(surface, stretch, stroke);
  return notFinite;
}

const CROSS_PX = 3;
/** Crosses side by side are one row, not one bar. */
const CROSS_APART_PX = 9;

/** At the upper edge, where something is not finite. */
function crosses(surface: Surface, { box }: Plot, columns: readonly number[], hue: Rgb): void {
  let free = -Infinity;
  for (const x of columns) {
    if (x < free) continue;
    free = x + CROSS_APART_PX;
    const y = box.top + CROSS_PX + 2;
    surface.moveTo(x - CROSS_PX, y - CROSS_PX);
    surface.lineTo(x + CROSS_PX, y + CROSS_PX);
    surface.moveTo(x + CROSS_PX, y - CROSS_PX);
    surface.lineTo(x - CROSS_PX, y + CROSS_PX);
    surface.stroke({ colour: css(hue), width: 1.5 });
  }
}

/** The playhead, and the line that is pointed at in front of all others with its point at that step. */
export function paintLinesMarks(
  surface: Surface,
  picture: LinesPicture,
  { step, lit }: { step: number | null; lit: LineHit | null },
): void {
  const plot = linesLayout(picture, surface);
  const line = lit === null ? undefined : picture.lines[lit.line];
  const shown = line?.smooth ?? line?.values ?? [];
  if (line !== undefined) {
    const { left, top, width, height } = plot.box;
    surface.rect(left, top, width, height);
    const veil = picture.lines.length > CROWD ? CROWD_VEIL_ALPHA : VEIL_ALPHA;
    surface.fill(withAlpha(picture.palette.ground, veil));
    surface.inside(plot.box, () => {
      draw(surface, plot, line, shown, { colour: css(line.colour), width: LIT_PX });
    });
  }
  if (step !== null) paintPlayhead(surface, plot, step, picture.palette);
  if (lit === null || line === undefined) return;
  const [x, y] = [xOf(plot, line.steps[lit.index]!), yOf(plot, shown[lit.index]!)];
  if (!holds(plot.box, x, y)) return;
  for (const [colour, radius] of [
    [picture.palette.ground, 6],
    [picture.palette.text, 4.5],
    [line.colour, 3],
  ] as const) {
    surface.disc(x, y, radius);
    surface.fill(css(colour));
  }
  const words = shortValue(Number(line.values[lit.index]!.toPrecision(4)));
  const isLeft = x > plot.box.left + plot.box.width / 2;
  const top = Math.max(y - 14, plot.box.top + 8);
  const [at, align] = isLeft ? [x - 10, "right" as const] : [x + 10, "left" as const];
  const colour = css(picture.palette.text);
  paintBackedText(surface, picture.palette, words, at, top, { colour, bold: true, align });
}

/** A line, and one of its points. */
export interface LineHit {
  line: number;
  index: number;
}

const NEAR_PX = 28;

/** The line nearest to a place, at its point nearest in steps; null where none is near. */
export function lineAt(
  picture: LinesPicture,
  size: Size,
  left: number,
  top: number,
): LineHit | null {
  const plot = linesLayout(picture, size);
  if (!holds(plot.box, left, top)) return null;
  const step = valueAtX(plot, left);
  let [best, least]: [LineHit | null, number] = [null, NEAR_PX];
  picture.lines.forEach(({ steps, values, smooth }, line) => {
    const index = nearestStep(steps, step);
    const off = Math.abs(yOf(plot, (smooth ?? values)[index] ?? NaN) - top);
    if (off < least) [best, least] = [{ line, index }, off];
  });
  return best;
}
