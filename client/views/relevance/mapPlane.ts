// Relevance as an image: one number for each pixel, whatever colours the network takes.
import { imageShape } from "../../network/fit.ts";

/** Numbers row by row; what is no image is one row. */
export interface Plane {
  height: number;
  width: number;
  values: Float32Array;
}

/** A pixel's relevance is the sum of its colours'. */
export function planeOf(map: Float32Array, shape: readonly number[]): Plane {
  const image = imageShape(shape);
  if (image === null) return { height: 1, width: map.length, values: map };
  const [height, width, channels] = image;
  if (channels === 1) return { height, width, values: map };
  const values = new Float32Array(height * width);
  map.forEach((value, at) => (values[Math.floor(at / channels)]! += value));
  return { height, width, values };
}

/** Null where they are not equally large. */
export function minus(one: Plane, other: Plane): Plane | null {
  const { height, width } = one;
  if (height !== other.height || width !== other.width) return null;
  return { height, width, values: one.values.map((value, at) => value - other.values[at]!) };
}

/** Index of the value that is furthest from 0. */
export function strongest({ values }: Plane): number {
  let found = 0;
  values.forEach((value, at) => {
    if (Math.abs(value) > Math.abs(values[found]!)) found = at;
  });
  return found;
}
