// What is pointed at in a Hinton diagram, and the part of it that is chosen to be looked at closer.
import { hintonLayout, type HintonPicture, LEAST_SQUARE_PX } from "./hinton.ts";
import { css, withAlpha } from "./oklch.ts";
import { crisp, holds, type Size, type Surface } from "./surface.ts";

/** Places in the order of rows and columns, from the first shown. */
export interface HintonCell {
  row: number;
  column: number;
}

/** The cell at a place; null beside the diagram. */
export function hintonAt(
  picture: HintonPicture,
  size: Size,
  left: number,
  top: number,
): HintonCell | null {
  const { box, cell } = hintonLayout(picture, size);
  if (!holds(box, left, top)) return null;
  const { rows, columns } = picture.cells;
  return {
    row: Math.min(Math.floor((top - box.top) / cell.height), rows.length - 1),
    column: Math.min(Math.floor((left - box.left) / cell.width), columns.length - 1),
  };
}

/** The row, the column and the cell that are pointed at. */
export function paintHintonMarks(
  surface: Surface,
  picture: HintonPicture,
  { row, column }: HintonCell,
): void {
  const { box, cell } = hintonLayout(picture, surface);
  const { text } = picture.palette;
  const left = box.left + column * cell.width;
  const top = box.top + row * cell.height;
  const colour = withAlpha(text, 0.55);
  if (cell.height < LEAST_SQUARE_PX) {
    surface.moveTo(box.left, crisp(top));
    surface.lineTo(box.left + box.width, crisp(top));
  } else surface.rect(box.left, crisp(top), box.width, cell.height);
  if (cell.width < LEAST_SQUARE_PX) {
    surface.moveTo(crisp(left), box.top);
    surface.lineTo(crisp(left), box.top + box.height);
  } else surface.rect(crisp(left), box.top, cell.width, box.height);
  surface.stroke({ colour });
}

/** The part of the diagram between two places, as cells; null where it is smaller than two by two. */
export function hintonPart(
  picture: HintonPicture,
  one: HintonCell,
  other: HintonCell,
): { rows: readonly [number, number]; columns: readonly [number, number] } | null {
  const { first } = picture;
  const between = (from: number, to: number, by: number): readonly [number, number] => [
    Math.min(from, to) + by,
    Math.max(from, to) + 1 + by,
  ];
  const rows = between(one.row, other.row, first.row);
  const columns = between(one.column, other.column, first.column);
  return rows[1] - rows[0] < 2 && columns[1] - columns[0] < 2 ? null : { rows, columns };
}

/** A frame around what would be zoomed into. */
export function paintHintonPart(
  surface: Surface,
  picture: HintonPicture,
  one: HintonCell,
  other: HintonCell,
): void {
  const { box, cell } = hintonLayout(picture, surface);
  const left = box.left + Math.min(one.column, other.column) * cell.width;
  const top = box.top + Math.min(one.row, other.row) * cell.height;
  const width = (Math.abs(one.column - other.column) + 1) * cell.width;
  const height = (Math.abs(one.row - other.row) + 1) * cell.height;
  surface.rect(left, top, width, height);
  surface.stroke({ colour: css(picture.palette.text), width: 2 });
}
