// Keys that walk through the ranks of a spectrum; the axis is logarithmic, so leaps double.

const MOVES: Readonly<Record<string, (rank: number, last: number) => number>> = {
  ArrowLeft: (rank) => rank - 1,
  ArrowRight: (rank) => rank + 1,
  PageDown: (rank) => Math.floor(rank / 2),
  PageUp: (rank) => rank * 2,
  Home: () => 1,
  End: (_, last) => last,
};

/** The rank that a key leads to; undefined for another key, or where there are no ranks. */
export function rankAfter(key: string, rank: number, last: number): number | undefined {
  const move = MOVES[key];
  if (move === undefined || last === 0) return undefined;
  return Math.min(Math.max(move(rank, last), 1), last);
}
