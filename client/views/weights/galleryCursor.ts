// Keys that walk through a gallery of kernels, from one to the next and down its rows, each read by its strongest weight.
import type { TilesLayout } from "../../charts/tiles.ts";
import { type TileSet, tileValue } from "../../charts/tileSet.ts";
import { cellAfter } from "./cursor.ts";

/** The place in the order that a key leads to, the first where there was none; null for another key. */
export function placeAfter(
  key: string,
  place: number | null,
  count: number,
  { columns, rows }: Pick<TilesLayout, "columns" | "rows">,
): number | null {
  const cell =
    place === null ? null : { row: Math.floor(place / columns), column: place % columns };
  const next = cellAfter(key, cell, rows, columns);
  return next === null ? null : Math.min(next.row * columns + next.column, count - 1);
}

/** Where in a tile its largest finite magnitude is. */
export function strongestIn(set: TileSet, tile: number): { row: number; column: number } {
  let best = { row: 0, column: 0 };
  let most = -1;
  for (let row = 0; row < set.height; row++) {
    for (let column = 0; column < set.width; column++) {
      for (let channel = 0; channel < set.channels; channel++) {
        const size = Math.abs(tileValue(set, tile, row, column, channel));
        if (!(size > most && size < Infinity)) continue;
        most = size;
        best = { row, column };
      }
    }
  }
  return best;
}
