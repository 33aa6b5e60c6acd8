// One file of a checkpoint as its header tells it, and its tensors read when they are asked for.
import type { Distribution } from "#contract/distribution.ts";
import { type Dtype, type Values, valuesOf, widthOf } from "#contract/dtypes.ts";
import { MOST_SORTED } from "#contract/measures/exactDistances.ts";
import type { Spectrum } from "#contract/measures/spectrum.ts";
import type { OpenFile } from "../bounds.ts";
import { identityOf, opened } from "../fileIdentity.ts";
import type { Reading } from "../reader.ts";
import { inCOrder } from "./cOrder.ts";
import { readingOf } from "./fileBytes.ts";
import { hyperslabs } from "./hdf5/hyperslabs.ts";
import { ELEMENTS_AT_ONCE } from "./hdf5/values.ts";
import type { Listing } from "./listing.ts";
import { type CheckpointName } from "./names.ts";
import { piecesOf } from "./pieces.ts";
import { spectrumSize } from "./spectrumSize.ts";
import { countOf, type PlacedTensor } from "./tensor.ts";

/** Tensors of more bytes than this wait for a thread of their own, and are worth keeping on the disk. */
const BIG_BYTES = 1_048_576;

export class CheckpointFile {
  readonly name: CheckpointName;
  /** Relative to the log directory. */
  readonly path: string;
  readonly listing: Listing;
  /** Tells the file's contents from those it had before or will have. */
  readonly identity: string;
  /** Seconds since 1970. */
  readonly writtenAt: number;
  readonly #reading: Reading;
  /** Distributions that are being computed, by the tensor's name. */
  readonly #underWay = new Map<string, Promise<Distribution>>();

  constructor(
    name: CheckpointName,
    path: string,
    listing: Listing,
    file: OpenFile,
    reading: Reading,
  ) {
    this.name = name;
    this.path = path;
    this.listing = listing;
    this.identity = identityOf(file);
    this.writtenAt = file.writtenAt / 1000;
    this.#reading = reading;
  }

  /** Exact; rejects with an Error in words when the dtype is not drawn, or the file is gone or was replaced. */
  distribution(tensor: PlacedTensor): Promise<Distribution> {
    const known = this.#underWay.get(tensor.name);
    if (known) return known;
    const computed = this.#distribution(tensor).finally(() => this.#underWay.delete(tensor.name));
    this.#underWay.set(tensor.name, computed);
    return computed;
  }

  /** Exact to rounding; rejects as `distribution` does, and when the tensor is no matrix or would take too long. */
  async spectrum(tensor: PlacedTensor): Promise<Spectrum> {
    checkDrawn(tensor);
    const size = spectrumSize(tensor);
    const workers = this.#reading[tensor.place.kind === "hdf5" ? "hdf5" : "workers"];
    const open = await this.#open();
    try {
      const input = { descriptor: open.handle.fd, tensor, size };
      const bytes = size.rows * size.columns * widthOf(tensor.dtype as Dtype);
      const singularValues = await workers.run("tensorSpectrum", input, () => {}, bytes);
      return { ...size, singularValues };
    } finally {
      await open.handle.close();
    }
  }

  /** The finite values in ascending order; rejects as `distribution` does, and when there are too many. */
  async sorted(tensor: PlacedTensor): Promise<Values> {
    checkDrawn(tensor);
    const count = countOf(tensor.shape);
    if (count > MOST_SORTED)
      throw new Error(`"${tensor.name}" is too large to be put in order: ${count} weights`);
    const workers = this.#reading[tensor.place.kind === "hdf5" ? "hdf5" : "workers"];
    const open = await this.#open();
    try {
      const input = { descriptor: open.handle.fd, tensor };
      const bytes = count * widthOf(tensor.dtype as Dtype);
      const taken: Values[] = [];
      const take = (values: Values): unknown => taken.push(values);
      await workers.run("tensorSorted", input, take, bytes > BIG_BYTES ? bytes : 0);
      return taken[0]!;
    } finally {
      await open.handle.close();
    }
  }

  /** All values as little-endian float32 in C order, piece by piece. Throws as `distribution` rejects. */
  async *values(tensor: PlacedTensor): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    checkDrawn(tensor);
    const open = await this.#open();
    try {
      const dtype = tensor.dtype as Dtype;
      const pieces = tensor.fortran
        ? inCOrder(tensor, this.#pieces(tensor, open))
        : this.#pieces(tensor, open);
      for await (const piece of pieces) yield float32Of(dtype, piece);
    } finally {
      await open.handle.close();
    }
  }

  async #distribution(tensor: PlacedTensor): Promise<Distribution> {
    checkDrawn(tensor);
    const bytes = countOf(tensor.shape) * widthOf(tensor.dtype as Dtype);
    const big = bytes > BIG_BYTES;
    const { cache, bounds } = this.#reading;
    const workers = this.#reading[tensor.place.kind === "hdf5" ? "hdf5" : "workers"];
    const key = `${bounds.absolute(this.path)}\n${this.identity}`;
    const kept = big ? await cache.get(key, tensor.name) : null;
    const open = await this.#open();
    try {
      if (kept) return kept;
      const input = { descriptor: open.handle.fd, tensor };
      const made = await workers.run("tensorDistribution", input, () => {}, big ? bytes : 0);
      if (big) cache.keep(key, tensor.name, made);
      return made;
    } finally {
      await open.handle.close();
    }
  }

  async *#pieces(tensor: PlacedTensor, open: OpenFile): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    if (tensor.place.kind !== "hdf5") {
      yield* piecesOf(tensor, readingOf(open.handle));
      return;
    }
    for (const slab of hyperslabs(tensor.shape, ELEMENTS_AT_ONCE)) {
      const taken: Uint8Array<ArrayBuffer>[] = [];
      const input = { descriptor: open.handle.fd, tensor, slab };
      await this.#reading.hdf5.run("hdf5Slab", input, (piece) => taken.push(piece));
      yield* taken;
    }
  }

  /** Only the file whose header was read. */
  #open(): Promise<OpenFile> {
    return opened(this.#reading.bounds, this.path, this.identity);
  }
}

function checkDrawn({ name, unavailable }: PlacedTensor): void {
  if (unavailable !== null) throw new Error(`"${name}": ${unavailable}`);
}

function float32Of(dtype: Dtype, piece: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const values = valuesOf(dtype, piece);
  const floats = values instanceof Float32Array ? values : Float32Array.from(values);
  return new Uint8Array(floats.buffer as ArrayBuffer, floats.byteOffset, floats.byteLength);
}
