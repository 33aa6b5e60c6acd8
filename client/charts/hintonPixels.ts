// A Hinton diagram as pixels of the screen: squares with soft edges, or where cells are too small for those, greys.
import type { Rgb } from "./oklch.ts";
import { pixel } from "./ramps.ts";
import type { Pixels } from "./surface.ts";

/** Numbers in rows and columns, whichever way round they lie in `values`. */
export interface Matrix {
  values: Float32Array;
  rows: number;
  columns: number;
  /** How far apart in `values` two neighbours in a column, and in a row, are. */
  apart: { row: number; column: number };
}

/** Rows and columns of a matrix that are shown, as their indices in the order of their places. */
export interface Cells {
  rows: ArrayLike<number>;
  columns: ArrayLike<number>;
}

/** What stands for many cells that share a pixel. */
export type Blocks = "mean" | "extreme";

export const MIDDLE: Rgb = [128, 128, 128];
const BRIGHTER = 127;
const DARKER = 128;

export function weightAt({ values, apart }: Matrix, row: number, column: number): number {
  return values[row * apart.row + column * apart.column]!;
}

/** Side of a weight's square in its cell: its area is in proportion to its magnitude. */
export function sideOf(weight: number, most: number): number {
  return most > 0 ? Math.sqrt(Math.min(Math.abs(weight) / most, 1)) : 0;
}

/** A grey whose distance from the middle is the signed share of the cell's area that is covered. */
function greyOf(share: number): number {
  const bounded = Math.min(Math.max(share, -1), 1);
  return Math.round(MIDDLE[0] + bounded * (bounded > 0 ? BRIGHTER : DARKER));
}

const GREY_PIXELS = Uint32Array.from({ length: 256 }, (_, grey) => pixel([grey, grey, grey]));

interface Look {
  /** The weight whose square fills its cell. */
  most: number;
  notFinite: Rgb;
}

/**
 * One pixel for each cell, or for as many as share one of `width` × `height`: what their squares would be from afar.
 * A weight that is not finite colours every pixel that it is in.
 */
export function blockPixels(
  matrix: Matrix,
  { rows, columns }: Cells,
  { width, height }: { width: number; height: number },
  blocks: Blocks,
  { most, notFinite }: Look,
): Pixels {
  const size = { width: Math.min(width, columns.length), height: Math.min(height, rows.length) };
  const data = new Uint8ClampedArray(size.width * size.height * 4);
  const pixels = new Uint32Array(data.buffer);
  const { values, apart } = matrix;
  const at = Float64Array.from(columns, (column) => column * apart.column);
  const blockOf = Uint32Array.from(columns, (_, place) =>
    Math.floor((place * size.width) / columns.length),
  );
  const counts = new Uint32Array(size.width);
  for (const block of blockOf) counts[block]!++;
  const line = new Float64Array(size.width);
  const lost = pixel(notFinite);
  for (let y = 0; y < size.height; y++) {
    const from = Math.ceil((y * rows.length) / size.height);
    const to = Math.ceil(((y + 1) * rows.length) / size.height);
    line.fill(0);
    for (let row = from; row < to; row++) {
      const start = rows[row]! * apart.row;
      if (blocks === "mean") {
        for (let i = 0; i < at.length; i++) line[blockOf[i]!]! += values[start + at[i]!]!;
      } else {
        for (let i = 0; i < at.length; i++) {
          const weight = values[start + at[i]!]!;
          // What is not a number is kept: nothing is larger.
          if (!(Math.abs(weight) <= Math.abs(line[blockOf[i]!]!))) line[blockOf[i]!] = weight;
        }
      }
    }
    for (let x = 0; x < size.width; x++) {
      const weight = blocks === "mean" ? line[x]! / (counts[x]! * (to - from)) : line[x]!;
      pixels[y * size.width + x] =
        weight - weight === 0 ? GREY_PIXELS[greyOf(most > 0 ? weight / most : 0)]! : lost;
    }
  }
  return { ...size, data };
}

/** Squares on the middle grey, `cell` pixels wide and high; their edges are as soft as pixels make them. */
export function squarePixels(
  matrix: Matrix,
  { rows, columns }: Cells,
  cell: number,
  { most, notFinite }: Look,
): Pixels {
  const width = Math.round(columns.length * cell);
  const height = Math.round(rows.length * cell);
  const data = new Uint8ClampedArray(width * height * 4);
  const pixels = new Uint32Array(data.buffer).fill(GREY_PIXELS[MIDDLE[0]]!);
  const lost = pixel(notFinite);
  for (let row = 0; row < rows.length; row++) {
    for (let column = 0; column < columns.length; column++) {
      const weight = weightAt(matrix, rows[row]!, columns[column]!);
      const isFinite = weight - weight === 0;
      const side = cell * (isFinite ? sideOf(weight, most) : 1);
      if (side === 0) continue;
      const left = (column + 0.5) * cell - side / 2;
      const top = (row + 0.5) * cell - side / 2;
      const [right, bottom] = [Math.min(left + side, width), Math.min(top + side, height)];
      const sign = weight > 0 ? 1 : -1;
      for (let y = Math.floor(top); y < bottom; y++) {
        const high = Math.min(y + 1, bottom) - Math.max(y, top);
        for (let x = Math.floor(left); x < right; x++) {
          const wide = Math.min(x + 1, right) - Math.max(x, left);
          pixels[y * width + x] = isFinite ? GREY_PIXELS[greyOf(sign * wide * high)]! : lost;
        }
      }
    }
  }
  return { width, height, data };
}
