// A Hinton diagram: every weight of a matrix as a square, white above zero and black below, its area in proportion to its magnitude.
import { shortValue } from "./axisText.ts";
import {
  blockPixels,
  type Blocks,
  type Cells,
  type Matrix,
  MIDDLE,
  sideOf,
  squarePixels,
  weightAt,
} from "./hintonPixels.ts";
import { css } from "./oklch.ts";
import type { Palette } from "./palette.ts";
import { linearScale } from "./scales.ts";
import type { Box, Size, Surface } from "./surface.ts";
import { textWidth } from "./textWidth.ts";

export interface HintonPicture {
  matrix: Matrix;
  /** Sending units from the top, receiving ones from the left, as many as are shown. */
  cells: Cells;
  /** The first place of each in the order of all, for the axes. */
  first: { row: number; column: number };
  /** The weight whose square fills its cell. */
  most: number;
  /** What stands for the weights of a pixel where there are several. */
  blocks: Blocks;
  titles: { rows: string; columns: string };
  palette: Palette;
}

export interface HintonLayout {
  box: Box;
  cell: Size;
  /** Whether cells are too small for squares. */
  isBlocks: boolean;
}

/** Below this, squares cannot be told from each other. */
export const LEAST_SQUARE_PX = 3;
/** Squares wider than this tell nothing more. */
const WIDEST_CELL_PX = 56;
/** Of a matrix with few columns and many rows, or the reverse. */
const WIDEST_STRIPE_PX = 24;
/** More squares than these are drawn as pixels: as shapes they would take a frame or two. */
const MOST_SHAPES = 4096;
const LEGEND_PX = 26;
const BELOW_PX = 34;
const RIGHT_PX = 10;
const TITLE_PX = 18;

export function hintonLayout({ cells }: HintonPicture, size: Size): HintonLayout {
  const [rows, columns] = [Math.max(cells.rows.length, 1), Math.max(cells.columns.length, 1)];
  const left = TITLE_PX + Math.ceil(textWidth("0000")) + 6;
  const room = {
    width: Math.max(size.width - left - RIGHT_PX, 1),
    height: Math.max(size.height - LEGEND_PX - BELOW_PX, 1),
  };
  const side = Math.min(room.width / columns, room.height / rows, WIDEST_CELL_PX);
  const isBlocks = side < LEAST_SQUARE_PX;
  const cell = isBlocks
    ? {
        width: Math.min(room.width / columns, WIDEST_STRIPE_PX),
        height: Math.min(room.height / rows, WIDEST_STRIPE_PX),
      }
    : { width: side, height: side };
  const box = { left, top: LEGEND_PX, width: cell.width * columns, height: cell.height * rows };
  return { box, cell, isBlocks };
}

export function paintHinton(surface: Surface, picture: HintonPicture): void {
  const layout = hintonLayout(picture, surface);
  const { matrix, cells, most, palette } = picture;
  const { box, cell, isBlocks } = layout;
  const look = { most, notFinite: palette.mean };
  if (isBlocks) {
    const size = {
      width: Math.round(box.width * surface.ratio),
      height: Math.round(box.height * surface.ratio),
    };
    surface.image(blockPixels(matrix, cells, size, picture.blocks, look), box);
  } else if (cells.rows.length * cells.columns.length > MOST_SHAPES) {
    surface.image(squarePixels(matrix, cells, cell.width * surface.ratio, look), box);
  } else paintSquares(surface, picture, layout);
  paintAxes(surface, picture, layout);
  paintScale(surface, picture, box.left);
}

function paintSquares(
  surface: Surface,
  { matrix, cells, most, palette }: HintonPicture,
  { box, cell }: HintonLayout,
): void {
  surface.rect(box.left, box.top, box.width, box.height);
  surface.fill(css(MIDDLE));
  const isOf: Readonly<Record<string, (weight: number) => boolean>> = {
    "rgb(255 255 255)": (weight) => weight > 0 && weight < Infinity,
    "rgb(0 0 0)": (weight) => weight < 0 && weight > -Infinity,
    [css(palette.mean)]: (weight) => !Number.isFinite(weight),
  };
  for (const [colour, isShown] of Object.entries(isOf)) {
    let isAny = false;
    for (let row = 0; row < cells.rows.length; row++) {
      for (let column = 0; column < cells.columns.length; column++) {
        const weight = weightAt(matrix, cells.rows[row]!, cells.columns[column]!);
        if (!isShown(weight)) continue;
        const side = cell.width * (Number.isFinite(weight) ? sideOf(weight, most) : 1);
        if (side === 0) continue;
        isAny = true;
        const left = box.left + (column + 0.5) * cell.width - side / 2;
        surface.rect(left, box.top + (row + 0.5) * cell.height - side / 2, side, side);
      }
    }
    if (isAny) surface.fill(colour);
  }
}

function paintAxes(
  surface: Surface,
  { cells, first, titles, palette }: HintonPicture,
  { box, cell }: HintonLayout,
): void {
  const colour = css(palette.dim);
  const { left, top, width, height } = box;
  for (const place of wholeTicks(first.column, cells.columns.length, width / 60)) {
    const x = left + (place - first.column + 0.5) * cell.width;
    const words = shortValue(place);
    surface.text(words, x, top + height + 4, { colour, align: "center", baseline: "top" });
  }
  for (const place of wholeTicks(first.row, cells.rows.length, height / 34)) {
    const y = top + (place - first.row + 0.5) * cell.height;
    const words = shortValue(place);
    surface.text(words, left - 5, y, { colour, align: "right", baseline: "middle" });
  }
  const end = left + Math.max(width, textWidth(titles.columns));
  surface.text(titles.columns, end, top + height + BELOW_PX - 2, { colour, align: "right" });
  surface.text(titles.rows, 2, top - 9, { colour });
}

function wholeTicks(first: number, count: number, most: number): number[] {
  const ticks = linearScale(first, first + Math.max(count - 1, 1)).ticks(Math.max(most, 2));
  return ticks.filter((tick) => Number.isInteger(tick) && tick >= first && tick < first + count);
}

const SAMPLE_PX = 14;

/** Shares of a whole square that are shown, the most that there is room for: where it would cover the title, none below zero. */
const SAMPLES = [[1, 0.25, -0.25, -1], [1, -1], [1]] as const;

/** What the squares are worth: a whole one, a quarter of it, and the same below zero. */
function paintScale(
  surface: Surface,
  { most, palette, titles }: HintonPicture,
  left: number,
): void {
  const widthOf = (share: number): number => SAMPLE_PX + 4 + textWidth(signed(share * most)) + 12;
  const startOf = (shares: readonly number[]): number =>
    surface.width - RIGHT_PX - shares.reduce((sum, share) => sum + widthOf(share), 0);
  const least = Math.max(left, 2 + textWidth(titles.rows) + 10);
  const samples = SAMPLES.find((shares) => startOf(shares) >= least) ?? SAMPLES.at(-1)!;
  let x = startOf(samples);
  samples.forEach((share) => {
    surface.rect(x, 4, SAMPLE_PX, SAMPLE_PX);
    surface.fill(css(MIDDLE));
    // White ends on a light ground where black ends on a dark one.
    surface.rect(x, 4, SAMPLE_PX, SAMPLE_PX);
    surface.stroke({ colour: css(MIDDLE), width: 2 });
    const side = SAMPLE_PX * sideOf(share, 1);
    surface.rect(x + (SAMPLE_PX - side) / 2, 4 + (SAMPLE_PX - side) / 2, side, side);
    surface.fill(share > 0 ? "rgb(255 255 255)" : "rgb(0 0 0)");
    surface.text(signed(share * most), x + SAMPLE_PX + 4, 4 + SAMPLE_PX / 2, {
      colour: css(palette.dim),
      baseline: "middle",
    });
    x += widthOf(share);
  });
}

function signed(value: number): string {
  const text = shortValue(Number(value.toPrecision(3)));
  return value > 0 ? `+${text}` : text;
}
