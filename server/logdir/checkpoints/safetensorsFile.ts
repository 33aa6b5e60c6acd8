// The tensors of a safetensors file, and what an index says of the files that a checkpoint was split into.
import { setImmediate as nextTurn } from "node:timers/promises";
import { isDrawn } from "#contract/dtypes.ts";
import { headerLength, parseSafetensorsHeader } from "#contract/safetensors.ts";
import type { OpenFile } from "../bounds.ts";
import type { Parcel } from "../workers/job.ts";
import type { WorkerPool } from "../workers/pool.ts";
import { bytesAt, readingOf, readingSync } from "./fileBytes.ts";
import type { Listing, Threads } from "./listing.ts";
import { notDrawn, type PlacedTensor } from "./tensor.ts";

const PREFIX_BYTES = 8;
/** An index longer than this would name a million tensors. */
const LONGEST_INDEX = 100_000_000;

/** A longer header is taken apart in a worker thread, where it holds nobody up. */
const SHORT_HEADER_BYTES = 262_144;
/** So many tensors of a long header are told at a time. */
const TENSORS_A_PIECE = 2048;

export async function safetensorsListing(open: OpenFile, { workers }: Threads): Promise<Listing> {
  const { tensors } = await safetensorsHeader(open, workers);
  return { tensors, model: null, shards: [] };
}

interface Header {
  tensors: PlacedTensor[];
  metadata: Record<string, string>;
}

/** What the header tells. Throws an Error that says why the file is not (yet) whole. */
export async function safetensorsHeader(open: OpenFile, workers: WorkerPool): Promise<Header> {
  const { handle, size } = open;
  const read = readingOf(handle);
  const length = headerLength(await bytesAt(read, 0, Math.min(PREFIX_BYTES, size)));
  if (length > size - PREFIX_BYTES) throw unfinished(size, PREFIX_BYTES + length);
  if (length <= SHORT_HEADER_BYTES)
    return headerIn(await bytesAt(read, PREFIX_BYTES, length), size);
  const tensors: PlacedTensor[] = [];
  const input = { descriptor: handle.fd, length, size };
  const take = (piece: Uint8Array): Promise<void> => {
    tensors.push(...(JSON.parse(new TextDecoder().decode(piece)) as PlacedTensor[]));
    return nextTurn();
  };
  const metadata = await workers.run("safetensorsHeader", input, take);
  return { tensors, metadata };
}

/** The job that takes a header of `length` bytes apart; its result is the metadata. */
export function* longHeader(input: {
  descriptor: number;
  length: number;
  size: number;
}): Generator<Parcel<Uint8Array>, Record<string, string>> {
  const json = new Uint8Array(input.length);
  void readingSync(input.descriptor)(json, PREFIX_BYTES);
  const { tensors, metadata } = headerIn(json, input.size);
  // As bytes, which are taken apart when their turn comes: several objects that have come would be at once.
  for (let at = 0; at < tensors.length; at += TENSORS_A_PIECE) {
    const text = JSON.stringify(tensors.slice(at, at + TENSORS_A_PIECE));
    const piece = new TextEncoder().encode(text);
    yield { piece, given: [piece.buffer] };
  }
  return metadata;
}

function headerIn(json: Uint8Array, size: number): Header {
  const { tensors, metadata, fileLength } = parseSafetensorsHeader(json);
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
