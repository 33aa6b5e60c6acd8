// The names beside the matrix's rows: as many as have the room, those of blocks with a handle to close them.
import type { MatrixRow } from "./matrixRows.ts";
import { css } from "./oklch.ts";
import type { Palette } from "./palette.ts";
import type { Box, Surface } from "./surface.ts";
import { shortened, textWidth } from "./textWidth.ts";

/** Where the cells are, and how high each row is. */
export interface RowsLayout {
  box: Box;
  rowPx: number;
}

interface Named {
  rows: readonly MatrixRow[];
  palette: Palette;
}

const WIDEST_SHARE = 0.34;
const NAME_LEFT_PX = 14;
const INDENT_PX = 14;
const NAME_GAP_PX = 10;
const NAME_LINE_PX = 13;

/** What the names take of a picture's width: never more than a third. */
export function namesWidth(rows: readonly MatrixRow[], width: number): number {
  const widest = rows.reduce((most, row) => Math.max(most, textWidth(fullName(row))), 0);
  return NAME_LEFT_PX + Math.min(widest + INDENT_PX, width * WIDEST_SHARE) + NAME_GAP_PX;
}

function fullName({ name, block }: MatrixRow): string {
  return block === "" ? name : `${block} · ${name}`;
}

export function paintNames(surface: Surface, { rows, palette }: Named, layout: RowsLayout): void {
  for (const i of namedRows(rows, layout)) {
    const row = rows[i]!;
    const colour = css(row.kind === "block" ? palette.text : palette.dim);
    paintName(surface, row, row.name, middleOf(layout, i), layout, colour);
  }
}

/** The rows whose names have the room: first those of blocks, then of layers from the top, none over another. */
export function namedRows(rows: readonly MatrixRow[], layout: RowsLayout): number[] {
  const named: number[] = [];
  const apart = NAME_LINE_PX / layout.rowPx;
  for (const kind of ["block", "layer"] as const) {
    rows.forEach((row, i) => {
      if (row.kind === kind && named.every((other) => Math.abs(other - i) >= apart)) named.push(i);
    });
  }
  return named;
}

function middleOf({ box, rowPx }: RowsLayout, row: number): number {
  return box.top + (row + 0.5) * rowPx;
}

const TRIANGLE_PX = 3.5;

/** How much wider bold letters are. */
const BOLD_WIDER = 1.14;

function paintName(
  surface: Surface,
  row: MatrixRow,
  name: string,
  y: number,
  { box }: RowsLayout,
  colour: string,
  bold = false,
): void {
  const left = NAME_LEFT_PX + (row.block !== "" || row.kind === "block" ? INDENT_PX : 0);
  const room = box.left - NAME_GAP_PX - left;
  const words = shortened(name, bold ? room / BOLD_WIDER : room);
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

/** The name of a row in full, and no half of another beside it. */
export function paintLitName(
  surface: Surface,
  { rows, palette }: Named,
  layout: RowsLayout,
  lit: number,
): void {
  const row = rows[lit]!;
  const y = middleOf(layout, lit);
  const places = namedRows(rows, layout).map((i) => middleOf(layout, i));
  const hidden = places.filter((other) => Math.abs(other - y) < NAME_LINE_PX);
  const [top, bottom] = [Math.min(y, ...hidden), Math.max(y, ...hidden)];
  surface.rect(0, top - NAME_LINE_PX / 2, layout.box.left - 3, bottom - top + NAME_LINE_PX);
  surface.fill(css(palette.ground));
  paintName(surface, row, fullName(row), y, layout, css(palette.text), true);
}
