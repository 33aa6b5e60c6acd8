// A row for each example and a column for each checkpoint, one block of columns for each model: filled where it is right, else what it answers.
import { type ImageTile, paintImageTile } from "./imageTile.ts";
import { css, withAlpha } from "./oklch.ts";
import type { Palette } from "./palette.ts";
import type { Hue } from "./ramps.ts";
import { type Box, type Size, type Surface, TEXT_PX } from "./surface.ts";
import { shortened, textWidth } from "./textWidth.ts";

/** One model's answers. */
export interface StripBlock {
  hue: Exclude<Hue, "neutral">;
  title: string;
  steps: readonly number[];
  /** Per checkpoint, per example; null where they are not known yet. */
  predicted: readonly (ArrayLike<number> | null)[];
}

export interface StripsPicture {
  /** Numbers of the examples, one for each row. */
  rows: readonly number[];
  /** Pixels of rows above the picture. */
  scrolled: number;
  /** The class that each example is of. */
  labels: ArrayLike<number>;
  names: readonly string[];
  image: (example: number) => ImageTile | null;
  blocks: readonly StripBlock[];
  palette: Palette;
}

export const STRIP_ROW_PX = 30;
const HEAD_PX = 34;
const IMAGE_PX = 26;
const NUMBER_PX = 34;
const NAME_MOST_PX = 84;
const GAP_PX = 14;
const RIGHT_PX = 6;
const WIDEST_CELL_PX = 34;
const LETTERED_CELL_PX = 10;

interface StripsLayout {
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
  const widest = Math.max(...names.map((name) => textWidth(name)), 10);
  const nameWidth = Math.min(widest, NAME_MOST_PX);
  const words = IMAGE_PX + 8;
  const left = words + NUMBER_PX + nameWidth + GAP_PX;
  const room = size.width - left - RIGHT_PX - GAP_PX * Math.max(blocks.length - 1, 0);
  const columns = blocks.reduce((sum, { steps }) => sum + steps.length, 0);
  const cell = Math.max(Math.min(room / Math.max(columns, 1), WIDEST_CELL_PX), 0.5);
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

function topOf({ scrolled }: StripsPicture, row: number): number {
  return HEAD_PX + row * STRIP_ROW_PX - scrolled;
}

export function paintStrips(surface: Surface, picture: StripsPicture): void {
  const layout = stripsLayout(picture, surface);
  const rows = { left: 0, top: HEAD_PX, width: surface.width, height: surface.height - HEAD_PX };
  surface.inside(rows, () => {
    for (let row = layout.first; row < layout.last; row++) paintRow(surface, picture, layout, row);
    picture.blocks.forEach((_, block) => paintBlock(surface, picture, layout, block));
  });
  picture.blocks.forEach((_, block) => paintHead(surface, picture, layout, block));
}

function paintRow(
  surface: Surface,
  picture: StripsPicture,
  { words, nameWidth }: StripsLayout,
  row: number,
): void {
  const { rows, labels, names, image, palette } = picture;
  const example = rows[row]!;
  const top = topOf(picture, row);
  const tile = image(example);
  const side = {
    left: 2,
    top: top + (STRIP_ROW_PX - IMAGE_PX) / 2,
    width: IMAGE_PX,
    height: IMAGE_PX,
  };
  if (tile !== null) paintImageTile(surface, tile, fittedBox(tile, side), palette);
  const y = top + STRIP_ROW_PX / 2;
  const middle = { baseline: "middle" } as const;
  surface.text(String(example), words + NUMBER_PX - 8, y, {
    ...middle,
    colour: css(palette.dim),
    align: "right",
    px: 10.5,
  });
  const name = names[labels[example]!] ?? String(labels[example]);
  const place = words + NUMBER_PX;
  surface.text(shortened(name, nameWidth), place, y, {
    ...middle,
    colour: css(palette.text),
    bold: true,
  });
}

/** As large as fits, with the image's own proportions. */
function fittedBox({ width, height }: ImageTile, box: Box): Box {
  const scale = Math.min(box.width / width, box.height / height);
  const size = { width: width * scale, height: height * scale };
  return {
    left: box.left + (box.width - size.width) / 2,
    top: box.top + (box.height - size.height) / 2,
    ...size,
  };
}

function paintBlock(
  surface: Surface,
  picture: StripsPicture,
  layout: StripsLayout,
  block: number,
): void {
  const { rows, labels, names, palette } = picture;
  const { predicted, hue } = picture.blocks[block]!;
  const { left, cell } = layout.blocks[block]!;
  const gap = cell > 6 ? 1 : 0;
  const place = (checkpoint: number, row: number): Box => ({
    left: left + checkpoint * cell,
    top: topOf(picture, row) + 4,
    width: cell - gap,
    height: STRIP_ROW_PX - 8,
  });
  const wrong: { box: Box; answer: number }[] = [];
  let [anyRight, anyUnknown] = [false, false];
  const each = (draw: (box: Box, answer: number | null, isRight: boolean) => void): void => {
    for (let row = layout.first; row < layout.last; row++) {
      const example = rows[row]!;
      predicted.forEach((answers, checkpoint) => {
        const answer = answers?.[example] ?? null;
        draw(place(checkpoint, row), answer, answer === labels[example]);
      });
    }
  };
  each((box, answer, isRight) => {
    if (answer !== null && !isRight) wrong.push({ box, answer });
    if (!isRight) return;
    anyRight = true;
    surface.rect(box.left, box.top, box.width, box.height);
  });
  if (anyRight) surface.fill(withAlpha(palette.slot[hue], 0.72));
  each((box, answer) => {
    if (answer !== null) return;
    anyUnknown = true;
    surface.rect(box.left, box.top + box.height / 2 - 1, box.width, 2);
  });
  if (anyUnknown) surface.fill(palette.grid);
  if (cell < LETTERED_CELL_PX) return;
  const lettering = { colour: css(palette.text), align: "center", baseline: "middle" } as const;
  for (const { box, answer } of wrong) {
    const words = shortened(names[answer] ?? String(answer), cell);
    surface.text(words, box.left + box.width / 2, box.top + box.height / 2, lettering);
  }
}

function paintHead(
  surface: Surface,
  { palette, blocks }: StripsPicture,
  layout: StripsLayout,
  block: number,
): void {
  const { title, steps, hue } = blocks[block]!;
  const { left, cell } = layout.blocks[block]!;
  const width = Math.max(steps.length * cell, 20);
  const colour = css(palette.slot[hue]);
  surface.text(shortened(title, width), left, 8, { colour, baseline: "middle", bold: true });
  let free = -Infinity;
  steps.forEach((step, checkpoint) => {
    const words = String(step);
    const half = textWidth(words, TEXT_PX) / 2;
    const x = left + (checkpoint + 0.5) * cell;
    if (x - half < free) return;
    free = x + half + 6;
    surface.text(words, x, 25, { colour: css(palette.dim), align: "center", baseline: "middle" });
  });
}

export interface StripsMarks {
  /** Number of the row that is pointed at, or walked to. */
  row: number | null;
  /** The example that is looked at. */
  example: number | null;
  /** Per block, the column of its checkpoint at the playhead. */
  current: readonly (number | null)[];
}

export function paintStripsMarks(
  surface: Surface,
  picture: StripsPicture,
  { row, example, current }: StripsMarks,
): void {
  const layout = stripsLayout(picture, surface);
  const { palette, rows } = picture;
  const rowsBox = { left: 0, top: HEAD_PX, width: surface.width, height: surface.height - HEAD_PX };
  surface.inside(rowsBox, () => {
    if (row !== null && row < rows.length) {
      surface.rect(0, topOf(picture, row), surface.width, STRIP_ROW_PX);
      surface.fill(withAlpha(palette.text, 0.07));
    }
    const chosen = example === null ? -1 : rows.indexOf(example);
    if (chosen >= 0) {
      surface.rect(0.75, topOf(picture, chosen) + 0.75, surface.width - 1.5, STRIP_ROW_PX - 1.5);
      surface.stroke({ colour: css(palette.text), width: 1.5 });
    }
  });
  current.forEach((column, block) => {
    if (column === null) return;
    const { left, cell } = layout.blocks[block]!;
    const shown = Math.max(cell, 2);
    surface.rect(left + column * cell - 1, HEAD_PX - 16, shown + 1, surface.height - HEAD_PX + 16);
    surface.stroke({ colour: css(palette.text), width: 1.25 });
  });
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
