// The arrays of a NumPy .npz file: a ZIP file of .npy files, stored or deflated.
import { constants, inflateRawSync } from "node:zlib";
import { isDrawn } from "#contract/dtypes.ts";
import { LONGEST_NPY_HEADER, type NpyHeader, parseNpyHeader } from "#contract/npy.ts";
import { DEFLATED, type ZipEntry } from "#contract/zip.ts";
import type { OpenFile } from "../bounds.ts";
import { bytesAt, type ReadInto, readingOf } from "./fileBytes.ts";
import type { Listing } from "./listing.ts";
import { countOf, notDrawn, type PlacedTensor } from "./tensor.ts";
import { dataOf, entriesOf } from "./zipFile.ts";

const SUFFIX = ".npy";
/** Packed bytes that hold nearly every header; the longest one is looked for in more. */
const FIRST_BYTES = 1024;

export async function npzListing({ handle, size }: OpenFile): Promise<Listing> {
  const read = readingOf(handle);
  const tensors: PlacedTensor[] = [];
  for (const entry of await entriesOf(read, size))
    if (entry.name.endsWith(SUFFIX)) tensors.push(await arrayOf(read, size, entry));
  return { tensors, model: null, shards: [] };
}

async function arrayOf(read: ReadInto, size: number, entry: ZipEntry): Promise<PlacedTensor> {
  const { start, end } = await dataOf(read, size, entry);
  const name = entry.name.slice(0, -SUFFIX.length);
  let header: NpyHeader;
  try {
    header = await headerOf(read, start, end, entry);
  } catch (error) {
    throw new Error(`"${name}": ${(error as Error).message}`, { cause: error });
  }
  const { dtype, width, bigEndian, fortran, shape, dataStart: skip } = header;
  if (width !== null && skip + countOf(shape) * width !== entry.length)
    throw new Error(`"${name}" does not fill its shape [${shape.join(", ")}]`);
  const deflated = entry.method === DEFLATED;
  const { length, crc } = entry;
  const place = { kind: "zipped", start, end, deflated, length, skip, crc } as const;
  const unavailable = isDrawn(dtype) ? null : notDrawn(dtype);
  return { name, dtype, shape, unavailable, bigEndian, fortran, place };
}

async function headerOf(
  read: ReadInto,
  start: number,
  end: number,
  { method }: ZipEntry,
): Promise<NpyHeader> {
  const parsed = async (most: number): Promise<NpyHeader> => {
    const packed = await bytesAt(read, start, Math.min(most, end - start));
    return parseNpyHeader(method === DEFLATED ? inflatedStart(packed) : packed);
  };
  try {
    return await parsed(FIRST_BYTES);
  } catch {
    return parsed(LONGEST_NPY_HEADER);
  }
}

/** What the first packed bytes unpack to, as far as they do. */
function inflatedStart(packed: Uint8Array): Uint8Array {
  return inflateRawSync(packed, { finishFlush: constants.Z_SYNC_FLUSH });
}
