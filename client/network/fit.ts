// Fits an image of any size to what a network takes: its size, its colours, its scale.

/** From 0 (black) to 1, row by row. */
export interface Image {
  width: number;
  height: number;
  channels: 1 | 3;
  values: Float32Array;
}

/** Fewer values than the smallest digits have are measurements: four of a flower are no image of 2 × 2. */
const LEAST_SIDE = 8;

/** Height, width and channels that the values of a network's input, or of an example, are an image of; null of what is none. */
export function imageShape(shape: readonly number[]): readonly [number, number, number] | null {
  const [first, second, third] = shape;
  if (shape.length === 3 && (third === 1 || third === 3)) return [first!, second!, third];
  if (shape.length === 2) return [first!, second!, 1];
  const side = Math.sqrt(first ?? NaN);
  return shape.length === 1 && Number.isInteger(side) && side >= LEAST_SIDE
    ? [side, side, 1]
    : null;
}

/**
 * The middle of the image as [height, width, channels], with 0 … 1 stretched to `low` … `high`. Made smaller, each pixel
 * is the mean of what it covers; made larger, it lies between its neighbours.
 */
export function fitted(
  image: Image,
  [height, width, channels]: readonly [number, number, number],
  [low, high]: readonly [low: number, high: number],
): Float32Array {
  // As much of the image as has the same proportions.
  const scale = Math.min(image.width / width, image.height / height);
  const [left, top] = [(image.width - scale * width) / 2, (image.height - scale * height) / 2];
  const across = fittedRows(image, left, scale, width);
  const values = new Float32Array(height * width * channels);
  const colour = new Float64Array(image.channels);
  for (let y = 0; y < height; y++) {
    const lines = cover(top + y * scale, scale, image.height);
    for (let x = 0; x < width; x++) {
      colour.fill(0);
      for (const { place, share } of lines) {
        const at = (place * width + x) * image.channels;
        for (let c = 0; c < image.channels; c++) colour[c]! += share * across[at + c]!;
      }
      for (let c = 0; c < channels; c++) {
        const own = channels === 1 ? brightness(colour) : colour[image.channels === 1 ? 0 : c]!;
        values[(y * width + x) * channels + c] = low + own * (high - low);
      }
    }
  }
  return values;
}

/** Every line of the image, as wide as it will be. */
function fittedRows(image: Image, left: number, scale: number, width: number): Float64Array {
  const { height, channels, values } = image;
  const rows = new Float64Array(height * width * channels);
  for (let x = 0; x < width; x++) {
    for (const { place, share } of cover(left + x * scale, scale, image.width)) {
      for (let y = 0; y < height; y++) {
        const from = (y * image.width + place) * channels;
        const to = (y * width + x) * channels;
        for (let c = 0; c < channels; c++) rows[to + c]! += share * values[from + c]!;
      }
    }
  }
  return rows;
}

/** Of red, green and blue, as television has it. */
export const LUMA = [0.299, 0.587, 0.114] as const;

function brightness(colour: Float64Array): number {
  if (colour.length === 1) return colour[0]!;
  return LUMA.reduce((sum, weight, c) => sum + weight * colour[c]!, 0);
}

interface Covered {
  place: number;
  share: number;
}

/** The pixels that make up one of `scale` pixels' width at `from`; their shares sum to 1. */
function cover(from: number, scale: number, length: number): Covered[] {
  if (scale < 1) {
    const middle = Math.min(Math.max(from + scale / 2 - 0.5, 0), length - 1);
    const place = Math.floor(middle);
    const share = middle - place;
    if (share === 0) return [{ place, share: 1 }];
    return [
      { place, share: 1 - share },
      { place: place + 1, share },
    ];
  }
  const covered: Covered[] = [];
  // What is all of a side may begin or end a rounding error outside it.
  const start = Math.max(from, 0);
  const end = Math.min(from + scale, length);
  for (let place = Math.floor(start); place < end; place++) {
    const part = Math.min(place + 1, end) - Math.max(place, start);
    if (part > 0) covered.push({ place, share: part / scale });
  }
  return covered;
}
