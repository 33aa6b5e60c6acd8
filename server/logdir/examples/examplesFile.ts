// One file of examples as its header tells it, and the examples read when they are asked for.
import { type Dtype, isDrawn, valuesOf, type Values } from "#contract/dtypes.ts";
import { type ExamplesContent, isWhole, labelsFrom, PIXEL_SCALE } from "#contract/examples.ts";
import type { Bounds, OpenFile } from "../bounds.ts";
import { inCOrder } from "../checkpoints/cOrder.ts";
import { readingOf } from "../checkpoints/fileBytes.ts";
import { piecesOf } from "../checkpoints/pieces.ts";
import { countOf, type PlacedTensor } from "../checkpoints/tensor.ts";
import { opened } from "../fileIdentity.ts";
import type { ExamplesListing } from "./examplesListing.ts";
import { wordsIn } from "./words.ts";

const SCALE = "scale";
const CLASSES = "classes";

export class ExamplesFile {
  /** Another when what the file holds is. */
  readonly id: string;
  /** Relative to the log directory. */
  readonly path: string;
  readonly count: number;
  readonly shape: readonly number[];
  readonly hasLabels: boolean;
  readonly #identity: string;
  readonly #listing: ExamplesListing;
  readonly #bounds: Bounds;

  constructor(
    id: string,
    { path, identity }: { path: string; identity: string },
    listing: ExamplesListing,
    bounds: Bounds,
  ) {
    this.id = id;
    this.path = path;
    this.count = listing.count;
    this.shape = listing.shape;
    this.hasLabels = listing.labels !== null;
    this.#identity = identity;
    this.#listing = listing;
    this.#bounds = bounds;
  }

  /** Rejects with an Error in words when the values are no examples, or the file is gone or was replaced. */
  async read(): Promise<ExamplesContent> {
    const open = await this.#open();
    try {
      const { inputs, labels, metadata } = this.#listing;
      return {
        values: inputs.dtype === "U8" ? await pixels(inputs, open) : await numbers(inputs, open),
        labels: labels
          ? labelsFrom(await allValues(labels, open), labels.shape)
          : new Int32Array(0),
        scale: await this.#scale(open),
        classes: await this.#classes(open),
        origin: metadata["origin"] ?? null,
      };
    } finally {
      await open.handle.close();
    }
  }

  async #scale(open: OpenFile): Promise<number> {
    const { inputs, metadata } = this.#listing;
    const told = metadata[SCALE];
    const array = this.#other(SCALE);
    const otherwise = isWhole(inputs.dtype) ? PIXEL_SCALE : 1;
    const scale = array ? await onlyValue(array, open) : Number(told ?? otherwise);
    if (Number.isFinite(scale) && scale !== 0) return scale;
    throw new Error(`its scale is ${told ?? scale}, which is no number to multiply values with`);
  }

  async #classes(open: OpenFile): Promise<string[] | null> {
    const array = this.#other(CLASSES);
    if (array) return wordsIn(array, open);
    const told = this.#listing.metadata[CLASSES];
    if (told === undefined) return null;
    const classes = namesIn(told);
    if (classes) return classes;
    throw new Error(`its classes are no list of names, as ["cat","dog"] is one`);
  }

  #other(name: string): PlacedTensor | undefined {
    return this.#listing.others.find((array) => array.name === name);
  }

  /** Only the file whose header was read. */
  #open(): Promise<OpenFile> {
    return opened(this.#bounds, this.path, this.#identity);
  }
}

function namesIn(json: string): string[] | null {
  try {
    const names: unknown = JSON.parse(json);
    return Array.isArray(names) && names.every((name) => typeof name === "string") ? names : null;
  } catch {
    return null;
  }
}

async function pixels(array: PlacedTensor, open: OpenFile): Promise<Uint8Array> {
  const bytes = new Uint8Array(countOf(array.shape));
  let at = 0;
  for await (const piece of piecesInOrder(array, open)) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

async function numbers(array: PlacedTensor, open: OpenFile): Promise<Float32Array> {
  const values = await allValues(array, open);
  const odd = values.findIndex((value) => !Number.isFinite(value));
  if (odd < 0) return values;
  const example = Math.floor((odd / values.length) * array.shape[0]!);
  throw new Error(`example ${example} holds ${values[odd]}: save examples of finite numbers`);
}

async function onlyValue(array: PlacedTensor, open: OpenFile): Promise<number> {
  if (!isDrawn(array.dtype) || countOf(array.shape) !== 1)
    throw new Error(`"${array.name}" is not one number`);
  return (await allValues(array, open))[0]!;
}

async function allValues(array: PlacedTensor, open: OpenFile): Promise<Float32Array> {
  const values = new Float32Array(countOf(array.shape));
  let at = 0;
  for await (const piece of piecesInOrder(array, open)) {
    const some: Values = valuesOf(array.dtype as Dtype, piece);
    values.set(some, at);
    at += some.length;
  }
  return values;
}

function piecesInOrder(
  array: PlacedTensor,
  { handle }: OpenFile,
): AsyncIterable<Uint8Array<ArrayBuffer>> {
  const pieces = piecesOf(array, readingOf(handle));
  return array.fortran ? inCOrder(array, pieces) : pieces;
}
