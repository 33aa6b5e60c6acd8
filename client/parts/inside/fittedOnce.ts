// An own image in the shape and scale of a network, fitted once for each: the same values are the same question.
import type { Examples } from "../../network/examples.ts";
import { fitted, type Image } from "../../network/fit.ts";

const known = new WeakMap<Image, Map<string, Float32Array>>();

/** The image as [height, width, channels], in the scale of the examples; from 0 to 1 without any. */
export function fittedOnce(
  image: Image,
  shape: readonly [number, number, number],
  examples: Examples | null,
): Float32Array {
  const range = rangeOf(examples);
  const key = `${shape.join()} ${range.join()}`;
  const sizes = known.get(image) ?? new Map<string, Float32Array>();
  known.set(image, sizes);
  const values = sizes.get(key) ?? fitted(image, shape, range);
  sizes.set(key, values);
  return values;
}

const ranges = new WeakMap<Examples, readonly [number, number]>();

/** From the least to the largest of the examples' values, which are images from black to white. */
export function rangeOf(examples: Examples | null): readonly [low: number, high: number] {
  if (examples === null) return [0, 1];
  const found = ranges.get(examples) ?? measured(examples);
  ranges.set(examples, found);
  return found;
}

function measured({ values }: Examples): readonly [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low < high ? [low, high] : [0, 1];
}
