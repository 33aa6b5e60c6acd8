// Where a sliding square covers an image, and what an image looks like beneath it.
import { chance } from "../chance.ts";

/** Height, width and channels of an image, channels last. */
export type ImageSides = readonly [height: number, width: number, channels: number];

/** What the square is filled with, in the scale of the image's values. */
export type Fill =
  | { kind: "value"; value: number }
  /** The mean of all examples at each place: as if nothing special were there. */
  | { kind: "mean" }
  /** The same noise wherever the square stands. */
  | { kind: "noise"; low: number; high: number; seed: number };

export interface Windows {
  /** Sides of the square; no larger than the image. */
  height: number;
  width: number;
  stride: number;
  /** Of the map: how many places the square stands at. */
  rows: number;
  columns: number;
}

/** ⌊(H − k) / s⌋ + 1 places along each side: the square is always wholly on the image. */
export function windowsOver([rows, columns]: ImageSides, size: number, stride: number): Windows {
  const [height, width] = [Math.min(size, rows), Math.min(size, columns)];
  const places = (side: number, own: number): number => Math.floor((side - own) / stride) + 1;
  return { height, width, stride, rows: places(rows, height), columns: places(columns, width) };
}

/** The values that cover the image, as if the square were as large as it; noise begins at the square's own corner. */
export type Cover = (
  row: number,
  column: number,
  channel: number,
  top: number,
  left: number,
) => number;

/** `mean` is the mean of the examples, of the image's own size. */
export function coverOf(fill: Fill, sides: ImageSides, mean: Float32Array | null): Cover {
  const [, width, channels] = sides;
  if (fill.kind === "value") return () => fill.value;
  if (fill.kind === "mean") {
    return (row, column, channel) => mean![(row * width + column) * channels + channel]!;
  }
  const next = chance(fill.seed);
  const noise = Float32Array.from(
    { length: sides[0] * width * channels },
    () => fill.low + (fill.high - fill.low) * next(),
  );
  return (row, column, channel, top, left) =>
    noise[((row - top) * width + column - left) * channels + channel]!;
}

/** Writes the image with the square at one place of the map into `into`. */
export function occluded(
  image: Float32Array,
  [, width, channels]: ImageSides,
  windows: Windows,
  place: number,
  cover: Cover,
  into: Float32Array,
): void {
  into.set(image);
  const top = Math.floor(place / windows.columns) * windows.stride;
  const left = (place % windows.columns) * windows.stride;
  for (let row = top; row < top + windows.height; row++) {
    for (let column = left; column < left + windows.width; column++) {
      for (let channel = 0; channel < channels; channel++) {
        into[(row * width + column) * channels + channel] = cover(row, column, channel, top, left);
      }
    }
  }
}
