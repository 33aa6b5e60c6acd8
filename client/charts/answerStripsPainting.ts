// Paints the rows of examples: a cell is filled where the answer is right, else it says what is answered.
import {
  HEAD_PX,
  IMAGE_PX,
  NUMBER_PX,
  STRIP_ROW_PX,
  type StripsLayout,
  stripsLayout,
  type StripsPicture,
  topOf,
} from "./answerStrips.ts";
import { type ImageTile, paintImageTile } from "./imageTile.ts";
import { css, withAlpha } from "./oklch.ts";
import { type Box, type Stroke, type Surface, TEXT_PX } from "./surface.ts";
import { shortened, textWidth } from "./textWidth.ts";

const LETTERED_CELL_PX = 10;

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
  const { rows, labels, palette } = picture;
  const { predicted, hue, taken } = picture.blocks[block]!;
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
    const words = fitting(taken[answer] ?? String(answer), cell - 2);
    surface.text(words, box.left + box.width / 2, box.top + box.height / 2, lettering);
  }
}

/** As much of a name's beginning as there is room for: in a narrow cell, an ellipsis would leave nothing of it. */
function fitting(name: string, width: number): string {
  const letters = Array.from(name);
  while (letters.length > 1 && textWidth(letters.join("")) > width) letters.pop();
  return letters.join("").trimEnd();
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

/** As wherever something is pointed at, so that it is never taken for the playhead. */
const HOVER_DASH = [4, 3] as const;

export interface StripsMarks {
  /** Number of the row that is pointed at, or walked to. */
  row: number | null;
  /** The example that is looked at. */
  example: number | null;
  /** Per block, the column of its checkpoint at the playhead. */
  current: readonly (number | null)[];
  /** The same of the checkpoint that is pointed at, here or in another picture. */
  pointed: readonly (number | null)[];
}

export function paintStripsMarks(
  surface: Surface,
  picture: StripsPicture,
  { row, example, current, pointed }: StripsMarks,
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
  const frame = (column: number | null, block: number, stroke: Omit<Stroke, "colour">): void => {
    if (column === null) return;
    const { left, cell } = layout.blocks[block]!;
    const shown = Math.max(cell, 2);
    surface.rect(left + column * cell - 1, HEAD_PX - 16, shown + 1, surface.height - HEAD_PX + 16);
    surface.stroke({ colour: css(palette.text), ...stroke });
  };
  current.forEach((column, block) => frame(column, block, { width: 1.25 }));
  pointed.forEach((column, block) => {
    if (column !== current[block]) frame(column, block, { width: 1, dash: HOVER_DASH });
  });
}
