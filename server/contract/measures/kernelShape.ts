// What the sizes of a kernel mean: which are inputs, which outputs, and which the window that a convolution slides.
import type { MatrixSize } from "./gram.ts";

/** Numbers of channels that go into a kernel and come out of it. */
export interface KernelShape {
  inputs: number;
  outputs: number;
  /** Places of the window: 1 of a dense layer. */
  window: number;
  /** PyTorch's order [out, in, …window]; else [… window, in, out], as Keras and JAX have it. */
  outputsFirst: boolean;
}

/** Numbers of values that one unit receives, and that one input reaches. */
export interface Fans {
  fanIn: number;
  fanOut: number;
}

/** How the writers whose kernels are [out, in, …] call them. */
const OUTPUTS_FIRST = /(?:^|[._/])weights?(?:$|[._/\d])/;

/** Null for what is no matrix: biases, scales, single numbers. `parameter` is its name, which tells the writer. */
export function kernelShape(shape: readonly number[], parameter: string): KernelShape | null {
  if (shape.length < 2) return null;
  const outputsFirst = isOutputsFirst(shape, parameter);
  const [outputs, inputs] = outputsFirst ? [shape[0]!, shape[1]!] : [shape.at(-1)!, shape.at(-2)!];
  const window = (outputsFirst ? shape.slice(2) : shape.slice(0, -2)).reduce(product, 1);
  return { inputs, outputs, window, outputsFirst };
}

export function fansOf({ inputs, outputs, window }: KernelShape): Fans {
  return { fanIn: inputs * window, fanOut: outputs * window };
}

/**
 * The sizes of the kernel as a matrix, a unit's weights in one column or in one row: [window·in, out], or
 * [out, in·window] where outputs come first. In C order the values are those of the kernel.
 */
export function matrixSize({ inputs, outputs, window, outputsFirst }: KernelShape): MatrixSize {
  const weights = inputs * window;
  return outputsFirst ? { rows: outputs, columns: weights } : { rows: weights, columns: outputs };
}

/** The name decides; where it says nothing, windows are smaller than the channels around them. */
function isOutputsFirst(shape: readonly number[], parameter: string): boolean {
  if (/kernel/i.test(parameter)) return false;
  if (OUTPUTS_FIRST.test(parameter)) return true;
  return shape.slice(2).reduce(product, 1) < shape.slice(0, -2).reduce(product, 1);
}

const product = (one: number, two: number): number => one * two;
