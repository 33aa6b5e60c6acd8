// What keeps an optimised image from being noise: shrinking, blurring, and dropping pixels that matter little.

/** [height, width, channels], channels last. */
export type Sides = readonly [height: number, width: number, channels: number];

/** In place, as is all here. */
export function clip(x: Float32Array, low: number, high: number): void {
  for (let i = 0; i < x.length; i++) x[i] = Math.min(Math.max(x[i]!, low), high);
}

export function decay(x: Float32Array, share: number): void {
  if (share === 0) return;
  for (let i = 0; i < x.length; i++) x[i]! *= 1 - share;
}

/** Farther away, a bell has practically nothing. */
const REACH = 3;

/** A Gaussian of that many pixels' standard deviation; beyond its edge the image goes on as at the edge. */
export function blur(x: Float32Array, [height, width, channels]: Sides, deviation: number): void {
  if (deviation === 0) return;
  const reach = Math.ceil(REACH * deviation);
  const bell = Float64Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-((i - reach) ** 2) / (2 * deviation ** 2)),
  );
  const whole = bell.reduce((sum, value) => sum + value, 0);
  const along = (from: Float32Array, isRows: boolean): Float32Array => {
    const to = new Float32Array(from.length);
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        for (let channel = 0; channel < channels; channel++) {
          let sum = 0;
          for (let by = -reach; by <= reach; by++) {
            const r = isRows ? Math.min(Math.max(row + by, 0), height - 1) : row;
            const c = isRows ? column : Math.min(Math.max(column + by, 0), width - 1);
            sum += bell[by + reach]! * from[(r * width + c) * channels + channel]!;
          }
          to[(row * width + column) * channels + channel] = sum / whole;
        }
      }
    }
    return to;
  };
  x.set(along(along(x, true), false));
}

/** Pixels whose values, over the channels, have less than that percentile's norm become zero. */
export function dropSmall(x: Float32Array, [, , channels]: Sides, percentile: number): void {
  if (percentile === 0) return;
  const norms = perPixel(x, channels, (value) => value ** 2);
  dropBelow(x, norms, channels, percentile);
}

/** The same of value times gradient: how much the unit would lose without the pixel. */
export function dropIdle(
  x: Float32Array,
  gradient: Float32Array,
  [, , channels]: Sides,
  percentile: number,
): void {
  if (percentile === 0) return;
  const contributions = perPixel(x, channels, (value, at) => value * gradient[at]!);
  dropBelow(x, contributions, channels, percentile);
}

function perPixel(
  x: Float32Array,
  channels: number,
  of: (value: number, at: number) => number,
): Float64Array {
  const sums = new Float64Array(x.length / channels);
  x.forEach((value, at) => (sums[Math.floor(at / channels)]! += of(value, at)));
  return sums;
}

function dropBelow(
  x: Float32Array,
  sizes: Float64Array,
  channels: number,
  percentile: number,
): void {
  const sorted = sizes.toSorted();
  const place = Math.ceil((percentile / 100) * sorted.length);
  const least = sorted[Math.min(place, sorted.length - 1)]!;
  sizes.forEach((size, pixel) => {
    if (size < least) x.fill(0, pixel * channels, (pixel + 1) * channels);
  });
}
