// A name as a path: its pieces between `/` and `.`, and the name again that some of the pieces spell.

/** One piece of a name, with the separator that stands before it; the first has none. */
export interface Piece {
  readonly separator: string;
  readonly text: string;
}

/** What stands between pieces. */
export const SEPARATOR = /[/.]/;

/** The pieces of a name, at least one; empty ones are kept, so that the pieces spell the same name again. */
export function piecesOf(name: string): Piece[] {
  const parts = name.split(/([/.])/);
  const pieces: Piece[] = [];
  for (let i = 0; i < parts.length; i += 2) {
    pieces.push({ separator: parts[i - 1] ?? "", text: parts[i]! });
  }
  return pieces;
}

/** The name that the pieces spell, without the separator before the first. */
export function spelled(pieces: readonly Piece[]): string {
  return pieces.map(({ separator, text }, i) => (i === 0 ? text : separator + text)).join("");
}

export function isNumber(text: string): boolean {
  return /^\d+$/.test(text);
}
