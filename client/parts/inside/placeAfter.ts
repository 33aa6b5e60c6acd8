// Where a key leads in a grid.

const ROWS_OF_A_PAGE = 4;

const MOVES: Readonly<Record<string, (place: number, columns: number, length: number) => number>> =
  {
    ArrowLeft: (place) => place - 1,
    ArrowRight: (place) => place + 1,
    ArrowUp: (place, columns) => (place < columns ? place : place - columns),
    ArrowDown: (place, columns, length) => (place + columns < length ? place + columns : place),
    PageUp: (place, columns) => place - columns * ROWS_OF_A_PAGE,
    PageDown: (place, columns) => place + columns * ROWS_OF_A_PAGE,
    Home: () => 0,
    End: (_place, _columns, length) => length - 1,
  };

/** The place that the key leads to from `place`, which is −1 where nothing is chosen; null of other keys. */
export function placeAfter(
  key: string,
  place: number,
  columns: number,
  length: number,
): number | null {
  const move = MOVES[key];
  if (move === undefined || length === 0) return null;
  if (place < 0) return 0;
  return Math.min(Math.max(move(place, columns, length), 0), length - 1);
}
