// Words in an array of NumPy's: text of one length, four bytes a character, filled up with zeros.
import type { OpenFile } from "../bounds.ts";
import { readingOf } from "../checkpoints/fileBytes.ts";
import { piecesOf } from "../checkpoints/pieces.ts";
import { countOf, type PlacedTensor } from "../checkpoints/tensor.ts";

const SPELLED = /^([<>=|]?)U(\d+)$/;
const CHARACTER_BYTES = 4;
/** Names of classes are short, and few enough to be read. */
const MOST_BYTES = 1_048_576;

/** Throws an Error in words when the array holds none, or too many. */
export async function wordsIn(array: PlacedTensor, { handle }: OpenFile): Promise<string[]> {
  const [, order, letters] = SPELLED.exec(array.dtype) ?? [];
  if (letters === undefined) throw new Error(`"${array.name}" holds no words, but ${array.dtype}`);
  const wordBytes = Number(letters) * CHARACTER_BYTES;
  const count = countOf(array.shape);
  if (count * wordBytes > MOST_BYTES) throw new Error(`"${array.name}" holds too many words`);
  const bytes = new Uint8Array(count * wordBytes);
  let at = 0;
  for await (const piece of piecesOf(
    { ...array, dtype: "U8", bigEndian: false },
    readingOf(handle),
  )) {
    if (at + piece.length > bytes.length)
      throw new Error(`"${array.name}" does not fill its shape`);
    bytes.set(piece, at);
    at += piece.length;
  }
  const view = new DataView(bytes.buffer);
  return Array.from({ length: count }, (_, word) => {
    const points = Array.from({ length: Number(letters) }, (_, i) =>
      view.getUint32(word * wordBytes + i * CHARACTER_BYTES, order !== ">"),
    );
    return String.fromCodePoint(...points.filter((point) => point !== 0));
  });
}
