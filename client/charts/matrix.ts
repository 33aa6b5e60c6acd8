// The whole network at once: a row for every layer, a column for every epoch, one quantity as colour.
import { BELOW_PX, paintPlayhead, paintXAxis, valueAtX, xOf } from "./axes.ts";
import { shortValue } from "./axisText.ts";
import { columnsOver, nearestStep } from "./columns.ts";
import { LEGEND_PX, paintLegend } from "./legend.ts";
import { isInked, matrixPixels, type Quantities, type Shown, shownIn } from "./matrixPixels.ts";
import type { Cell, MatrixRow } from "./matrixRows.ts";
import { namesWidth, paintLitName, paintNames, type RowsLayout } from "./matrixNames.ts";
import { css, withAlpha } from "./oklch.ts";
import type { Palette } from "./palette.ts";
import { pixel, type Ramp } from "./ramps.ts";
import { linearScale, type Scale } from "./scales.ts";
import { type Box, holds, type Size, type Surface } from "./surface.ts";
import { textWidth } from "./textWidth.ts";

export interface MatrixPicture {
  quantities: Quantities;
  rows: readonly MatrixRow[];
  /** What is measured, its colours and their values; symmetric where the quantity has a sign. */
  title: string;
  scale: Scale;
  ramp: Ramp;
  stepEdges: readonly [number, number];
  /** What steps are called. */
  unit: string;
  palette: Palette;
}

export interface MatrixLayout extends RowsLayout {
  x: Scale;
}

const RIGHT_PX = 14;
const TOP_PX = LEGEND_PX + 14;

export function matrixLayout({ rows, stepEdges }: MatrixPicture, size: Size): MatrixLayout {
  // Whole pixels: a pixel of a cell is a pixel of the screen.
  const left = Math.ceil(namesWidth(rows, size.width));
  const width = Math.max(Math.floor(size.width - left - RIGHT_PX), 1);
  const height = Math.max(Math.floor(size.height - TOP_PX - BELOW_PX), 1);
  const box = { left, top: TOP_PX, width, height };
  return { box, x: linearScale(...stepEdges), rowPx: height / Math.max(rows.length, 1) };
}

/** Equal ends on both sides of zero, as far as the farthest finite value. */
export function symmetricEnds(values: ArrayLike<number>): [number, number] {
  let most = 0;
  for (let i = 0; i < values.length; i++) {
    const size = Math.abs(values[i]!);
    if (size < Infinity && size > most) most = size;
  }
  return most === 0 ? [-1, 1] : [-most, most];
}

export function paintMatrix(surface: Surface, picture: MatrixPicture): void {
  const { palette, quantities, rows } = picture;
  const layout = matrixLayout(picture, surface);
  const { box, x } = layout;
  const columns = columnsOver(quantities.steps, x, Math.round(box.width * surface.ratio));
  const height = Math.round(box.height * surface.ratio);
  const look = { ...picture, ground: palette.ground, ink: palette.text };
  const sheet = { height, ratio: surface.ratio };
  surface.image(matrixPixels(quantities, rows, columns, sheet, look), box);
  paintXAxis(surface, layout, { palette, title: picture.unit, words: wholeWords });
  paintNames(surface, picture, layout);
  const start = paintLegend(surface, box.left + box.width, 8, picture);
  paintKey(surface, palette, start - 16);
}

function wholeWords(value: number): string {
  return Number.isInteger(value) ? shortValue(value) : "";
}

const THINNEST_PX = 1.5;

const SWATCH_PX = 12;

/** What the hatch means, where there is room left of the legend. */
function paintKey(surface: Surface, palette: Palette, right: number): void {
  const words = "not finite";
  const left = right - textWidth(words) - SWATCH_PX - 6;
  if (left < 0) return;
  const side = Math.round(SWATCH_PX * surface.ratio);
  const data = new Uint8ClampedArray(side * side * 4);
  const pixels = new Uint32Array(data.buffer);
  const [ground, ink] = [pixel(palette.ground), pixel(palette.text)];
  pixels.forEach((_, i) => {
    pixels[i] = isInked(i % side, Math.floor(i / side), surface.ratio) ? ink : ground;
  });
  const box = { left, top: 6, width: SWATCH_PX, height: SWATCH_PX };
  surface.image({ width: side, height: side, data }, box);
  const middle = { align: "right", baseline: "middle" } as const;
  surface.text(words, right, 6 + SWATCH_PX / 2, { colour: css(palette.dim), ...middle });
}

export interface MatrixMarks {
  /** The playhead. */
  step: number | null;
  /** What is pointed at, or where the keyboard's cursor is. */
  cell: Cell | null;
}

/** Lines along the row and column of the cell, its name and step, and the playhead; cheap enough for every move of the pointer. */
export function paintMatrixMarks(
  surface: Surface,
  picture: MatrixPicture,
  { step, cell }: MatrixMarks,
): void {
  const { palette, quantities, rows, unit } = picture;
  const layout = matrixLayout(picture, surface);
  const { box, rowPx } = layout;
  if (step !== null) paintPlayhead(surface, layout, step, palette);
  const row = cell === null ? undefined : rows[cell.row];
  if (cell === null || row === undefined) return;
  const place = cellBox(picture, surface, cell);
  surface.rect(box.left, place.top, box.width, rowPx);
  surface.rect(place.left, box.top, Math.max(place.width, THINNEST_PX), box.height);
  // Lines beside the cells: a veil over them would change the colours that are read.
  surface.stroke({ colour: withAlpha(palette.text, 0.5), width: 1 });
  for (const [colour, width] of [
    [palette.ground, 4],
    [palette.text, 2],
  ] as const) {
    surface.rect(place.left - 1, place.top - 1, place.width + 2, place.height + 2);
    surface.stroke({ colour: css(colour), width });
  }
  paintLitName(surface, picture, layout, cell.row);
  const words = `${unit} ${shortValue(quantities.steps[cell.step]!)}`;
  const half = textWidth(words) / 2 + 6;
  const right = box.left + box.width;
  const x = Math.min(Math.max(place.left + place.width / 2, box.left + half), right - half);
  // The axis is written anew without what would be half hidden.
  surface.rect(box.left - half, box.top + box.height + 3, box.width + 2 * half, BELOW_PX - 3);
  surface.fill(css(palette.ground));
  const isClear = (middle: number, width: number): boolean =>
    Math.abs(middle - x) > half + width / 2;
  const titleWidth = textWidth(unit);
  paintXAxis(surface, layout, {
    palette,
    title: isClear(right - titleWidth / 2, titleWidth) ? unit : "",
    words: (value) => {
      const tick = wholeWords(value);
      return isClear(xOf(layout, value), textWidth(tick)) ? tick : "";
    },
  });
  const bottom = { align: "center", baseline: "top", bold: true } as const;
  surface.text(words, x, box.top + box.height + 7, { colour: css(palette.text), ...bottom });
}

/** A cell's place: what the keyboard's cursor frames. */
export function cellBox(picture: MatrixPicture, size: Size, { row, step }: Cell): Box {
  const layout = matrixLayout(picture, size);
  const { steps } = picture.quantities;
  const at = steps[step] ?? 0;
  const [before, after] = [steps[step - 1] ?? at, steps[step + 1] ?? at];
  const alone = steps.length < 2 ? 0.5 : 0;
  // The outermost cells are as wide as their neighbours.
  const from = at - (before < at ? (at - before) / 2 : (after - at) / 2 || alone);
  const to = at + (after > at ? (after - at) / 2 : (at - before) / 2 || alone);
  const left = xOf(layout, from);
  const width = Math.max(xOf(layout, to) - left, 1);
  return { left, top: layout.box.top + row * layout.rowPx, width, height: layout.rowPx };
}

export type MatrixHit = { kind: "cell"; cell: Cell; shown: Shown } | { kind: "name"; row: number };

/** The cell or the row's name at a place. Where several epochs share a pixel, the one that is seen. */
export function matrixAt(
  picture: MatrixPicture,
  size: Size,
  left: number,
  top: number,
): MatrixHit | null {
  const layout = matrixLayout(picture, size);
  const { box, rowPx } = layout;
  const { quantities, rows } = picture;
  const row = Math.floor((top - box.top) / rowPx);
  if (row < 0 || row >= rows.length) return null;
  if (left < box.left && left >= 0) return { kind: "name", row };
  if (!holds(box, left, top)) return null;
  const column = Math.min(Math.floor(left - box.left), box.width - 1);
  const { from, to } = columnsOver(quantities.steps, layout.x, box.width);
  const [start, end] = [from[column]!, to[column]!];
  if (start === end) return null;
  const shown = shownIn(quantities, rows[row]!.layers, start, end);
  const nearest = nearestStep(quantities.steps, valueAtX(layout, left));
  return {
    kind: "cell",
    cell: { row, step: shown.kind === "missing" ? nearest : shown.step },
    shown,
  };
}
