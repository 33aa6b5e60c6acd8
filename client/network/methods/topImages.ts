// The images that a unit responds to most: the patch of each that it looks at, and what of it comes back through the network.
import { type Tensor, tensor, tidy } from "@tensorflow/tfjs-core";
import { folded } from "../engine/folded.ts";
import type { LoadedNetwork } from "../engine/loaded.ts";
import { forward } from "../engine/run.ts";
import type { Examples } from "../examples.ts";
import { projection } from "../explain/projection.ts";
import { imageShape } from "../fit.ts";
import { type Patch, patchAt, receptiveField } from "../graph/receptiveField.ts";
import { type UnitNodes, unitNodes } from "../graph/unitNodes.ts";
import type { Method, NetworkAt } from "./method.ts";
import { cropped, keptInside } from "./patches.ts";
import { peaksOfUnit, unitPeaks } from "./unitPeaks.ts";

export interface TopImagesParams {
  network: NetworkAt;
  /** Address of the examples. */
  examples: string;
  layer: string;
  unit: number;
}

export interface TopImage {
  example: number;
  /** The unit's largest activation on it, and where on the unit's map that is. */
  activation: number;
  row: number;
  column: number;
  /** The part of the image that the unit looks at there. */
  patch: Patch;
  /** The activation at the same place when all of the image but the patch is zero. */
  recomputed: number;
}

export interface TopImagesResult {
  /** Per example, the unit's largest activation. */
  peaks: Float32Array;
  /** The strongest first, at most nine; none where nothing activates the unit. */
  top: readonly TopImage[];
  /** [height, width, channels] of each patch; what lies beside the image is zero. */
  shape: readonly [height: number, width: number, channels: number];
  patches: Float32Array;
  /** The same parts of what a deconvolutional network gives back; null where it cannot. */
  projections: Float32Array | null;
  /** Why there are no projections. */
  why: string | null;
}

const TOP = 9;

export const topImages: Method<TopImagesParams, TopImagesResult> = async (context, params) => {
  const { layer, unit } = params;
  const loaded = await context.network(params.network);
  const nodes = unitNodes(loaded.network, layer, unit);
  const layers = await unitPeaks(context, loaded, params.examples, (share) =>
    context.progress(share),
  );
  const own = layers.find((one) => one.layer === layer)!;
  const examples = await context.examples(params.examples);
  const peaks = peaksOfUnit(own, unit);
  const strongest = Array.from(peaks.keys())
    .filter((image) => peaks[image]! > 0)
    .sort((one, other) => peaks[other]! - peaks[one]! || one - other)
    .slice(0, TOP);
  const [height, width, channels] = imageOf(loaded, examples);
  const field = receptiveField(loaded.network, nodes.says);
  const found = strongest.map((example) => {
    const at = example * own.units + unit;
    const [row, column] = [own.rows[at] ?? 0, own.columns[at] ?? 0];
    const whole = { top: 0, left: 0, height, width };
    const patch = field === null ? whole : patchAt(field, row, column);
    return { example, activation: peaks[example]!, row, column, patch };
  });
  await context.breathe();
  const patchShape = [field?.size[0] ?? height, field?.size[1] ?? width, channels] as const;
  const size = height * width * channels;
  const images = strongest.map((image) => examples.values.slice(image * size, (image + 1) * size));
  const sides = [height, width, channels] as const;
  const crop = (all: readonly Float32Array[]): Float32Array =>
    Float32Array.from(all.flatMap((one, i) => [...cropped(one, sides, found[i]!.patch)]));
  const again = recomputed(
    loaded,
    nodes,
    unit,
    images.map((image, i) => keptInside(image, sides, found[i]!.patch)),
    found,
  );
  await context.breathe();
  const back = projections(loaded, nodes, unit, images);
  return {
    peaks,
    top: found.map((one, i) => ({ ...one, recomputed: again[i]! })),
    shape: patchShape,
    patches: crop(images),
    projections: typeof back === "string" ? null : crop(back),
    why: typeof back === "string" ? back : null,
  };
};

/** What the network is given as an image; of what is none, one row. */
function imageOf(
  { network }: LoadedNetwork,
  { shape }: Examples,
): readonly [number, number, number] {
  const own = network.nodes[0]!.shape;
  const size = own.reduce((product, side) => product * side, 1);
  return imageShape(own) ?? imageShape(shape) ?? [1, size, 1];
}

function batchOf({ network }: LoadedNetwork, images: readonly Float32Array[]): Tensor {
  const shape = network.nodes[0]!.shape;
  const size = shape.reduce((product, side) => product * side, 1);
  const values = new Float32Array(images.length * size);
  images.forEach((image, i) => values.set(image, i * size));
  return tensor(values, [images.length, ...shape]);
}

/** The unit's activation at the same place of each image as before. */
function recomputed(
  loaded: LoadedNetwork,
  { says }: UnitNodes,
  unit: number,
  images: readonly Float32Array[],
  places: readonly { row: number; column: number }[],
): number[] {
  if (images.length === 0) return [];
  let again: number[] = [];
  tidy(() => {
    const output = forward(loaded, batchOf(loaded, images), { upTo: says }).outputs[says]!;
    const values = output.dataSync<"float32">();
    const [, ...shape] = output.shape;
    const perImage = values.length / images.length;
    again = places.map(({ row, column }, i) => {
      const place = shape.length < 3 ? 0 : row * shape[1]! + column;
      return values[i * perImage + place * shape.at(-1)! + unit]!;
    });
  });
  return again;
}

/** Each image's projection, or why there is none. */
function projections(
  loaded: LoadedNetwork,
  { says }: UnitNodes,
  unit: number,
  images: readonly Float32Array[],
): Float32Array[] | string {
  if (images.length === 0) return [];
  let values = new Float32Array(0);
  try {
    tidy(() => {
      const plain = folded(loaded);
      const tape = forward(plain, batchOf(loaded, images), { upTo: says });
      const seed = { node: says, unit, seed: "atMaximum", way: "deconvnet" } as const;
      values = projection(plain, tape, seed).dataSync<"float32">().slice();
    });
  } catch (error) {
    return (error as Error).message;
  }
  const size = values.length / images.length;
  return images.map((_, i) => values.subarray(i * size, (i + 1) * size));
}
