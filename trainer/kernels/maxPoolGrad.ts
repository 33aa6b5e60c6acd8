// The gradient of max pooling, which the wasm backend gets wrong below zero and at ties.
import { backend_util } from "@tensorflow/tfjs-core";
import type { KernelBackend, KernelFunc } from "@tensorflow/tfjs-core";
import type { ConvAttrs } from "./convGeometry.ts";

interface PoolAttrs extends Pick<ConvAttrs, "strides" | "dimRoundingMode"> {
  filterSize: [number, number] | number;
  pad: "valid" | "same" | number;
}

/**
 * input [n, h, w, c], output and dy [n, h′, w′, c] to dx [n, h, w, c]: each dy goes to the place its
 * window's maximum came from, the first in reading order where several are equal, as on the cpu
 * backend and in TensorFlow.
 *
 * tfjs's own kernel starts its search for a maximum just above zero, so that a window of negative
 * values (batch normalisation before pooling makes many) sends its gradient astray.
 */
export const maxPoolGrad: KernelFunc = ({ inputs, attrs, backend }) => {
  const { input, output, dy } = inputs;
  if (input === undefined || output === undefined || dy === undefined) {
    throw new Error("MaxPoolGrad needs input, output and dy");
  }
  const { filterSize, strides, pad, dimRoundingMode } = attrs as unknown as PoolAttrs;
  const owner = backend as KernelBackend;
  const info = backend_util.computePool2DInfo(
    input.shape as [number, number, number, number],
    filterSize,
    strides,
    1,
    pad,
    dimRoundingMode,
  );
  const [x, y, gradient] = [input, output, dy].map(
    ({ dataId }) => owner.readSync(dataId) as Float32Array,
  ) as [Float32Array, Float32Array, Float32Array];
  const dx = route({ x, y, dy: gradient }, info);
  return { dataId: owner.write(dx, input.shape, "float32"), shape: input.shape, dtype: "float32" };
};

// Walks each window once for all channels; what a channel still has to give is in `left`, which
// the first place equal to the maximum empties.
function route(
  { x, y, dy }: { x: Float32Array; y: Float32Array; dy: Float32Array },
  info: backend_util.Conv2DInfo,
): Float32Array<ArrayBuffer> {
  const dx = new Float32Array(x.length);
  const { inHeight, inWidth, outHeight, outWidth, inChannels: channels } = info;
  const left = new Float32Array(channels);
  let out = 0;
  for (let image = 0; image < info.batchSize; image++) {
    for (let row = 0; row < outHeight; row++) {
      const top = row * info.strideHeight - info.padInfo.top;
      const firstRow = image * inHeight + Math.max(0, top);
      const endRow = image * inHeight + Math.min(inHeight, top + info.filterHeight);
      for (let column = 0; column < outWidth; column++, out += channels) {
        const start = column * info.strideWidth - info.padInfo.left;
        const firstColumn = Math.max(0, start);
        const endColumn = Math.min(inWidth, start + info.filterWidth);
        left.set(dy.subarray(out, out + channels));
        for (let line = firstRow; line < endRow; line++) {
          for (let place = firstColumn; place < endColumn; place++) {
            const at = (line * inWidth + place) * channels;
            for (let channel = 0; channel < channels; channel++) {
              const given = x[at + channel] === y[out + channel] ? left[channel]! : 0;
              dx[at + channel] = dx[at + channel]! + given;
              left[channel] = left[channel]! - given;
            }
          }
        }
      }
    }
  }
  return dx;
}
