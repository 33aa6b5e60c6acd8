// A convolution in which every channel of a map has kernels of its own.
import {
  addN,
  backend_util,
  depthwiseConv2d as convolve,
  reshape,
  reverse,
  slice,
} from "@tensorflow/tfjs-core";
import type { Tensor4D } from "@tensorflow/tfjs-core";
import type { OpOf, Shape } from "../../graph/network.ts";
import { dilated, spread, within } from "./kernelPlaces.ts";
import { linear } from "./linear.ts";
import { ownBias, ownKernel } from "./weights.ts";

/** Kernel [height, width, channels, multiplier]; output channel c · multiplier + m is kernel m of channel c. */
export const depthwiseConv2d = linear<"depthwiseConv2d">({
  kernel: ownKernel,
  bias: ownBias,
  apply: ({ strides, padding, dilation }, x, kernel) =>
    convolve(x as Tensor4D, kernel as Tensor4D, [...strides], padding, "NHWC", [...dilation]),
  transpose: (op, signal, kernel, inputShape) =>
    transposeDepthwise(
      signal as Tensor4D,
      dilated(kernel as Tensor4D, op.dilation),
      op,
      inputShape,
    ),
});

/** The gradient of Σ depthwise(x; kernel) · signal with respect to x, for a kernel without dilation. */
export function transposeDepthwise(
  signal: Tensor4D,
  kernel: Tensor4D,
  { strides, padding }: Pick<OpOf<"depthwiseConv2d">, "strides" | "padding">,
  [height = 1, width = 1]: Shape,
): Tensor4D {
  const [tall, broad, channels, multiplier] = kernel.shape;
  const batch = signal.shape[0];
  const { padInfo } = backend_util.computeConv2DInfo(
    [batch, height, width, channels],
    kernel.shape,
    [...strides],
    1,
    padding,
    undefined,
    true,
  );
  const wide = spread(signal, strides);
  // One value of the result for each place of the input, which the flipped kernel then covers.
  const before = [tall - 1 - padInfo.top, broad - 1 - padInfo.left] as const;
  const grown = within(
    wide,
    [before[0], height + tall - 1 - before[0] - wide.shape[1]],
    [before[1], width + broad - 1 - before[1] - wide.shape[2]],
  );
  const flipped = reverse(kernel, [0, 1]);
  const size = grown.shape.slice(0, 3) as [number, number, number];
  const byChannel = reshape(grown, [size[0] * size[1] * size[2], channels, multiplier]);
  const parts = Array.from({ length: multiplier }, (_, m) => {
    const ofOne: Tensor4D = reshape(slice(byChannel, [0, 0, m], [-1, -1, 1]), [...size, channels]);
    return convolve<Tensor4D>(ofOne, slice(flipped, [0, 0, 0, m], [-1, -1, -1, 1]), 1, "valid");
  });
  return addN(parts);
}
