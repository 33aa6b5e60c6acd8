// Fits an image of any size to what a network takes: its size, its colours, its scale.

/** From 0 (black) to 1, row by row. */
export interface Image {
  width: number;
  height: number;
  channels: 1 | 3;
  values: Float32Array;
}

/** Height, width and channels that the values of a network's input, or of an example, are an image of; null of what is none. */
export function imageShape(shape: readonly number[]): readonly [number, number, number] | null {
  const [first, second, third] = shape;
  if (shape.length === 3 && (third === 1 || third === 3)) return [first!, second!, third];
  if (shape.length === 2) return [first!, second!, 1];
  const side = Math.sqrt(first ?? NaN);
  return shape.length === 1 && Number.isInteger(side) && side > 1 ? [side, side, 1] : null;
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
  const columns = Array.from({ length: width }, (_, x) =>
    cover(left + x * scale, scale, image.width),
  );
  const rows = Array.from({ length: height }, (_, y) =>
    cover(top + y * scale, scale, image.height),
  );
  const values = new Float32Array(height * width * channels);
  const colour = new Float64Array(image.channels);
  rows.forEach((row, y) => {
    columns.forEach((column, x) => {
      colour.fill(0);
      for (const [line, share] of row) {
        for (const [place, part] of column) {
          const at = (line * image.width + place) * image.channels;
          for (let c = 0; c < image.channels; c++) {
            colour[c]! += share * part * image.values[at + c]!;
          }
        }
      }
      for (let c = 0; c < channels; c++) {
        const own = channels === 1 ? brightness(colour) : colour[image.channels === 1 ? 0 : c]!;
        values[(y * width + x) * channels + c] = low + own * (high - low);
      }
    });
  });
  return values;
}

/** Of red, green and blue, as television has it. */
export const LUMA = [0.299, 0.587, 0.114] as const;

function brightness(colour: Float64Array): number {
  if (colour.length === 1) return colour[0]!;
  return LUMA.reduce((sum, weight, c) => sum + weight * colour[c]!, 0);
}

/** The pixels that make up one of `scale` pixels' width at `from`, with their shares, which sum to 1. */
function cover(from: number, scale: number, length: number): [place: number, share: number][] {
  if (scale < 1) {
    const middle = Math.min(Math.max(from + scale / 2 - 0.5, 0), length - 1);
    const before = Math.floor(middle);
    const share = middle - before;
    return share === 0
      ? [[before, 1]]
      : [
          [before, 1 - share],
          [before + 1, share],
        ];
  }
  const shares: [number, number][] = [];
  const end = Math.min(from + scale, length);
  for (let place = Math.floor(from); place < end; place++) {
    const part = Math.min(place + 1, end) - Math.max(place, from);
    if (part > 0) shares.push([place, part / scale]);
  }
  return shares;
}
