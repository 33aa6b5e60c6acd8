// The sizes and paddings of the convolution whose gradient is asked for.
import { backend_util } from "@tensorflow/tfjs-core";

/** What tfjs hands to both gradient kernels of a 2-D convolution. */
export interface ConvAttrs {
  strides: [number, number] | number;
  pad: "valid" | "same" | number | backend_util.ExplicitPadding;
  dataFormat: "NHWC" | "NCHW";
  dimRoundingMode?: "floor" | "round" | "ceil";
}

/** One spatial axis of a convolution: places in and out, taps, step, zeros in front and behind. */
export interface Axis {
  input: number;
  output: number;
  taps: number;
  stride: number;
  before: number;
  after: number;
}

/** What the gradient kernels never see: tfjs has no gradient of a dilated convolution. */
export interface Variant {
  dilations?: number | [number, number];
  depthwise?: boolean;
}

/**
 * The two spatial axes of the forward convolution of an NHWC input (or, channels first, NCHW)
 * with a [height, width, in, out] kernel.
 */
export function axesOf(
  inputShape: readonly number[],
  filterShape: readonly number[],
  attrs: ConvAttrs,
  { dilations = 1, depthwise = false }: Variant = {},
): { height: Axis; width: Axis } {
  const info = backend_util.computeConv2DInfo(
    inputShape as [number, number, number, number],
    filterShape as [number, number, number, number],
    attrs.strides,
    dilations,
    attrs.pad,
    attrs.dimRoundingMode,
    depthwise,
    backend_util.convertConv2DDataFormat(attrs.dataFormat),
  );
  return {
    height: {
      input: info.inHeight,
      output: info.outHeight,
      taps: info.filterHeight,
      stride: info.strideHeight,
      before: info.padInfo.top,
      after: info.padInfo.bottom,
    },
    width: {
      input: info.inWidth,
      output: info.outWidth,
      taps: info.filterWidth,
      stride: info.strideWidth,
      before: info.padInfo.left,
      after: info.padInfo.right,
    },
  };
}

/** What `size` places have to lose, and what can be padded during a convolution. */
export interface Fit {
  pad: [number, number];
  crop: [number, number];
  /** True when nothing is left after cropping: only padding was ever looked at. */
  empty: boolean;
}

/** Splits a wanted [before, after], negative where places have to go. */
export function fit(size: number, wanted: readonly [number, number]): Fit {
  const crop: [number, number] = [Math.min(0, wanted[0]), Math.min(0, wanted[1])];
  return {
    pad: [Math.max(0, wanted[0]), Math.max(0, wanted[1])],
    crop,
    empty: size + crop[0] + crop[1] <= 0,
  };
}
