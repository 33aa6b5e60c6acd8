// The gradient of a 2-D convolution with respect to its input, by way of a forward convolution.
import type { KernelFunc, TensorInfo } from "@tensorflow/tfjs-core";
import { axesOf, fit } from "./convGeometry.ts";
import type { Axis, ConvAttrs } from "./convGeometry.ts";
import { composed, convolved, padded, reshaped, transposed, zeros } from "./scratch.ts";
import type { Run } from "./scratch.ts";

/**
 * dy [n, h′, w′, out] and W [kh, kw, in, out] to dx [n, h, w, in].
 *
 * dx is dy, with stride − 1 zeros between its values, convolved with W flipped in both directions
 * and with its channel axes exchanged. Channels-first data goes to `stock`, the naive kernel.
 */
export function conv2DBackpropInput(stock: KernelFunc): KernelFunc {
  const fast = composed(({ inputs, attrs, run }) => {
    const { dy, filter } = inputs;
    if (dy === undefined || filter === undefined) {
      throw new Error("Conv2DBackpropInput needs dy and filter");
    }
    const conv = attrs as unknown as ConvAttrs & { inputShape: number[] };
    const { height, width } = axesOf(conv.inputShape, filter.shape, conv);
    const rows = fit(height.output * height.stride, reach(height));
    const columns = fit(width.output * width.stride, reach(width));
    if (rows.empty || columns.empty) return zeros(run, conv.inputShape);
    const gradient = padded(run, zerosBetween(run, dy, height, width), [
      [0, 0],
      rows.crop,
      columns.crop,
      [0, 0],
    ]);
    const flipped = run("Reverse", { x: filter }, { dims: [0, 1] });
    const kernel = transposed(run, flipped, [0, 1, 3, 2]);
    return convolved(run, gradient, kernel, { height: rows.pad, width: columns.pad });
  });
  return (params) => (params.attrs?.["dataFormat"] === "NCHW" ? stock(params) : fast(params));
}

// Zeros around the spread-out dy, which itself ends in stride - 1 of them, so that the convolution
// has one output per input place.
function reach(axis: Axis): [before: number, after: number] {
  const before = axis.taps - 1 - axis.before;
  return [before, axis.input + axis.taps - 1 - before - axis.output * axis.stride];
}

// dy with stride - 1 zeros after every row and column, the last ones included.
function zerosBetween(run: Run, dy: TensorInfo, height: Axis, width: Axis): TensorInfo {
  if (height.stride === 1 && width.stride === 1) return dy;
  const [images = 0, , , channels = 0] = dy.shape;
  const rows = reshaped(run, dy, [images * height.output, 1, width.output, channels]);
  const cells = reshaped(
    run,
    padded(run, rows, [
      [0, 0],
      [0, height.stride - 1],
      [0, 0],
      [0, 0],
    ]),
    [images * height.output * height.stride * width.output, 1, channels],
  );
  return reshaped(
    run,
    padded(run, cells, [
      [0, 0],
      [0, width.stride - 1],
      [0, 0],
    ]),
    [images, height.output * height.stride, width.output * width.stride, channels],
  );
}
