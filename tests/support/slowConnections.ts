// Which places of its input an operation takes for each place of its output, in plain loops.
import type { Op, OpOf, Shape } from "../../client/network/graph/network.ts";

/** Called for each place of the input that a place of the output takes, and the weight between them. */
export type Visit = (from: number, to: number, weight: number) => void;

interface Window {
  sides: readonly [number, number];
  strides: readonly [number, number];
  dilation: readonly [number, number];
  padding: "same" | "valid";
}

/** Places [tap, place of the input] that one place of the output looks at along one axis, those outside left out. */
function along(
  window: Window,
  axis: 0 | 1,
  size: number,
  out: number,
  outs: number,
): [number, number][] {
  const [side, stride, step] = [window.sides[axis], window.strides[axis], window.dilation[axis]];
  const reach = (side - 1) * step + 1;
  const missing = Math.max(0, (outs - 1) * stride + reach - size);
  const before = window.padding === "same" ? Math.floor(missing / 2) : 0;
  const places: [number, number][] = [];
  for (let tap = 0; tap < side; tap++) {
    const place = out * stride + tap * step - before;
    if (place >= 0 && place < size) places.push([tap, place]);
  }
  return places;
}

/** For each place of the output map, each place of the input under the window. */
function underWindow(
  window: Window,
  input: Shape,
  output: Shape,
  visit: (from: number, to: number, tap: number) => void,
): void {
  const [height, width] = input as [number, number];
  const [rows, columns] = output as [number, number];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      for (const [down, y] of along(window, 0, height, row, rows)) {
        for (const [right, x] of along(window, 1, width, column, columns)) {
          visit(y * width + x, row * columns + column, down * window.sides[1] + right);
        }
      }
    }
  }
}

/** All connections of an operation with weights: a dense layer's, a convolution's, and of one value into one. */
export function forEachConnection(op: Op, input: Shape, output: Shape, visit: Visit): void {
  const channels = input.at(-1)!;
  if (op.kind === "dense") {
    const rows = input.slice(0, -1).reduce((product, size) => product * size, 1);
    for (let row = 0; row < rows; row++)
      for (let from = 0; from < channels; from++)
        for (let unit = 0; unit < op.units; unit++)
          visit(row * channels + from, row * op.units + unit, from * op.units + unit);
  } else if (op.kind === "conv2d") {
    const [own, each] = [channels / (op.groups ?? 1), op.filters / (op.groups ?? 1)];
    underWindow({ ...op, sides: op.kernelSize }, input, output, (from, to, tap) => {
      for (let f = 0; f < op.filters; f++) {
        const first = Math.floor(f / each) * own;
        for (let c = 0; c < own; c++)
          visit(from * channels + first + c, to * op.filters + f, (tap * own + c) * op.filters + f);
      }
    });
  } else if (op.kind === "conv2dTranspose") {
    // The convolution that leads back: its input is what this one gives.
    underWindow({ ...op, sides: op.kernelSize }, output, input, (to, from, tap) => {
      for (let f = 0; f < op.filters; f++)
        for (let c = 0; c < channels; c++)
          visit(from * channels + c, to * op.filters + f, (tap * op.filters + f) * channels + c);
    });
  } else if (op.kind === "depthwiseConv2d") {
    const m = op.multiplier;
    underWindow({ ...op, sides: op.kernelSize }, input, output, (from, to, tap) => {
      for (let c = 0; c < channels; c++)
        for (let k = 0; k < m; k++)
          visit(from * channels + c, (to * channels + c) * m + k, (tap * channels + c) * m + k);
    });
  } else throw new Error(`${op.kind} has no connections`);
}

const poolWindow = (op: OpOf<"maxPool2d" | "averagePool2d">): Window => ({
  ...op,
  sides: op.poolSize,
  dilation: [1, 1],
});

/** For each place of a pooled map, all places it is of. */
export function poolPlaces(op: Op, input: Shape, output: Shape): number[][] {
  const channels = input.at(-1)!;
  const size = output.reduce((product, side) => product * side, 1);
  const places = Array.from({ length: size }, (): number[] => []);
  const whole: Window = {
    sides: [input[0]!, input[1]!],
    strides: [1, 1],
    dilation: [1, 1],
    padding: "valid",
  };
  const isWhole = op.kind === "globalMaxPool2d" || op.kind === "globalAveragePool2d";
  const window = isWhole ? whole : poolWindow(op as OpOf<"maxPool2d">);
  underWindow(window, input, isWhole ? [1, 1] : output, (from, to) => {
    for (let c = 0; c < channels; c++) places[to * channels + c]!.push(from * channels + c);
  });
  return places;
}
