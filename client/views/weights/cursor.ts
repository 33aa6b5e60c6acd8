// Keys that walk through the cells of a matrix.
import type { HintonCell } from "../../charts/hintonMarks.ts";

/** How far a page is. */
const PAGE = 16;

const MOVES: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-PAGE, 0],
  PageDown: [PAGE, 0],
  Home: [0, -Infinity],
  End: [0, Infinity],
};

/** The cell that a key leads to, the first where there was none; null for another key. */
export function cellAfter(
  key: string,
  cell: HintonCell | null,
  rows: number,
  columns: number,
): HintonCell | null {
  const move = MOVES[key];
  if (move === undefined) return null;
  if (cell === null) return { row: 0, column: 0 };
  const bounded = (place: number, count: number): number => Math.min(Math.max(place, 0), count - 1);
  return {
    row: bounded(cell.row + move[0], rows),
    column: bounded(cell.column + move[1], columns),
  };
}
