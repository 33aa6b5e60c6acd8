// The maximal activation of every neuron on every image of a batch, and where on its map it is.
import { argMax, max, reshape, tensor, type Tensor, tidy } from "@tensorflow/tfjs-core";
import type { LayerColumn } from "../cluster/columns.ts";
import type { Peaks } from "../cluster/responses.ts";
import type { LoadedNetwork } from "../engine/loaded.ts";
import { forward } from "../engine/run.ts";
import type { Examples } from "../examples.ts";

/** Of the images `from` … `to`, for each of the layers: images × neurons. Leaves no tensor. */
export function peaksIn(
  loaded: LoadedNetwork,
  layers: readonly LayerColumn[],
  examples: Examples,
  from: number,
  to: number,
): Peaks[] {
  let peaks: Peaks[] = [];
  tidy(() => {
    const size = examples.values.length / examples.count;
    const { nodes } = loaded.network;
    const values = examples.values.subarray(from * size, to * size);
    const x = tensor(values, [to - from, ...nodes[0]!.shape]);
    const { outputs } = forward(loaded, x);
    peaks = layers.map(({ node }) => peaksOf(outputs[node]!));
  });
  return peaks;
}

function peaksOf(output: Tensor): Peaks {
  const [images, ...shape] = output.shape as [number, ...number[]];
  if (shape.length < 3) {
    const values = output.dataSync<"float32">().slice();
    const none = new Int32Array(values.length);
    return { values, rows: none, columns: none };
  }
  const [height, width, channels] = shape as [number, number, number];
  const maps = reshape(output, [images, height * width, channels]);
  const places = argMax(maps, 1).dataSync<"int32">();
  return {
    values: max(maps, 1).dataSync<"float32">().slice(),
    rows: Int32Array.from(places, (place) => Math.floor(place / width)),
    columns: Int32Array.from(places, (place) => place % width),
  };
}
