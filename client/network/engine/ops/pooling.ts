// Pooling: the largest or the mean of each window of a map, or of the whole map.
import {
  avgPool,
  backend_util,
  div,
  engine,
  max,
  maxPool,
  mean,
  mul,
  ones,
  reshape,
  tensor4d,
} from "@tensorflow/tfjs-core";
import type { Tensor, Tensor4D } from "@tensorflow/tfjs-core";
import type { OpOf, Shape } from "../../graph/network.ts";
import { transposeDepthwise } from "./depthwiseConv2d.ts";
import { soleInput } from "./linear.ts";
import type { OpKernel } from "./op.ts";

type Window = Omit<OpOf<"maxPool2d">, "kind">;

export const maxPool2d: OpKernel<"maxPool2d" | "averagePool2d"> = {
  forward: (call) => {
    const { poolSize, strides, padding } = call.op;
    return maxPool(soleInput(call) as Tensor4D, [...poolSize], [...strides], padding);
  },
  vjp: (call, signal) => [winners(soleInput(call), call.output, signal, call.op)],
};

export const averagePool2d: OpKernel<"maxPool2d" | "averagePool2d"> = {
  forward: (call) => {
    const { poolSize, strides, padding } = call.op;
    return avgPool(soleInput(call) as Tensor4D, [...poolSize], [...strides], padding);
  },
  vjp(call, signal) {
    const inputShape = soleInput(call).shape.slice(1);
    const channels = inputShape.at(-1)!;
    const shares = div(signal, covered(call.op, inputShape, call.shape)) as Tensor4D;
    const window = ones([...call.op.poolSize, channels, 1]) as Tensor4D;
    return [transposeDepthwise(shares, window, call.op, inputShape)];
  },
};

export const globalMaxPool2d: OpKernel<"globalMaxPool2d" | "globalAveragePool2d"> = {
  forward: (call) => ofWhole(max(soleInput(call), [1, 2]), call.shape),
  vjp(call, signal) {
    const input = soleInput(call);
    const [batch, height, width, channels] = input.shape as [number, number, number, number];
    const corner = [batch, 1, 1, channels];
    const whole: Window = {
      poolSize: [height, width],
      strides: [height, width],
      padding: "valid",
    };
    return [winners(input, reshape(call.output, corner), reshape(signal, corner), whole)];
  },
};

export const globalAveragePool2d: OpKernel<"globalMaxPool2d" | "globalAveragePool2d"> = {
  forward: (call) => ofWhole(mean(soleInput(call), [1, 2]), call.shape),
  vjp(call, signal) {
    const [batch, height, width, channels] = soleInput(call).shape as [
      number,
      number,
      number,
      number,
    ];
    const share = div(reshape(signal, [batch, 1, 1, channels]), height * width);
    return [mul(ones([1, height, width, 1]), share)];
  },
};

function ofWhole(pooled: Tensor, shape: Shape): Tensor {
  return reshape(pooled, [pooled.shape[0], ...shape]);
}

/** Each signal at the place its window's maximum came from: the first in reading order where several are equal. */
function winners(input: Tensor, output: Tensor, signal: Tensor, window: Window): Tensor {
  const { poolSize, strides, padding } = window;
  return engine().runKernel(
    "MaxPoolGrad",
    { dy: signal, input, output },
    { filterSize: [...poolSize], strides: [...strides], pad: padding },
  );
}

/** Of how many places of the input each mean is, [1, height, width, 1]: fewer than the window's at a padded border. */
function covered({ poolSize, strides, padding }: Window, from: Shape, to: Shape): Tensor4D {
  const [height = 1, width = 1] = from;
  const { padInfo } = backend_util.computePool2DInfo(
    [1, height, width, 1],
    [...poolSize],
    [...strides],
    1,
    padding,
  );
  const along = (size: number, side: 0 | 1, before: number): number[] =>
    Array.from({ length: to[side]! }, (_, i) => {
      const start = i * strides[side] - before;
      return Math.min(size, start + poolSize[side]) - Math.max(0, start);
    });
  const down = along(height, 0, padInfo.top);
  const across = along(width, 1, padInfo.left);
  const counts = down.flatMap((rows) => across.map((columns) => rows * columns));
  return tensor4d(counts, [1, down.length, across.length, 1]);
}
