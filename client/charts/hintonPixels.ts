// A Hinton diagram as pixels of the screen: squares with soft edges, or where cells are too small for those, greys.
import { blankPixels } from "./blankPixels.ts";
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
  // Signs come in no order: a branch for each would be guessed wrong every other time.
  const bounded = Math.min(Math.max(share, -1), 1);
  const away = bounded * ((BRIGHTER + DARKER) / 2);
  return (MIDDLE[0] + 0.5 + away + Math.abs(bounded) * ((BRIGHTER - DARKER) / 2)) | 0;
}

const GREY_PIXELS = Uint32Array.from({ length: 256 }, (_, grey) => pixel([grey, grey, grey]));

interface Look {
  /** The weight whose square fills its cell. */
  most: number;
  notFinite: Rgb;
}

/**
 * One pixel for each cell, or for as many as share one of `width` × `height`: what their squares would be from afar.
 * A weight that is not finite colours every pixel that it is in. To be painted at once (see blankPixels.ts).
 */
export function blockPixels(
  matrix: Matrix,
  { rows, columns }: Cells,
  { width, height }: { width: number; height: number },
  blocks: Blocks,
  { most, notFinite }: Look,
): Pixels {
  const size = { width: Math.min(width, columns.length), height: Math.min(height, rows.length) };
  const made = blankPixels(size.width, size.height);
  const { values, apart } = matrix;
  const at = Uint32Array.from(columns, (column) => column * apart.column);
  const ends = (count: number, parts: number): Uint32Array =>
    Uint32Array.from({ length: parts + 1 }, (_, i) => Math.ceil((i * count) / parts));
  const [left, top] = [ends(columns.length, size.width), ends(rows.length, size.height)];
  const isMean = blocks === "mean";
  const into = blocksOf(left, columns.length);
  const sums = new Float64Array(size.width);
  const lost = pixel(notFinite);
  for (let y = 0; y < size.height; y++) {
    sums.fill(0);
    const [from, to] = [top[y]!, top[y + 1]!];
    for (let row = from; row < to; row++) {
      const start = rows[row]! * apart.row;
      if (isMean) addRow(values, start, at, into, sums);
      else keepStrongest(values, start, at, into, sums);
    }
    const line = made.whole.subarray(y * size.width, (y + 1) * size.width);
    const unit = most > 0 ? 1 / most / (isMean ? to - from : 1) : 0;
    for (let x = 0; x < line.length; x++) {
      const sum = sums[x]!;
      const share = isMean ? sum * (unit / (left[x + 1]! - left[x]!)) : sum * unit;
      line[x] = sum - sum === 0 ? GREY_PIXELS[greyOf(share)]! : lost;
    }
  }
  return made;
}

/** Per column the block that it is in. */
function blocksOf(ends: Uint32Array, columns: number): Uint32Array {
  const into = new Uint32Array(columns);
  for (let block = 0; block + 1 < ends.length; block++)
    into.fill(block, ends[block], ends[block + 1]);
  return into;
}

function addRow(
  values: Float32Array,
  start: number,
  at: Uint32Array,
  into: Uint32Array,
  sums: Float64Array,
): void {
  for (let i = 0; i < at.length; i++) sums[into[i]!]! += values[start + at[i]!]!;
}

/** What is not a number is kept: nothing is larger. */
function keepStrongest(
  values: Float32Array,
  start: number,
  at: Uint32Array,
  into: Uint32Array,
  strongest: Float64Array,
): void {
  for (let i = 0; i < at.length; i++) {
    const weight = values[start + at[i]!]!;
    if (!(Math.abs(weight) <= Math.abs(strongest[into[i]!]!))) strongest[into[i]!] = weight;
  }
}

/**
 * Squares on the middle grey, `cell` pixels wide and high; their edges are as soft as pixels make them. To be painted at
 * once (see blankPixels.ts).
 */
export function squarePixels(
  matrix: Matrix,
  { rows, columns }: Cells,
  cell: number,
  { most, notFinite }: Look,
): Pixels {
  const width = Math.round(columns.length * cell);
  const height = Math.round(rows.length * cell);
  const made = blankPixels(width, height);
  const pixels = made.whole.fill(GREY_PIXELS[MIDDLE[0]]!);
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
  return made;
}
