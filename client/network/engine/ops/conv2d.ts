// A convolution over the two axes of a map, all channels into all filters, or those of each group into its own.
import { concat, conv2d as convolve, conv2dTranspose, slice } from "@tensorflow/tfjs-core";
import type { Tensor, Tensor4D } from "@tensorflow/tfjs-core";
import type { OpOf, Shape } from "../../graph/network.ts";
import { dilated } from "./kernelPlaces.ts";
import { linear } from "./linear.ts";
import { ownBias, ownKernel } from "./weights.ts";

type Convolution = OpOf<"conv2d">;

/** Kernel [height, width, channels of a group, filters]. */
export const conv2d = linear<"conv2d">({
  kernel: ownKernel,
  bias: ownBias,
  apply(op, x, kernel) {
    const [xs, kernels] = [parts(x, op.groups), parts(kernel, op.groups)];
    return joined(xs.map((one, group) => applied(op, one, kernels[group]!)));
  },
  transpose(op, signal, kernel, [height, width, channels]) {
    const own = [height!, width!, channels! / (op.groups ?? 1)];
    const [signals, kernels] = [parts(signal, op.groups), parts(kernel, op.groups)];
    return joined(signals.map((one, group) => transposed(op, one, kernels[group]!, own)));
  },
});

function applied({ strides, padding, dilation }: Convolution, x: Tensor, kernel: Tensor): Tensor {
  return convolve(x as Tensor4D, kernel as Tensor4D, [...strides], padding, "NHWC", [...dilation]);
}

/** tfjs has no gradient of a dilated convolution; one of a kernel with zeros in between is the same. */
function transposed(
  { strides, padding, dilation }: Convolution,
  signal: Tensor,
  kernel: Tensor,
  [height, width, channels]: Shape,
): Tensor {
  return conv2dTranspose(
    signal as Tensor4D,
    dilated(kernel as Tensor4D, dilation),
    [signal.shape[0], height!, width!, channels!],
    [...strides],
    padding,
  );
}

/** Equal parts of the last axis. */
function parts(x: Tensor, groups = 1): Tensor[] {
  if (groups === 1) return [x];
  const size = x.shape.at(-1)! / groups;
  const rest = x.shape.slice(0, -1);
  const from = (group: number): number[] => [...rest.map(() => 0), group * size];
  return Array.from({ length: groups }, (_, group) => slice(x, from(group), [...rest, size]));
}

function joined(tensors: readonly Tensor[]): Tensor {
  return tensors.length === 1 ? tensors[0]! : concat([...tensors], -1);
}
