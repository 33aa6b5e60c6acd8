// A convolution over the two axes of a map, all channels into all filters.
import { conv2d as convolve, conv2dTranspose } from "@tensorflow/tfjs-core";
import type { Tensor4D } from "@tensorflow/tfjs-core";
import { dilated } from "./kernelPlaces.ts";
import { linear } from "./linear.ts";
import { ownBias, ownKernel } from "./weights.ts";

/** Kernel [height, width, channels, filters]. */
export const conv2d = linear<"conv2d">({
  kernel: ownKernel,
  bias: ownBias,
  apply: ({ strides, padding, dilation }, x, kernel) =>
    convolve(x as Tensor4D, kernel as Tensor4D, [...strides], padding, "NHWC", [...dilation]),
  // tfjs has no gradient of a dilated convolution; one of a kernel with zeros in between is the same.
  transpose: ({ strides, padding, dilation }, signal, kernel, [height, width, channels]) =>
    conv2dTranspose(
      signal as Tensor4D,
      dilated(kernel as Tensor4D, dilation),
      [signal.shape[0], height!, width!, channels!],
      [...strides],
      padding,
    ),
});
