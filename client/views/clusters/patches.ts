// Each channel as the part of an image that excites it most, cut to the shape of its tile.
import { pixel, rampIndex } from "../../charts/ramps.ts";
import { GREYS } from "../../charts/tilePixels.ts";
import type { Box, Pixels } from "../../charts/surface.ts";
import type { Examples } from "../../network/examples.ts";
import { imageShape } from "../../network/fit.ts";
import { patchAt, type Patch } from "../../network/graph/receptiveField.ts";
import type { ClusteredColumn } from "../../network/methods/clusters.ts";

export interface Images {
  examples: Examples;
  /** Least and largest of all values. */
  range: readonly [low: number, high: number];
}

/** The part of its best image that the neuron at that place looks at; the whole of it where it has no field. */
export function bestPatch(
  { best, field }: ClusteredColumn,
  place: number,
  [height, width]: readonly [number, number, number],
): Patch {
  if (field === null) return { top: 0, left: 0, height, width };
  return patchAt(field, best.row[place]!, best.column[place]!);
}

/** A patch of a few pixels says little without what is around it. */
const LEAST_WINDOW_PX = 7;
/** How bright what is around the patch is. */
const AROUND = 0.42;

/** What is around the patch is shown darker; beyond the image, its edge goes on. */
export function patchPixels(
  { examples, range: [low, high] }: Images,
  example: number,
  patch: Patch,
  box: Box,
  ratio: number,
): Pixels | null {
  const shape = imageShape(examples.shape);
  if (shape === null) return null;
  const [rows, columns, channels] = shape;
  const width = Math.max(Math.round(box.width * ratio), 1);
  const height = Math.max(Math.round(box.height * ratio), 1);
  const data = new Uint8ClampedArray(width * height * 4);
  const pixels = new Uint32Array(data.buffer);
  const zoom = Math.min(
    width / Math.max(patch.width, LEAST_WINDOW_PX),
    height / Math.max(patch.height, LEAST_WINDOW_PX),
  );
  const start = example * rows * columns * channels;
  const within = (at: number, length: number) => Math.min(Math.max(Math.floor(at), 0), length - 1);
  const left = patch.left + patch.width / 2 - width / (2 * zoom);
  const top = patch.top + patch.height / 2 - height / (2 * zoom);
  const { values } = examples;
  for (let y = 0; y < height; y++) {
    const from = top + (y + 0.5) / zoom;
    const row = start + within(from, rows) * columns * channels;
    const isBeside = from < patch.top || from >= patch.top + patch.height;
    for (let x = 0; x < width; x++) {
      const across = left + (x + 0.5) / zoom;
      const at = row + within(across, columns) * channels;
      const isAround = isBeside || across < patch.left || across >= patch.left + patch.width;
      const bright = (isAround ? AROUND : 1) / (high - low || 1);
      const byte = (value: number): number => rampIndex((value - low) * bright);
      pixels[y * width + x] =
        channels === 1
          ? GREYS.pixels[byte(values[at]!)]!
          : pixel([byte(values[at]!), byte(values[at + 1]!), byte(values[at + 2]!)]);
    }
  }
  return { width, height, data };
}
