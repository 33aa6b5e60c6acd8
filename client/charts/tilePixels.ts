// Tiles as pixels of the screen: each value a sharp square, or where there are more values than pixels, their mean.
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
  const colourOf = colouring(colours, set.channels, pixel(notFinite));
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
type Colouring = (means: Float64Array) => number;

function colouring({ ramp, low, high }: TileColours, channels: number, lost: number): Colouring {
  const scale = (RAMP_STEPS - 1) / (high - low || 1);
  const index = (value: number): number =>
    Math.min(Math.max(Math.round((value - low) * scale), 0), RAMP_STEPS - 1);
  if (channels === 1) {
    return ([value = NaN]) => (Number.isFinite(value) ? ramp.pixels[index(value)]! : lost);
  }
  return ([red, green, blue]) => {
    const sum = red! + green! + blue!;
    return sum - sum === 0 ? pixel([index(red!), index(green!), index(blue!)]) : lost;
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
  const means = new Float64Array(channels);
  const width = columns.from.length;
  for (let y = 0; y < rows.from.length; y++) {
    const [top, bottom] = [rows.from[y]!, rows.to[y]!];
    // A value covers several lines of pixels, which are all the same.
    if (y > 0 && top === rows.from[y - 1] && bottom === rows.to[y - 1]) {
      drawn.copyWithin(y * width, (y - 1) * width, y * width);
      continue;
    }
    for (let x = 0; x < width; x++) {
      const [left, right] = [columns.from[x]!, columns.to[x]!];
      if (x > 0 && left === columns.from[x - 1] && right === columns.to[x - 1]) {
        drawn[y * width + x] = drawn[y * width + x - 1]!;
        continue;
      }
      for (let channel = 0; channel < channels; channel++) {
        let sum = 0;
        for (let row = top; row < bottom; row++) {
          let at = start + row * apart.row + left * apart.column + channel * apart.channel;
          for (let column = left; column < right; column++, at += apart.column) sum += values[at]!;
        }
        means[channel] = sum / ((bottom - top) * (right - left));
      }
      drawn[y * width + x] = colourOf(means);
    }
  }
}

/** Black to white, whatever the theme: what images are made of. */
export const GREYS: Ramp = (() => {
  const colours = Array.from({ length: RAMP_STEPS }, (_, i): Rgb => [i, i, i]);
  return { colours, pixels: Uint32Array.from(colours, pixel) };
})();
