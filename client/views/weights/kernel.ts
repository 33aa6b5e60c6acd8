// A parameter's weights as what they connect: sending with receiving units, at each place of a convolution's window.
import { kernelShape } from "#contract/measures/kernelShape.ts";
import type { Matrix } from "../../charts/hintonPixels.ts";
import { nearSquare, type TileSet } from "../../charts/tileSet.ts";

export interface Kernel {
  /** Units or channels that send; 1 of a bias. */
  inputs: number;
  outputs: number;
  /** Sizes of a convolution's window; empty of what has none. */
  window: readonly number[];
  /** Numbers of values between two neighbours. */
  apart: { input: number; output: number; place: number };
}

/** Null of a single number and of nothing. `parameter` tells the order of the sizes. */
export function kernelOf(shape: readonly number[], parameter: string): Kernel | null {
  if (shape.length === 0 || shape.includes(0)) return null;
  const known = kernelShape(shape, parameter);
  if (known === null) {
    const apart = { input: 0, output: 1, place: 0 };
    return { inputs: 1, outputs: shape[0]!, window: [], apart };
  }
  const { inputs, outputs, window, outputsFirst } = known;
  return outputsFirst
    ? {
        inputs,
        outputs,
        window: shape.slice(2),
        apart: { input: window, output: inputs * window, place: 1 },
      }
    : {
        inputs,
        outputs,
        window: shape.slice(0, -2),
        apart: { input: outputs, output: 1, place: inputs * outputs },
      };
}

export function placesOf({ window }: Kernel): number {
  return window.reduce((product, size) => product * size, 1);
}

/** Sending units in rows, receiving ones in columns: at one place of the window, or the norm over all of its places. */
export function matrixOf(values: Float32Array, kernel: Kernel, slice: number | null): Matrix {
  const { inputs: rows, outputs: columns, apart } = kernel;
  const places = placesOf(kernel);
  if (places === 1 || slice !== null) {
    const from = Math.min(slice ?? 0, places - 1) * apart.place;
    const within = { row: apart.input, column: apart.output };
    return { values: values.subarray(from), rows, columns, apart: within };
  }
  const before = known.get(values);
  if (before !== undefined) return before;
  const norms = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let sum = 0;
      const first = row * apart.input + column * apart.output;
      for (let place = 0; place < places; place++) sum += values[first + place * apart.place]! ** 2;
      norms[row * columns + column] = Math.sqrt(sum);
    }
  }
  const matrix = { values: norms, rows, columns, apart: { row: columns, column: 1 } };
  known.set(values, matrix);
  return matrix;
}

/** Norms by the weights that they are of, which never change. */
const known = new WeakMap<Float32Array, Matrix>();

/** How a kernel is cut into small images. */
export interface Gallery {
  /** What one image is: all that a receiving unit takes in, or one connection of a convolution. */
  of: "units" | "connections" | "connectionsOfOne";
  /** Whether neighbours in an image are neighbours in what it looks at. */
  isImage: boolean;
  set: TileSet;
  /** Images in one row of the gallery; null for as many as there is room for. */
  columns: number | null;
}

/** More images than these cannot be overlooked. */
const MOST_TILES = 4096;
const COLOURS = 3;

/** `image` is the [height, width, channels] of what the sending units are, where that is known. */
export function galleryOf(
  values: Float32Array,
  kernel: Kernel,
  image: readonly number[] | null,
  unit: number,
): Gallery {
  const { inputs, outputs, window, apart } = kernel;
  if (window.length === 0) return denseGallery(values, kernel, image);
  const width = window.at(-1)!;
  const height = placesOf(kernel) / width;
  const place = { row: width * apart.place, column: apart.place };
  const channels = inputs === COLOURS ? COLOURS : 1;
  if (inputs === 1 || channels === COLOURS) {
    const within = { tile: apart.output, ...place, channel: apart.input };
    const set = { values, count: outputs, height, width, channels, apart: within } as const;
    return { of: "units", isImage: true, set, columns: null };
  }
  if (inputs * outputs <= MOST_TILES) {
    // Keras's order is the picture's: a row for each sending channel. PyTorch's is turned round.
    const isTurned = apart.output > apart.input;
    const within = { tile: Math.min(apart.input, apart.output), ...place, channel: 0 };
    const count = inputs * outputs;
    const set = { values, count, height, width, channels: 1, apart: within } as const;
    return { of: "connections", isImage: true, set, columns: isTurned ? inputs : outputs };
  }
  const own = values.subarray(Math.min(unit, outputs - 1) * apart.output);
  const within = { tile: apart.input, ...place, channel: 0 };
  const set = { values: own, count: inputs, height, width, channels: 1, apart: within } as const;
  return { of: "connectionsOfOne", isImage: true, set, columns: null };
}

function denseGallery(
  values: Float32Array,
  { inputs, outputs, apart }: Kernel,
  image: readonly number[] | null,
): Gallery {
  const [height = 1, width = 1, depth = 1] = image ?? [];
  const isImage =
    image !== null && height * width * depth === inputs && [1, COLOURS].includes(depth);
  const wide = isImage ? width : nearSquare(inputs);
  const channels = isImage && depth === COLOURS ? COLOURS : 1;
  const next = apart.input;
  const set = {
    values,
    count: outputs,
    height: inputs / wide / channels,
    width: wide,
    channels,
    apart: {
      tile: apart.output,
      row: wide * channels * next,
      column: channels * next,
      channel: next,
    },
  } as const;
  return { of: "units", isImage, set, columns: null };
}
