// NumPy's array files (.npy, version 1.0): a header in Python's words, and the numbers as they lie in memory.

const DESCRIPTIONS = [
  [BigInt64Array, "<i8"],
  [Float64Array, "<f8"],
  [Uint8Array, "|b1"],
] as const;

/** A column of an array file; bytes are truth values. */
export type NpyColumn = BigInt64Array | Float64Array | Uint8Array;

/** The header and the numbers start at multiples of this, so that the file can be mapped into memory. */
const ALIGNMENT = 64;
const MAGIC = "\x93NUMPY\x01\x00";

/** A one-dimensional array as a file, in two pieces. */
export function npyOf(column: NpyColumn): [header: Uint8Array, numbers: Uint8Array] {
  const description = DESCRIPTIONS.find(([kind]) => column instanceof kind)![1];
  const words = `{'descr': '${description}', 'fortran_order': False, 'shape': (${column.length},), }`;
  const before = MAGIC.length + 2;
  const length = Math.ceil((before + words.length + 1) / ALIGNMENT) * ALIGNMENT;
  const header = Buffer.alloc(length, " ");
  header.write(MAGIC, "latin1");
  header.writeUInt16LE(length - before, MAGIC.length);
  header.write(words, before, "latin1");
  header.write("\n", length - 1, "latin1");
  return [header, new Uint8Array(column.buffer, column.byteOffset, column.byteLength)];
}
