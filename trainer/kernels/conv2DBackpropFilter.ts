// The gradient of a 2-D convolution with respect to its kernel, which tfjs's wasm backend lacks.
import { axesOf, fit } from "./convGeometry.ts";
import type { Axis, ConvAttrs } from "./convGeometry.ts";
import { composed, convolved, padded, transposed, zeros } from "./scratch.ts";

/**
 * x [n, h, w, in] and dy [n, h′, w′, out] to dW [kh, kw, in, out].
 *
 * dW[i, j, c, d] = Σ_{n,u,v} x[n, u·s + i − p, v·s + j − p, c] · dy[n, u, v, d], which is itself
 * a convolution: images and channels of x trade places, dy becomes the kernel, and the forward
 * stride becomes its dilation. The forward convolution is the fast one here.
 * Throws for channels-first data, as the forward kernel of this backend does.
 */
export const conv2DBackpropFilter = composed(({ inputs, attrs, run }) => {
  const { x, dy } = inputs;
  if (x === undefined || dy === undefined) throw new Error("Conv2DBackpropFilter needs x and dy");
  const conv = attrs as unknown as ConvAttrs & { filterShape: number[] };
  if (conv.dataFormat === "NCHW") {
    throw new Error("Conv2DBackpropFilter on wasm takes channels last (NHWC) only");
  }
  const { height, width } = axesOf(x.shape, conv.filterShape, conv);
  const rows = fit(height.input, reach(height));
  const columns = fit(width.input, reach(width));
  if (rows.empty || columns.empty) return zeros(run, conv.filterShape);
  const images = transposed(
    run,
    padded(run, x, [[0, 0], rows.crop, columns.crop, [0, 0]]),
    [3, 1, 2, 0],
  );
  const kernel = transposed(run, dy, [1, 2, 0, 3]);
  const gradient = convolved(run, images, kernel, { height: rows.pad, width: columns.pad }, [
    height.stride,
    width.stride,
  ]);
  return transposed(run, gradient, [1, 2, 0, 3]);
});

// Zeros around x that leave exactly `taps` positions for the spread-out dy; negative means that
// the last places of x were never reached by the forward stride.
function reach(axis: Axis): [before: number, after: number] {
  const spread = (axis.output - 1) * axis.stride + 1;
  return [axis.before, axis.taps - 1 + spread - axis.input - axis.before];
}
