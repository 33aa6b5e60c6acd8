// The whole network at once: a row for every layer, a column for every epoch, one quantity as colour.
import { BELOW_PX, paintPlayhead, paintXAxis, valueAtX, xOf } from "./axes.ts";
import { shortValue } from "./axisText.ts";
import { columnsOver, nearestStep } from "./columns.ts";
import { LEGEND_PX, paintLegend } from "./legend.ts";
import { isInked, matrixPixels, type Quantities, type Shown, shownIn } from "./matrixPixels.ts";
import type { Cell, MatrixRow } from "./matrixRows.ts";
import { css, withAlpha } from "./oklch.ts";
import type { Palette } from "./palette.ts";
import { pixel, type Ramp } from "./ramps.ts";
import { linearScale, type Scale } from "./scales.ts";
import { type Box, holds, type Size, type Surface } from "./surface.ts";
import { shortened, textWidth } from "./textWidth.ts";

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

export interface MatrixLayout {
  box: Box;
  x: Scale;
  rowPx: number;
}

const RIGHT_PX = 14;
const TOP_PX = LEGEND_PX + 14;
const WIDEST_NAMES_SHARE = 0.34;
const NAME_LEFT_PX = 14;
const INDENT_PX = 14;
const NAME_GAP_PX = 10;
const NAME_LINE_PX = 13;

export function matrixLayout({ rows, stepEdges }: MatrixPicture, size: Size): MatrixLayout {
  const widest = rows.reduce((most, { name, block }) => {
    return Math.max(most, textWidth(block === "" ? name : `${block} · ${name}`));
  }, 0);
  const names = Math.min(widest + INDENT_PX, size.width * WIDEST_NAMES_SHARE);
  // Whole pixels: a pixel of a cell is a pixel of the screen.
  const left = Math.ceil(NAME_LEFT_PX + names + NAME_GAP_PX);
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
  const words = (value: number): string => (Number.isInteger(value) ? shortValue(value) : "");
  paintXAxis(surface, layout, { palette, title: picture.unit, words });
  paintNames(surface, picture, layout);
  const start = paintLegend(surface, box.left + box.width, 8, picture);
  paintKey(surface, palette, start - 16);
}

function paintNames(surface: Surface, picture: MatrixPicture, layout: MatrixLayout): void {
  const { rows, palette } = picture;
  for (const i of namedRows(rows, layout)) {
    const row = rows[i]!;
    const colour = css(row.kind === "block" ? palette.text : palette.dim);
    paintName(surface, row, row.name, middleOf(layout, i), layout, colour);
  }
}

/** The rows whose names have the room: first those of blocks, then of layers from the top, none over another. */
export function namedRows(rows: readonly MatrixRow[], layout: MatrixLayout): number[] {
  const named: number[] = [];
  const apart = NAME_LINE_PX / layout.rowPx;
  for (const kind of ["block", "layer"] as const) {
    rows.forEach((row, i) => {
      if (row.kind === kind && named.every((other) => Math.abs(other - i) >= apart)) named.push(i);
    });
  }
  return named;
}

function middleOf({ box, rowPx }: MatrixLayout, row: number): number {
  return box.top + (row + 0.5) * rowPx;
}

const TRIANGLE_PX = 3.5;
const THINNEST_PX = 1.5;

function paintName(
  surface: Surface,
  row: MatrixRow,
  name: string,
  y: number,
  { box }: MatrixLayout,
  colour: string,
  bold = false,
): void {
  const left = NAME_LEFT_PX + (row.block !== "" || row.kind === "block" ? INDENT_PX : 0);
  const words = shortened(name, box.left - NAME_GAP_PX - left);
  surface.text(words, left, y, { colour, bold, baseline: "middle" });
  if (row.kind !== "block") return;
  const x = NAME_LEFT_PX + TRIANGLE_PX;
  const corners = row.isClosed
    ? [
        [-0.6, -1],
        [1, 0],
        [-0.6, 1],
      ]
    : [
        [-1, -0.6],
        [1, -0.6],
        [0, 1],
      ];
  corners.forEach(([across, down], i) => {
    surface[i === 0 ? "moveTo" : "lineTo"](x + across! * TRIANGLE_PX, y + down! * TRIANGLE_PX);
  });
  surface.fill(colour);
}

const SWATCH_PX = 12;

/** What the hatch means, where there is room left of the legend. */
function paintKey(surface: Surface, palette: Palette, right: number): void {
  const words = "not finite";
  const left = right - textWidth(words) - SWATCH_PX - 6;
  if (left < NAME_LEFT_PX) return;
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

/** Row and column of the cell, its name and step, and the playhead; cheap enough for every move of the pointer. */
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
  surface.fill(withAlpha(palette.text, 0.14));
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
  surface.rect(x - half, box.top + box.height + 3, 2 * half, 18);
  surface.fill(css(palette.ground));
  const bottom = { align: "center", baseline: "top", bold: true } as const;
  surface.text(words, x, box.top + box.height + 7, { colour: css(palette.text), ...bottom });
}

/** The name of a row in full, and no half of another beside it. */
function paintLitName(
  surface: Surface,
  { rows, palette }: MatrixPicture,
  layout: MatrixLayout,
  lit: number,
): void {
  const row = rows[lit]!;
  const y = middleOf(layout, lit);
  const places = namedRows(rows, layout).map((i) => middleOf(layout, i));
  const hidden = places.filter((other) => Math.abs(other - y) < NAME_LINE_PX);
  const [top, bottom] = [Math.min(y, ...hidden), Math.max(y, ...hidden)];
  surface.rect(0, top - NAME_LINE_PX / 2, layout.box.left - 3, bottom - top + NAME_LINE_PX);
  surface.fill(css(palette.ground));
  const name = row.block === "" ? row.name : `${row.block} · ${row.name}`;
  paintName(surface, row, name, y, layout, css(palette.text), true);
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
