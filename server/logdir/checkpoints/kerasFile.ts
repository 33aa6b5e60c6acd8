// The tensors of Keras's files: weights and whole models in HDF5, and `.keras` archives that hold weights in HDF5.
import { inflateRawSync } from "node:zlib";
import { DEFLATED, STORED, type ZipEntry } from "#contract/zip.ts";
import type { OpenFile } from "../bounds.ts";
import type { WorkerPool } from "../workers/pool.ts";
import { bytesAt, type ReadInto, readingOf } from "./fileBytes.ts";
import { kerasNames, layerNamesFromJson } from "./kerasNames.ts";
import type { Listing, Threads } from "./listing.ts";
import { dataOf, entriesOf } from "./zipFile.ts";

const WEIGHTS = "model.weights.h5";
const CONFIG = "config.json";
/** A model's JSON beyond this is not unpacked. */
const LONGEST_JSON = 20_000_000;

export function hdf5Listing({ handle, size }: OpenFile, { hdf5 }: Threads): Promise<Listing> {
  return listingOf(hdf5, { descriptor: handle.fd, start: 0, end: size }, null);
}

export async function kerasListing(
  { handle, size }: OpenFile,
  { hdf5 }: Threads,
): Promise<Listing> {
  const read = readingOf(handle);
  const entries = await entriesOf(read, size);
  const weights = entries.find(({ name }) => name === WEIGHTS);
  if (!weights) throw new Error(`a .keras file without ${WEIGHTS}`);
  if (weights.method !== STORED)
    throw new Error(`its ${WEIGHTS} is compressed; save the model with Keras, which stores it`);
  const config = entries.find(({ name }) => name === CONFIG);
  const model = config ? await textOf(read, size, config) : null;
  const { start, end } = await dataOf(read, size, weights);
  return listingOf(hdf5, { descriptor: handle.fd, start, end }, model);
}

async function listingOf(
  hdf5: WorkerPool,
  range: { descriptor: number; start: number; end: number },
  model: string | null,
): Promise<Listing> {
  const listed = await hdf5.run("hdf5Listing", range, () => {});
  // A layer's own name counts more than what the model's JSON says of the group at its place.
  const layerNames = new Map([
    ...(model === null ? [] : layerNamesFromJson(model)),
    ...listed.names,
  ]);
  const names = kerasNames(
    listed.tensors.map(({ name }) => name),
    layerNames,
  );
  const tensors = listed.tensors.map((tensor) => ({ ...tensor, name: names.get(tensor.name)! }));
  return { tensors, model: model ?? listed.model, shards: [] };
}

async function textOf(read: ReadInto, size: number, entry: ZipEntry): Promise<string> {
  const { start, end } = await dataOf(read, size, entry);
  if (Math.max(end - start, entry.length) > LONGEST_JSON)
    throw new Error(`its ${CONFIG} has ${entry.length} bytes`);
  const packed = await bytesAt(read, start, end - start);
  const bytes =
    entry.method === DEFLATED ? inflateRawSync(packed, { maxOutputLength: LONGEST_JSON }) : packed;
  return new TextDecoder().decode(bytes);
}
