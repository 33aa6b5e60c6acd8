// Keys that walk through the bins of the plot.

const LEAP = 10;
const MOVES: Readonly<Record<string, (bin: number, last: number) => number | null>> = {
  ArrowLeft: (bin) => bin - 1,
  ArrowRight: (bin) => bin + 1,
  PageDown: (bin) => bin - LEAP,
  PageUp: (bin) => bin + LEAP,
  Home: () => 0,
  End: (_, last) => last,
  Escape: () => null,
};

/** The bin that a key leads to, null for none; undefined for another key. The first press goes to the middle. */
export function cursorAfter(
  key: string,
  bin: number | null,
  bins: number,
): number | null | undefined {
  const move = MOVES[key];
  if (move === undefined || bins === 0) return undefined;
  const last = bins - 1;
  const next = bin === null && key.startsWith("Arrow") ? last >> 1 : move(bin ?? 0, last);
  return next === null ? null : Math.min(Math.max(next, 0), last);
}
