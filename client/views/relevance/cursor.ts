// Keys that walk over the pixels of a map.

const MOVES: Readonly<Record<string, readonly [across: number, down: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The pixel that a key leads to, null for none; undefined for another key. The first press goes to the middle. */
export function pixelAfter(
  key: string,
  pixel: number | null,
  { width, height }: { width: number; height: number },
): number | null | undefined {
  if (key === "Escape") return null;
  const move = MOVES[key];
  if (move === undefined) return undefined;
  if (pixel === null) return (height >> 1) * width + (width >> 1);
  const column = Math.min(Math.max((pixel % width) + move[0], 0), width - 1);
  const row = Math.min(Math.max(Math.floor(pixel / width) + move[1], 0), height - 1);
  return row * width + column;
}
