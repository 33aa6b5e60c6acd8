// Which points of two series are compared: pairs of indices, and how an address writes them.

/** Index of a point in A's series, and in B's. */
export type Pair = readonly [a: number, b: number];

/** More pairs in one address are refused. */
export const MOST_PAIRS = 1024;

/** Stretches in which both indices grow by one, as `a.b` or `a.b.length`, joined by `_`. */
export function pairsText(pairs: readonly Pair[]): string {
  const stretches: [a: number, b: number, length: number][] = [];
  for (const [a, b] of pairs) {
    const last = stretches.at(-1);
    if (last && a === last[0] + last[2] && b === last[1] + last[2]) last[2]++;
    else stretches.push([a, b, 1]);
  }
  return stretches
    .map(([a, b, length]) => (length === 1 ? `${a}.${b}` : `${a}.${b}.${length}`))
    .join("_");
}

/** The pairs that {@link pairsText} wrote; null when it wrote none of this, or more than {@link MOST_PAIRS}. */
export function pairsFrom(text: string): Pair[] | null {
  const pairs: Pair[] = [];
  for (const stretch of text.split("_")) {
    const match = /^(\d{1,10})\.(\d{1,10})(?:\.(\d{1,4}))?$/.exec(stretch);
    if (!match) return null;
    const [a, b, length] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 1)];
    if (length === 0 || pairs.length + length > MOST_PAIRS) return null;
    for (let i = 0; i < length; i++) pairs.push([a + i, b + i]);
  }
  return pairs;
}
