// Where the keys lead in a square of cells.
import type { ConfusionSpot } from "../../charts/confusionMatrix.ts";

const MOVES: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Null for a key that leads nowhere; the first cell where no cell was pointed at. */
export function movedSpot(
  spot: ConfusionSpot | null,
  key: string,
  count: number,
): ConfusionSpot | null {
  const move = MOVES[key];
  if (move === undefined || count === 0) return null;
  if (spot === null) return { row: 0, column: 0 };
  const within = (place: number): number => Math.min(Math.max(place, 0), count - 1);
  return { row: within(spot.row + move[0]), column: within(spot.column + move[1]) };
}
