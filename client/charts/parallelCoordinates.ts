// One line per model through all its hyperparameters and metrics; brushes on the axes choose among the models.
import { hair } from "./axes.ts";
import { paintBackedText } from "./backedText.ts";
import { css, type Rgb, withAlpha } from "./oklch.ts";
import type { Palette } from "./palette.ts";
import { type Brush, type ParallelAxis, passing } from "./parallelAxes.ts";
import type { Box, Size, Surface } from "./surface.ts";
import { shortened, textWidth } from "./textWidth.ts";

export interface ParallelPicture {
  axes: readonly ParallelAxis[];
  /** One for every model, by whatever metric. */
  colours: readonly Rgb[];
  brushes: readonly Brush[];
  palette: Palette;
}

const SIDE_PX = 58;
const TOP_PX = 40;
const BOTTOM_PX = 38;
/** Below the axis: those that have no value. */
const UNSET_PX = 20;
const NAME_Y_PX = 16;

export function parallelBox(size: Size): Box {
  return {
    left: SIDE_PX,
    top: TOP_PX,
    width: Math.max(size.width - 2 * SIDE_PX, 1),
    height: Math.max(size.height - TOP_PX - BOTTOM_PX, 1),
  };
}

function axisX({ left, width }: Box, axis: number, count: number): number {
  return count < 2 ? left + width / 2 : left + (axis / (count - 1)) * width;
}

function placeY({ top, height }: Box, place: number): number {
  return Number.isNaN(place) ? top + height + UNSET_PX : top + (1 - place) * height;
}

const PASSING_ALPHA = 0.8;
const LEFT_OUT_ALPHA = 0.13;
/** More lines are painted fainter: where thousands run together there would be one area of the last one's colour. */
const MOST_SOLID = 100;

export function paintParallel(surface: Surface, picture: ParallelPicture): void {
  const { axes, colours, brushes, palette } = picture;
  const box = parallelBox(surface);
  const passes = passing(axes, brushes, colours.length);
  const shown = passes.filter(Boolean).length;
  const passingAlpha = PASSING_ALPHA * Math.min(Math.sqrt(MOST_SOLID / shown), 1);
  // Who is left out lies behind.
  for (const isShown of [false, true]) {
    colours.forEach((colour, model) => {
      if (passes[model] !== isShown) return;
      trace(surface, box, axes, model);
      const alpha = isShown ? passingAlpha : LEFT_OUT_ALPHA;
      const faded = isShown ? colour : palette.dim;
      surface.stroke({ colour: withAlpha(faded, alpha), width: isShown ? 1.5 : 1 });
    });
  }
  axes.forEach((axis, i) => paintAxis(surface, box, picture, axis, i));
  for (const brush of brushes) paintBrush(surface, box, picture, brush);
}

function trace(surface: Surface, box: Box, axes: readonly ParallelAxis[], model: number): void {
  axes.forEach(({ places }, i) => {
    const [x, y] = [axisX(box, i, axes.length), placeY(box, places[model]!)];
    surface[i === 0 ? "moveTo" : "lineTo"](x, y);
  });
}

const TICK_GAP_PX = 11;
const LABEL_PX = 13;
/** How far words may reach to the axis before. */
const LABEL_SHARE = 0.66;

function paintAxis(
  surface: Surface,
  box: Box,
  { axes, palette }: ParallelPicture,
  axis: ParallelAxis,
  i: number,
): void {
  const x = axisX(box, i, axes.length);
  const bottom = box.top + box.height;
  const room = axes.length < 2 ? box.width : box.width / (axes.length - 1);
  hair(surface, css(palette.dim), x, box.top, x, bottom);
  const title = shortened(
    axis.isLog ? `${axis.name}, log` : axis.name,
    Math.min(room, 2 * SIDE_PX) - 10,
  );
  const text = css(palette.text);
  surface.text(title, x, NAME_Y_PX, { colour: text, align: "center", baseline: "middle" });
  const isLast = i === axes.length - 1 && i > 0;
  const beside = SIDE_PX - TICK_GAP_PX - 3;
  const width = i === 0 || isLast ? beside : Math.min(beside, room * LABEL_SHARE);
  let free = Infinity;
  for (const tick of [...axis.ticks].sort((one, two) => one.place - two.place)) {
    const y = placeY(box, tick.place);
    if (y > free) continue;
    free = y - LABEL_PX;
    const words = axis.isNumeric ? tick.text : shortened(tick.text, width);
    if (textWidth(words) > width) continue;
    const align = isLast ? "left" : "right";
    const at = x + (isLast ? TICK_GAP_PX : -TICK_GAP_PX);
    paintBackedText(surface, palette, words, at, y, { colour: css(palette.dim), align });
  }
  if (axis.places.some((place) => Number.isNaN(place))) {
    surface.disc(x, bottom + UNSET_PX, 2.5);
    surface.fill(css(palette.dim));
    const place = { colour: css(palette.dim), align: "center", baseline: "top" } as const;
    surface.text("not set", x, bottom + UNSET_PX + 5, { ...place, px: 10 });
  }
}

const BRUSH_PX = 14;

function paintBrush(
  surface: Surface,
  box: Box,
  { axes, palette }: ParallelPicture,
  { axis, from, to }: Brush,
): void {
  const x = axisX(box, axis, axes.length) - BRUSH_PX / 2;
  const top = placeY(box, Math.max(from, to));
  const height = Math.max(placeY(box, Math.min(from, to)) - top, 2);
  surface.rect(x, top, BRUSH_PX, height);
  surface.fill(withAlpha(palette.text, 0.22));
  surface.rect(x, top, BRUSH_PX, height);
  surface.stroke({ colour: css(palette.text), width: 1.5 });
}

/** The model that is pointed at, in front of all others. */
export function paintParallelLit(surface: Surface, picture: ParallelPicture, model: number): void {
  const { axes, colours, palette } = picture;
  const colour = colours[model];
  if (colour === undefined) return;
  const box = parallelBox(surface);
  for (const [stroke, width] of [
    [palette.ground, 6],
    [palette.text, 4],
    [colour, 2.5],
  ] as const) {
    trace(surface, box, axes, model);
    surface.stroke({ colour: css(stroke), width });
  }
}

const LIT_AXIS_PX = 2;
const LIT_WIDTH_PX = 44;

/** Underlines the name of the axis that the keyboard is at. */
export function paintAxisLit(
  surface: Surface,
  { axes, palette }: ParallelPicture,
  axis: number,
): void {
  const x = axisX(parallelBox(surface), axis, axes.length);
  surface.rect(x - LIT_WIDTH_PX / 2, NAME_Y_PX + 10, LIT_WIDTH_PX, LIT_AXIS_PX);
  surface.fill(css(palette.text));
}

export type ParallelHit =
  /** `place` on the axis may lie beyond its ends. */
  { kind: "axis"; axis: number; place: number } | { kind: "model"; model: number };

const AXIS_NEAR_PX = 9;
const LINE_NEAR_PX = 7;

/** The axis at a place, where a brush may begin, or the nearest line of a model that passes; null where there is neither. */
export function parallelAt(
  picture: ParallelPicture,
  size: Size,
  left: number,
  top: number,
): ParallelHit | null {
  const { axes, colours, brushes } = picture;
  const box = parallelBox(size);
  const bottom = box.top + box.height;
  for (let axis = 0; axis < axes.length; axis++) {
    const isNear = Math.abs(axisX(box, axis, axes.length) - left) <= AXIS_NEAR_PX;
    if (isNear && top >= box.top - AXIS_NEAR_PX && top <= bottom + AXIS_NEAR_PX) {
      return { kind: "axis", axis, place: (bottom - top) / box.height };
    }
  }
  const passes = passing(axes, brushes, colours.length);
  const along = ((left - box.left) / box.width) * (axes.length - 1);
  const axis = Math.floor(along);
  if (axis < 0 || axis >= axes.length - 1) return null;
  const pitch = box.width / (axes.length - 1);
  let [best, least]: [number, number] = [-1, LINE_NEAR_PX];
  for (let model = 0; model < colours.length; model++) {
    if (!passes[model]) continue;
    const from = placeY(box, axes[axis]!.places[model]!);
    const to = placeY(box, axes[axis + 1]!.places[model]!);
    const upright = Math.abs(from + (to - from) * (along - axis) - top);
    // The distance to the line itself: of steep ones the upright distance is far too long.
    const off = upright * (pitch / Math.hypot(pitch, to - from));
    if (off < least) [best, least] = [model, off];
  }
  return best < 0 ? null : { kind: "model", model: best };
}
