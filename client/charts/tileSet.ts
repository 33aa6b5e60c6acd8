// Many equally sized small images in one array of numbers, whichever way round they lie in it.

/** Nothing is copied: kernels, maps and images are looked at where they are. */
export interface TileSet {
  values: Float32Array;
  count: number;
  height: number;
  width: number;
  /** 3 of what has red, green and blue. */
  channels: 1 | 3;
  /** How far apart in `values` two neighbours are. */
  apart: { tile: number; row: number; column: number; channel: number };
}

type Sides = readonly [height: number, width: number];

/** Images one after the other, as [count, height, width, channels]. */
export function imagesIn(
  values: Float32Array,
  [height, width]: Sides,
  channels: 1 | 3 = 1,
): TileSet {
  const size = height * width * channels;
  const apart = { tile: size, row: width * channels, column: channels, channel: 1 };
  return { values, count: Math.floor(values.length / size), height, width, channels, apart };
}

/** Each channel of [height, width, channels] as an image of its own. */
export function channelsOf(
  values: Float32Array,
  [height, width]: Sides,
  channels: number,
): TileSet {
  const apart = { tile: 1, row: width * channels, column: channels, channel: 0 };
  return { values, count: channels, height, width, channels: 1, apart };
}

export function tileValue(
  { values, apart }: TileSet,
  tile: number,
  row: number,
  column: number,
  channel = 0,
): number {
  const at = tile * apart.tile + row * apart.row + column * apart.column + channel * apart.channel;
  return values[at]!;
}

/** The width of the rectangle that comes nearest to a square and has no hole. */
export function nearSquare(count: number): number {
  let height = Math.floor(Math.sqrt(count));
  while (count % height !== 0) height--;
  return count / height;
}
