// Keys that walk through the units of a layer.

const PAGE = 8;

const MOVES: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  ArrowUp: -PAGE,
  ArrowDown: PAGE,
  Home: -Infinity,
  End: Infinity,
};

/** The unit that a key leads to, the first where there was none; null for another key. */
export function stepAfter(key: string, unit: number | null, last: number): number | null {
  const move = MOVES[key];
  if (move === undefined) return null;
  return unit === null ? 0 : Math.min(Math.max(unit + move, 0), last);
}
