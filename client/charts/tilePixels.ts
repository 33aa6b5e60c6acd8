// Tiles as pixels of the screen: each value a sharp square, or where there are more values than pixels, their mean.
import { blankPixels } from "./blankPixels.ts";
import type { TilesLayout } from "./tiles.ts";
import { pixel, type Ramp, RAMP_STEPS } from "./ramps.ts";
import type { Rgb } from "./oklch.ts";
import type { Pixels } from "./surface.ts";
import type { TileSet } from "./tileSet.ts";

/** What values look like: `low` and `high` are the ends of the ramp; of tiles with three channels, of each channel. */
export interface TileColours {
  ramp: Ramp;
  low: number;
  high: number;
}

/** All tiles of the layout in one picture of the screen's own pixels; to be painted at once (see blankPixels.ts). */
export function tilePixels(
  set: TileSet,
  order: readonly number[],
  layout: TilesLayout,
  colours: TileColours,
  notFinite: Rgb,
  ratio: number,
): Pixels {
  const { columns, rows, tile, step } = layout;
  const across = (px: number): number => Math.round(px * ratio);
  const width = across((columns - 1) * step.width + tile.width);
  const height = across((rows - 1) * step.height + tile.height);
  const made = blankPixels(width, height);
  const pixels = made.whole;
  const down = runsOf(across(tile.height), set.height);
  const along = runsOf(across(tile.width), set.width);
  const colourOf = COLOURINGS[set.channels](set, colours, pixel(notFinite));
  order.forEach((index, place) => {
    const left = across((place % columns) * step.width);
    const top = across(Math.floor(place / columns) * step.height);
    const start = index * set.apart.tile;
    for (const row of down) {
      const line = (top + row.at) * width + left;
      for (const column of along) {
        const colour = colourOf(start, row, column);
        for (let x = column.at; x < column.end; x++) pixels[line + x] = colour;
      }
      const end = line + across(tile.width);
      for (let y = 1; y < row.end - row.at; y++) pixels.copyWithin(line + y * width, line, end);
    }
  });
  return made;
}

/** Pixels along one side, from `at` on, that stand for the same values: at least one of these. */
interface Run {
  at: number;
  end: number;
  from: number;
  to: number;
}

function runsOf(pixels: number, values: number): Run[] {
  const runs: Run[] = [];
  for (let at = 0; at < pixels; at++) {
    const from = Math.floor((at * values) / pixels);
    const to = Math.max(Math.floor(((at + 1) * values) / pixels), from + 1);
    const last = runs.at(-1);
    if (last?.from === from && last.to === to) last.end++;
    else runs.push({ at, end: at + 1, from, to });
  }
  return runs;
}

/** The colour of the mean of some values of the tile that begins at `start`. */
type Colouring = (start: number, row: Run, column: Run) => number;

const COLOURINGS: Readonly<
  Record<TileSet["channels"], (set: TileSet, colours: TileColours, lost: number) => Colouring>
> = {
  1(set, colours, lost) {
    const index = indexOn(colours);
    const { pixels } = colours.ramp;
    return (start, row, column) => {
      const mean = meanOf(set, start, row, column);
      return mean - mean === 0 ? pixels[index(mean)]! : lost;
    };
  },
  3(set, colours, lost) {
    const index = indexOn(colours);
    const next = set.apart.channel;
    return (start, row, column) => {
      const red = meanOf(set, start, row, column);
      const green = meanOf(set, start + next, row, column);
      const blue = meanOf(set, start + 2 * next, row, column);
      const sum = red + green + blue;
      return sum - sum === 0 ? pixel([index(red), index(green), index(blue)]) : lost;
    };
  },
};

function indexOn({ low, high }: TileColours): (value: number) => number {
  const scale = (RAMP_STEPS - 1) / (high - low || 1);
  return (value) => Math.min(Math.max(Math.round((value - low) * scale), 0), RAMP_STEPS - 1);
}

function meanOf({ values, apart }: TileSet, start: number, row: Run, column: Run): number {
  const first = start + row.from * apart.row + column.from * apart.column;
  const count = (row.to - row.from) * (column.to - column.from);
  if (count === 1) return values[first]!;
  let sum = 0;
  for (let line = row.from; line < row.to; line++) {
    let at = first + (line - row.from) * apart.row;
    for (let i = column.from; i < column.to; i++, at += apart.column) sum += values[at]!;
  }
  return sum / count;
}

/** Black to white, whatever the theme: what images are made of. */
export const GREYS: Ramp = (() => {
  const colours = Array.from({ length: RAMP_STEPS }, (_, i): Rgb => [i, i, i]);
  return { colours, pixels: Uint32Array.from(colours, pixel) };
})();
