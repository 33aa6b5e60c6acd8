// Examples to try a model on: the files they lie in, which arrays of a file they are, and what their labels mean.

/** Names of the files; where a directory has several, the first counts, so that a person's own go before a trainer's. */
export const EXAMPLE_FILES: readonly string[] = ["examples.npz", "examples.safetensors"];

/** Whole numbers are taken for pixels of 8 bits, unless the file gives another scale. */
export const PIXEL_SCALE = 1 / 255;
/** More than this, as the page holds them, is refused. */
export const MOST_EXAMPLE_BYTES = 268_435_456;

const INPUTS = ["x", "images", "x_test"];
const LABELS = ["y", "labels", "y_test"];
const FLOAT_BYTES = 4;
const LARGEST_LABEL = 2 ** 31 - 1;

/** An array as its file's header tells it; the dtype is in safetensors' words. */
export interface NamedArray {
  name: string;
  dtype: string;
  shape: readonly number[];
}

export interface ExampleArrays<One extends NamedArray> {
  inputs: One;
  labels: One | null;
  count: number;
  /** Of one example: [height, width, channels], or [values]. */
  shape: number[];
}

/** What the examples of a file are once they are read. */
export interface ExamplesContent {
  /** `count` × shape, in C order. */
  values: Uint8Array | Float32Array;
  /** One class for each example, or an amount where some are not whole; empty where none are known. */
  labels: Int32Array | Float32Array;
  /** The values times this are what the model was trained on. */
  scale: number;
  classes: string[] | null;
  origin: string | null;
}

/** Whether values of the dtype are whole numbers, in safetensors' words. */
export const isWhole = (dtype: string): boolean => /^[UI]\d+$/.test(dtype);

/** Finds the examples among the arrays of a file. Throws an Error that says what is wrong, and what to do. */
export function exampleArrays<One extends NamedArray>(arrays: readonly One[]): ExampleArrays<One> {
  const inputs = named(arrays, INPUTS);
  if (!inputs) {
    const there = arrays.length === 0 ? "nothing" : arrays.map(({ name }) => name).join(", ");
    throw new Error(`it holds no array called ${INPUTS.join(", ")}, but ${there}; save them as x`);
  }
  const [count = 0, ...rest] = inputs.shape;
  if (rest.length < 1 || rest.length > 3 || inputs.shape.includes(0)) {
    throw new Error(
      `${spelled(inputs)} is no list of examples: save [examples, height, width, channels] or [examples, values]`,
    );
  }
  const labels = named(arrays, LABELS);
  for (const array of labels ? [inputs, labels] : [inputs]) {
    const bytes = array.shape.reduce((product, size) => product * size, bytesEach(array));
    if (bytes <= MOST_EXAMPLE_BYTES) continue;
    throw new Error(
      `${spelled(array)} comes to ${bytes} bytes, more than ${MOST_EXAMPLE_BYTES}; save fewer examples, a thousand say much`,
    );
  }
  const [labelled, width = 1, ...more] = labels?.shape ?? [count];
  if (labels && (labelled !== count || width < 1 || more.length > 0)) {
    throw new Error(`${spelled(labels)} is not one label for each example of ${spelled(inputs)}`);
  }
  const shape = rest.length === 2 ? [...rest, 1] : rest;
  return { inputs, labels, count, shape };
}

/**
 * A label for each example: as they are, or where the largest of each row stands (one-hot); amounts where some are finite
 * and not whole. Throws an Error in words.
 */
export function labelsFrom(
  values: ArrayLike<number>,
  shape: readonly number[],
): Int32Array | Float32Array {
  const [count = 0, width = 1] = shape;
  if (width === 1 && areAmounts(values)) return Float32Array.from(values);
  return Int32Array.from({ length: count }, (_, example) => {
    const first = values[example * width]!;
    const label = width === 1 ? first : largestIn(values, example * width, width);
    if (Number.isInteger(label) && label >= 0 && label <= LARGEST_LABEL) return label;
    throw new Error(`the label of example ${example} is ${first}, no class counted from 0`);
  });
}

function areAmounts(values: ArrayLike<number>): boolean {
  const all = Array.from(values);
  return all.every(Number.isFinite) && !all.every(Number.isInteger);
}

/** Place of the largest of `width` values from `start` on; NaN where one of them is no number. */
function largestIn(values: ArrayLike<number>, start: number, width: number): number {
  let largest = 0;
  for (let i = 0; i < width; i++) {
    const value = values[start + i]!;
    if (Number.isNaN(value)) return NaN;
    if (value > values[start + largest]!) largest = i;
  }
  return largest;
}

function named<One extends NamedArray>(arrays: readonly One[], names: readonly string[]) {
  for (const name of names) {
    const found = arrays.find((array) => array.name === name);
    if (found) return found;
  }
  return null;
}

const bytesEach = ({ dtype }: NamedArray): number => (dtype === "U8" ? 1 : FLOAT_BYTES);
const spelled = ({ name, shape }: NamedArray): string => `${name} [${shape.join(", ")}]`;
