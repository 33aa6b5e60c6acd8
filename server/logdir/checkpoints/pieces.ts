// A tensor's bytes piece by piece, whatever file they lie in: whole elements, little-endian.
import { pipeline, Readable } from "node:stream";
import { crc32, createInflateRaw } from "node:zlib";
import { type Dtype, swapBytes, widthOf } from "#contract/dtypes.ts";
import type { ReadInto } from "./fileBytes.ts";
import type { PlacedTensor, TensorPlace } from "./tensor.ts";

/** Small enough to stay in the processor's cache with what is made of it; a multiple of every element's width. */
const PIECE_BYTES = 196_608;

type Bytes = Uint8Array<ArrayBuffer>;
type Zipped = TensorPlace & { kind: "zipped" };

/** Of a tensor that is drawn and does not lie in an HDF5 file. Every piece has a buffer of its own. */
export async function* piecesOf(tensor: PlacedTensor, read: ReadInto): AsyncGenerator<Bytes> {
  const { place, bigEndian } = tensor;
  const width = widthOf(tensor.dtype as Dtype);
  if (place.kind === "hdf5") throw new Error("HDF5 files are read by their library");
  const pieces = place.kind === "plain" ? plain(place, read) : filled(unpacked(place, read), place);
  for await (const piece of pieces) {
    if (bigEndian) swapBytes(piece, width);
    yield piece;
  }
}

async function* plain(
  { start, end }: { start: number; end: number },
  read: ReadInto,
): AsyncGenerator<Bytes> {
  for (let at = start; at < end; at += PIECE_BYTES) {
    const piece = new Uint8Array(Math.min(PIECE_BYTES, end - at));
    await read(piece, at);
    yield piece;
  }
}

/** The entry's unpacked bytes in chunks of any length; throws at the end when they are not what was packed. */
async function* unpacked(place: Zipped, read: ReadInto): AsyncGenerator<Uint8Array> {
  const chunks = place.deflated ? inflated(plain(place, read)) : plain(place, read);
  let [length, crc] = [0, 0];
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > place.length) throw new Error("it unpacks to more than its ZIP directory says");
    crc = crc32(chunk, crc);
    yield chunk;
  }
  if (length !== place.length || crc !== place.crc)
    throw new Error("its bytes are damaged: they do not match their checksum");
}

function inflated(packed: AsyncGenerator<Bytes>): AsyncIterable<Uint8Array> {
  // Its errors are those of the stream that is read.
  return pipeline(Readable.from(packed), createInflateRaw(), () => {}) as AsyncIterable<Uint8Array>;
}

/** The same bytes behind the first `skip`, in pieces of one length but the last. */
async function* filled(
  chunks: AsyncIterable<Uint8Array>,
  { length, skip }: Zipped,
): AsyncGenerator<Bytes> {
  let left = length - skip;
  let toSkip = skip;
  let piece = new Uint8Array(Math.min(PIECE_BYTES, left));
  let at = 0;
  for await (const chunk of chunks) {
    let from = Math.min(toSkip, chunk.length);
    toSkip -= from;
    while (from < chunk.length) {
      const part = chunk.subarray(from, from + piece.length - at);
      piece.set(part, at);
      at += part.length;
      from += part.length;
      if (at < piece.length) continue;
      yield piece;
      left -= at;
      piece = new Uint8Array(Math.min(PIECE_BYTES, left));
      at = 0;
    }
  }
}
