// A row for each example and a column for each checkpoint, one block of columns for each model: where all of it lies.
import type { ImageTile } from "./imageTile.ts";
import type { Palette } from "./palette.ts";
import type { Hue } from "./ramps.ts";
import type { Size } from "./surface.ts";
import { textWidth } from "./textWidth.ts";

/** One model's answers. */
export interface StripBlock {
  hue: Exclude<Hue, "neutral">;
  title: string;
  steps: readonly number[];
  /** Per checkpoint, per example; null where they are not known yet. */
  predicted: readonly (ArrayLike<number> | null)[];
  /** What its classes are called. */
  taken: readonly string[];
}

export interface StripsPicture {
  /** Numbers of the examples, one for each row. */
  rows: readonly number[];
  /** Pixels of rows above the picture. */
  scrolled: number;
  /** The class that each example is of. */
  labels: ArrayLike<number>;
  /** What the classes are called that examples are of. */
  names: readonly string[];
  image: (example: number) => ImageTile | null;
  blocks: readonly StripBlock[];
  palette: Palette;
}

export const STRIP_ROW_PX = 30;
/** Titles and steps above the rows. */
export const HEAD_PX = 34;
export const IMAGE_PX = 26;
export const NUMBER_PX = 34;
const NAME_MOST_PX = 84;
const GAP_PX = 14;
const RIGHT_PX = 6;
/** Of numbers; names are given the room they need. */
const WIDEST_CELL_PX = 34;
const BOLD_WIDER = 1.1;

export interface StripsLayout {
  /** Where the words of a row begin. */
  words: number;
  nameWidth: number;
  /** Per block, where its columns are. */
  blocks: readonly { left: number; cell: number }[];
  /** How many rows are in sight, also in part. */
  first: number;
  last: number;
}

export function stripsLayout(picture: StripsPicture, size: Size): StripsLayout {
  const { names, blocks, rows, scrolled } = picture;
  const widest = Math.max(...names.map((name) => textWidth(name)));
  const nameWidth = Math.min(Math.max(widest * BOLD_WIDER, 10), NAME_MOST_PX);
  const words = IMAGE_PX + 8;
  const left = words + NUMBER_PX + nameWidth + GAP_PX;
  const room = size.width - left - RIGHT_PX - GAP_PX * Math.max(blocks.length - 1, 0);
  const columns = blocks.reduce((sum, { steps }) => sum + steps.length, 0);
  const wanted = Math.max(Math.min(widest, NAME_MOST_PX) + 8, WIDEST_CELL_PX);
  const cell = Math.max(Math.min(room / Math.max(columns, 1), wanted), 0.5);
  let at = left;
  const placed = blocks.map(({ steps }) => {
    const block = { left: at, cell };
    at += steps.length * cell + GAP_PX;
    return block;
  });
  const first = Math.max(Math.floor(scrolled / STRIP_ROW_PX), 0);
  const seen = Math.ceil((size.height - HEAD_PX + (scrolled % STRIP_ROW_PX)) / STRIP_ROW_PX);
  return { words, nameWidth, blocks: placed, first, last: Math.min(first + seen, rows.length) };
}

/** How high the rows are all together, with their head. */
export function stripsHeight(rows: number): number {
  return HEAD_PX + rows * STRIP_ROW_PX;
}

/** Of a row, in the picture's pixels. */
export function topOf({ scrolled }: StripsPicture, row: number): number {
  return HEAD_PX + row * STRIP_ROW_PX - scrolled;
}

export interface StripsHit {
  row: number;
  /** The cell, where it is one. */
  cell: { block: number; checkpoint: number } | null;
}

export function stripsAt(
  picture: StripsPicture,
  size: Size,
  left: number,
  top: number,
): StripsHit | null {
  if (top < HEAD_PX || top > size.height) return null;
  const row = Math.floor((top - HEAD_PX + picture.scrolled) / STRIP_ROW_PX);
  if (row < 0 || row >= picture.rows.length) return null;
  const layout = stripsLayout(picture, size);
  for (const [block, { steps }] of picture.blocks.entries()) {
    const { left: from, cell } = layout.blocks[block]!;
    const checkpoint = Math.floor((left - from) / cell);
    if (checkpoint >= 0 && checkpoint < steps.length) return { row, cell: { block, checkpoint } };
  }
  return { row, cell: null };
}

/** How far rows are to be scrolled so that `row` is in sight; `scrolled` where it is. */
export function scrolledTo(row: number, scrolled: number, height: number): number {
  const room = height - HEAD_PX;
  const [top, bottom] = [row * STRIP_ROW_PX, (row + 1) * STRIP_ROW_PX];
  if (top < scrolled) return top;
  return bottom > scrolled + room ? bottom - room : scrolled;
}
