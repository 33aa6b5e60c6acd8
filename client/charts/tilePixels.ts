// Tiles as pixels of the screen: each value a sharp square, or where there are more values than pixels, their mean.
import type { TilesLayout } from "./tiles.ts";
import { pixel, type Ramp, RAMP_STEPS, rampIndex } from "./ramps.ts";
import type { Rgb } from "./oklch.ts";
import type { Pixels } from "./surface.ts";
import type { TileSet } from "./tileSet.ts";

/** What values look like: `low` and `high` are the ends of the ramp; of tiles with three channels, of each channel. */
export interface TileColours {
  ramp: Ramp;
  low: number;
  high: number;
}

/** All tiles of the layout in one picture of the screen's own pixels. */
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
  const data = new Uint8ClampedArray(width * height * 4);
  const pixels = new Uint32Array(data.buffer);
  const side = { width: across(tile.width), height: across(tile.height) };
  const drawn = new Uint32Array(side.width * side.height);
  const colourOf = colouring(colours, pixel(notFinite));
  const [toColumn, toRow] = [ends(side.width, set.width), ends(side.height, set.height)];
  order.forEach((index, place) => {
    paintTile(set, index, drawn, [toRow, toColumn], colourOf);
    const left = across((place % columns) * step.width);
    const top = across(Math.floor(place / columns) * step.height);
    for (let y = 0; y < side.height; y++) {
      const line = drawn.subarray(y * side.width, (y + 1) * side.width);
      pixels.set(line, (top + y) * width + left);
    }
  });
  return { width, height, data };
}

/** The first and the end of the values of each pixel along one side: at least one value, or all that it stands for. */
function ends(pixels: number, values: number): { from: Uint16Array; to: Uint16Array } {
  const from = new Uint16Array(pixels);
  const to = new Uint16Array(pixels);
  for (let at = 0; at < pixels; at++) {
    from[at] = Math.floor((at * values) / pixels);
    to[at] = Math.max(Math.floor(((at + 1) * values) / pixels), from[at]! + 1);
  }
  return { from, to };
}

type Ends = ReturnType<typeof ends>;
type Colouring = (red: number, green: number, blue: number, isColoured: boolean) => number;

function colouring({ ramp, low, high }: TileColours, notFinite: number): Colouring {
  const share = (value: number): number => (value - low) / (high - low || 1);
  const byte = (value: number): number => rampIndex(share(value));
  return (red, green, blue, isColoured) => {
    const sum = red + green + blue;
    if (!(sum - sum === 0)) return notFinite;
    if (!isColoured) return ramp.pixels[byte(red)]!;
    return pixel([byte(red), byte(green), byte(blue)]);
  };
}

function paintTile(
  set: TileSet,
  index: number,
  drawn: Uint32Array,
  [rows, columns]: readonly [Ends, Ends],
  colourOf: Colouring,
): void {
  const { values, apart, channels } = set;
  const start = index * apart.tile;
  const isColoured = channels === 3;
  const mean = (y: number, x: number, channel: number): number => {
    const [top, bottom] = [rows.from[y]!, rows.to[y]!];
    const [left, right] = [columns.from[x]!, columns.to[x]!];
    let sum = 0;
    for (let row = top; row < bottom; row++) {
      let at = start + row * apart.row + left * apart.column + channel * apart.channel;
      for (let column = left; column < right; column++, at += apart.column) sum += values[at]!;
    }
    return sum / ((bottom - top) * (right - left));
  };
  const width = columns.from.length;
  for (let y = 0; y < rows.from.length; y++) {
    // A value covers several lines of pixels, which are all the same.
    if (y > 0 && rows.from[y] === rows.from[y - 1] && rows.to[y] === rows.to[y - 1]) {
      drawn.copyWithin(y * width, (y - 1) * width, y * width);
      continue;
    }
    for (let x = 0; x < width; x++) {
      const isSame =
        x > 0 && columns.from[x] === columns.from[x - 1] && columns.to[x] === columns.to[x - 1];
      drawn[y * width + x] = isSame
        ? drawn[y * width + x - 1]!
        : colourOf(
            mean(y, x, 0),
            isColoured ? mean(y, x, 1) : 0,
            isColoured ? mean(y, x, 2) : 0,
            isColoured,
          );
    }
  }
}

/** Black to white, whatever the theme: what images are made of. */
export const GREYS: Ramp = (() => {
  const colours = Array.from({ length: RAMP_STEPS }, (_, i): Rgb => [i, i, i]);
  return { colours, pixels: Uint32Array.from(colours, pixel) };
})();
