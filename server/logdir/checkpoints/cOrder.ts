// Elements in C order, of an array that was written with its first dimension running fastest.
import { type Dtype, widthOf } from "#contract/dtypes.ts";
import { countOf, type PlacedTensor } from "./tensor.ts";

/** They can only be put in order all together: a larger array is refused. */
const MOST_BYTES = 268_435_456;

type Bytes = Uint8Array<ArrayBuffer>;

/** Yields all elements at once. Throws an Error in words when they are too many. */
export async function* inCOrder(
  { name, dtype, shape }: PlacedTensor,
  pieces: AsyncIterable<Bytes>,
): AsyncGenerator<Bytes> {
  const width = widthOf(dtype as Dtype);
  const length = countOf(shape) * width;
  if (length > MOST_BYTES)
    throw new Error(
      `"${name}" lies in Fortran's order and has ${length} bytes; save it in C order to have its values`,
    );
  const written = new Uint8Array(length);
  let at = 0;
  for await (const piece of pieces) {
    written.set(piece, at);
    at += piece.length;
  }
  const ordered = new Uint8Array(length);
  /** Elements between neighbours along each dimension, as they were written. */
  const strides = shape.map((_, i) => countOf(shape.slice(0, i)));
  const index = shape.map(() => 0);
  let from = 0;
  for (let to = 0; to < length; to += width) {
    for (let byte = 0; byte < width; byte++) ordered[to + byte] = written[from * width + byte]!;
    for (let i = shape.length - 1; i >= 0; i--) {
      index[i]! += 1;
      from += strides[i]!;
      if (index[i]! < shape[i]!) break;
      from -= strides[i]! * shape[i]!;
      index[i] = 0;
    }
  }
  yield ordered;
}
