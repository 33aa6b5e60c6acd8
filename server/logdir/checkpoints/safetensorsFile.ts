// The tensors of a safetensors file, and what an index says of the files that a checkpoint was split into.
import { isDrawn } from "#contract/dtypes.ts";
import { headerLength, parseSafetensorsHeader } from "#contract/safetensors.ts";
import type { OpenFile } from "../bounds.ts";
import { bytesAt, readingOf } from "./fileBytes.ts";
import type { Listing } from "./listing.ts";
import { notDrawn, type PlacedTensor } from "./tensor.ts";

const PREFIX_BYTES = 8;
/** An index longer than this would name a million tensors. */
const LONGEST_INDEX = 100_000_000;

export async function safetensorsListing(open: OpenFile): Promise<Listing> {
  const { tensors } = await safetensorsHeader(open);
  return { tensors, model: null, shards: [] };
}

/** What the header tells. Throws an Error that says why the file is not (yet) whole. */
export async function safetensorsHeader({
  handle,
  size,
}: OpenFile): Promise<{ tensors: PlacedTensor[]; metadata: Record<string, string> }> {
  const read = readingOf(handle);
  const length = headerLength(await bytesAt(read, 0, Math.min(PREFIX_BYTES, size)));
  if (length > size - PREFIX_BYTES) throw unfinished(size, PREFIX_BYTES + length);
  const { tensors, metadata, fileLength } = parseSafetensorsHeader(
    await bytesAt(read, PREFIX_BYTES, length),
  );
  if (size < fileLength) throw unfinished(size, fileLength);
  if (size > fileLength) throw new Error(`${size - fileLength} bytes behind the last tensor`);
  const placed = tensors.map(({ name, dtype, shape, start, end }) => {
    const unavailable = isDrawn(dtype) ? null : notDrawn(dtype);
    const place = { kind: "plain", start, end } as const;
    return { name, dtype, shape, unavailable, bigEndian: false, fortran: false, place };
  });
  return { tensors: placed, metadata };
}

/** `model.safetensors.index.json`: which file holds which tensor. */
export async function indexListing({ handle, size }: OpenFile): Promise<Listing> {
  if (size > LONGEST_INDEX) throw new Error(`an index of ${size} bytes`);
  const text = new TextDecoder().decode(await bytesAt(readingOf(handle), 0, size));
  const map: unknown = (JSON.parse(text) as { weight_map?: unknown } | null)?.weight_map;
  if (typeof map !== "object" || map === null) throw new Error("an index without a weight_map");
  const files = new Set(Object.values(map).filter((file) => typeof file === "string"));
  return { tensors: [], model: null, shards: [...files] };
}

function unfinished(size: number, whole: number): Error {
  return new Error(`still being written, ${size} of ${whole} bytes are there`);
}
