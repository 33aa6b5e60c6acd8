// A convolution the other way round: every place of a map is spread over a window, which makes the map larger.
import { conv2d as convolve, conv2dTranspose as spreadBy } from "@tensorflow/tfjs-core";
import type { Tensor4D } from "@tensorflow/tfjs-core";
import { mapAfterTranspose } from "../../graph/shapes.ts";
import { dilated } from "./kernelPlaces.ts";
import { linear } from "./linear.ts";
import { ownBias, ownKernel } from "./weights.ts";

/** Kernel [height, width, filters, channels]: that of the convolution which leads from what is given back to what is taken. */
export const conv2dTranspose = linear<"conv2dTranspose">({
  kernel: ownKernel,
  bias: ownBias,
  apply(op, x, kernel) {
    const [batch, ...map] = x.shape;
    const [height, width] = mapAfterTranspose(op, map);
    const wide = dilated(kernel as Tensor4D, op.dilation);
    const shape: [number, number, number, number] = [batch, height!, width!, op.filters];
    return spreadBy(x as Tensor4D, wide, shape, [...op.strides], op.padding);
  },
  transpose: ({ strides, padding, dilation }, signal, kernel) =>
    convolve(signal as Tensor4D, dilated(kernel as Tensor4D, dilation), [...strides], padding),
});
