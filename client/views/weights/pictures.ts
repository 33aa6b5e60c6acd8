// What is drawn of a slot as the charts take it: a Hinton diagram, or a gallery of kernels.
import type { RunSummary } from "#contract/protocol.ts";
import type { HintonPicture } from "../../charts/hinton.ts";
import { paletteOf } from "../../charts/palette.ts";
import { diverging } from "../../charts/ramps.ts";
import type { TilesPicture } from "../../charts/tiles.ts";
import { firstKernel, offeredParameters } from "../../store/parameters.ts";
import type { Slot } from "../../store/slot.ts";
import type { Store } from "../../store/store.ts";
import { type Gallery, galleryOf, type Kernel, matrixOf } from "./kernel.ts";
import type { ORDERS } from "./options.ts";
import type { OwnTensors } from "./ownTensors.ts";
import type { Pointed, Weights } from "./weights.ts";

const BY: Readonly<Record<keyof typeof ORDERS, string>> = {
  index: "",
  norm: ", strongest first",
  similarity: ", similar ones together",
};

/** Null while there is nothing to draw. Reads signals. */
export function hintonPictureOf(store: Store, weights: Weights, slot: Slot): HintonPicture | null {
  const { drawn, order } = weights.of[slot.slot];
  const { slice, part, isStrongest, order: by } = weights.options.value;
  const [shown, units] = [drawn.value, order.value];
  if (shown === null || units === null) return null;
  const { inputs, outputs } = shown.kernel;
  const rows = within(part?.rows ?? null, inputs);
  const columns = within(part?.columns ?? null, outputs);
  const noun = nounOf(shown.kernel);
  return {
    matrix: matrixOf(shown.values, shown.kernel, slice),
    cells: { rows: units.rows.subarray(...rows), columns: units.columns.subarray(...columns) },
    first: { row: rows[0], column: columns[0] },
    most: shown.most,
    blocks: isStrongest ? "extreme" : "mean",
    titles: {
      rows: isVector(shown.kernel) ? "" : `sending ${noun}s ↓${BY[by]}`,
      columns: `${isVector(shown.kernel) ? "" : "receiving "}${noun}s →${BY[by]}`,
    },
    palette: paletteOf(store.theme.value),
  };
}

/** Places that there are. */
function within(range: readonly [number, number] | null, count: number): [number, number] {
  const [from, to] = range ?? [0, count];
  return from < Math.min(to, count) ? [from, Math.min(to, count)] : [0, count];
}

/** One value for each unit, as biases and scales are. */
export function isVector({ apart }: Kernel): boolean {
  return apart.input === 0;
}

export function nounOf({ window }: Kernel): string {
  return window.length > 0 ? "channel" : "unit";
}

export interface GalleryPicture extends TilesPicture {
  gallery: Gallery;
}

export function galleryPictureOf(
  store: Store,
  weights: Weights,
  slot: Slot,
): GalleryPicture | null {
  const { drawn, order } = weights.of[slot.slot];
  const [shown, units] = [drawn.value, order.value];
  if (shown === null || units === null) return null;
  const { kernel, values, most, minus } = shown;
  const gallery = galleryOf(
    values,
    kernel,
    imageOf(store, slot, weights.of[slot.slot].own, kernel),
    weights.options.value.unit,
  );
  return {
    gallery,
    set: gallery.set,
    order: tilesInOrder(gallery, kernel, units),
    colours: { ramp: diverging(store.theme.value), low: -most, high: most },
    captions: null,
    // Three channels are their own colours.
    legend: gallery.set.channels > 1 ? null : minus === null ? "weight" : `weight − at ${minus}`,
    crossed: new Set(),
    widest: WIDEST_PX,
    columns: gallery.columns,
    palette: paletteOf(store.theme.value),
  };
}

const WIDEST_PX = 168;

function tilesInOrder(
  { of, columns }: Gallery,
  { outputs, inputs }: Kernel,
  { rows, columns: receiving }: { rows: Uint32Array; columns: Uint32Array },
): number[] {
  if (of === "units") return Array.from(receiving);
  if (of === "connectionsOfOne") return Array.from(rows);
  // Keras's tiles count receiving channels first, PyTorch's sending ones.
  return columns === outputs
    ? Array.from(rows).flatMap((input) =>
        Array.from(receiving, (output) => input * outputs + output),
      )
    : Array.from(receiving).flatMap((output) =>
        Array.from(rows, (input) => output * inputs + input),
      );
}

/** The connection, or the unit, that a tile is of; `row` and `column` are of the tile. */
export function pointedIn(
  { gallery, set }: GalleryPicture,
  { outputs, inputs, window }: Kernel,
  unit: number,
  { tile, row, column }: { tile: number; row: number; column: number },
): Pointed {
  const place = row * set.width + column;
  if (gallery.of === "units") {
    const isDense = window.length === 0;
    return {
      input: isDense ? place * set.channels : 0,
      output: tile,
      place: isDense ? null : place,
    };
  }
  if (gallery.of === "connectionsOfOne") return { input: tile, output: unit, place };
  return gallery.columns === outputs
    ? { input: Math.floor(tile / outputs), output: tile % outputs, place }
    : { input: tile % inputs, output: Math.floor(tile / inputs), place };
}

/** The tile that holds a connection; null where none does. */
export function tileOf(
  { gallery }: GalleryPicture,
  { outputs, inputs }: Kernel,
  unit: number,
  { input, output }: Pointed,
): number | null {
  if (gallery.of === "units") return output;
  if (gallery.of === "connectionsOfOne") return output === unit ? input : null;
  return gallery.columns === outputs ? input * outputs + output : output * inputs + input;
}

/** What the sending units are, where they are an image: the examples tell, or that the first layer has a square of them. */
function imageOf(
  store: Store,
  slot: Slot,
  own: OwnTensors,
  { inputs, window }: Kernel,
): readonly number[] | null {
  const run = slot.run.value;
  if (window.length > 0 || !isFirst(store, run, own)) return null;
  const shape = run?.examples?.shape;
  if (shape !== undefined && own.file.value === null) {
    const isWhole = shape.reduce((product, size) => product * size, 1) === inputs;
    return isWhole && shape.length === 3 ? shape : null;
  }
  for (const channels of [1, 3]) {
    const side = Math.sqrt(inputs / channels);
    if (Number.isInteger(side) && side > 1) return [side, side, channels];
  }
  return null;
}

function isFirst({ parameterKey }: Store, run: RunSummary | null, own: OwnTensors): boolean {
  if (own.file.value !== null) {
    return own.shown.value === own.all.value.find(({ shape }) => shape.length > 1);
  }
  return run !== null && parameterKey.value === firstKernel(offeredParameters([run]));
}
