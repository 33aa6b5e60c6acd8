// Parts of images: cut out, or kept while all else is blanked.
import type { Patch } from "../graph/receptiveField.ts";

type Sides = readonly [height: number, width: number, channels: number];

/** The patch's values; what lies beside the image is zero, as padding is. */
export function cropped(
  image: Float32Array,
  [height, width, channels]: Sides,
  patch: Patch,
): Float32Array {
  const part = new Float32Array(patch.height * patch.width * channels);
  forEachInside([height, width, channels], patch, (row, column) => {
    const from = (row * width + column) * channels;
    const to = ((row - patch.top) * patch.width + (column - patch.left)) * channels;
    part.set(image.subarray(from, from + channels), to);
  });
  return part;
}

/** The whole image with zeros everywhere but in the patch. */
export function keptInside(image: Float32Array, sides: Sides, patch: Patch): Float32Array {
  const [, width, channels] = sides;
  const kept = new Float32Array(image.length);
  forEachInside(sides, patch, (row, column) => {
    const from = (row * width + column) * channels;
    kept.set(image.subarray(from, from + channels), from);
  });
  return kept;
}

function forEachInside(
  [height, width]: Sides,
  patch: Patch,
  visit: (row: number, column: number) => void,
): void {
  const bottom = Math.min(patch.top + patch.height, height);
  const right = Math.min(patch.left + patch.width, width);
  for (let row = Math.max(patch.top, 0); row < bottom; row++) {
    for (let column = Math.max(patch.left, 0); column < right; column++) visit(row, column);
  }
}
