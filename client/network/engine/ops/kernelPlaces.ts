// Zeros between the places of a map or a kernel, and around them.
import { pad, reshape, slice } from "@tensorflow/tfjs-core";
import type { Tensor4D } from "@tensorflow/tfjs-core";

type Sides = readonly [height: number, width: number];
/** How many places more (or, negative, fewer) on either side. */
export type Margin = readonly [before: number, after: number];

/** `x` [n, h, w, c] with step − 1 zeros after each row and column but the last. */
export function spread(x: Tensor4D, [down, across]: Sides): Tensor4D {
  if (down === 1 && across === 1) return x;
  const [n, height, width, channels] = x.shape;
  const rows = pad(reshape(x, [n * height, 1, width, channels]), [
    [0, 0],
    [0, down - 1],
    [0, 0],
    [0, 0],
  ]);
  const cells = pad(reshape(rows, [n * height * down * width, 1, channels]), [
    [0, 0],
    [0, across - 1],
    [0, 0],
  ]);
  const whole: Tensor4D = reshape(cells, [n, height * down, width * across, channels]);
  return slice(
    whole,
    [0, 0, 0, 0],
    [n, (height - 1) * down + 1, (width - 1) * across + 1, channels],
  );
}

/** A kernel [height, width, …, …] with the zeros in between that its dilation stands for. */
export function dilated(kernel: Tensor4D, dilation: Sides): Tensor4D {
  const [height, width, from, to] = kernel.shape;
  const asMap = reshape(kernel, [1, height, width, from * to]) as Tensor4D;
  const wide = spread(asMap, dilation);
  return reshape(wide, [wide.shape[1], wide.shape[2], from, to]);
}

/** `x` [n, h, w, c] with zeros around it, or without its outermost places. */
export function within(x: Tensor4D, rows: Margin, columns: Margin): Tensor4D {
  const [n, height, width, channels] = x.shape;
  const cut = (margin: Margin): number => Math.max(0, -margin[0]);
  const left = (size: number, margin: Margin): number =>
    size + Math.min(0, margin[0]) + Math.min(0, margin[1]);
  const kept = slice(
    x,
    [0, cut(rows), cut(columns), 0],
    [n, left(height, rows), left(width, columns), channels],
  );
  const added = ([before, after]: Margin): [number, number] => [
    Math.max(0, before),
    Math.max(0, after),
  ];
  return pad(kept, [[0, 0], added(rows), added(columns), [0, 0]]);
}
