// Elements of a data set, box by box, as they are in the file but for the order of their bytes.
import { type Dtype, swapBytes, widthOf } from "#contract/dtypes.ts";
import type { PlacedTensor } from "../tensor.ts";
import type { Hyperslab } from "./hyperslabs.ts";
import type { OpenHdf5 } from "./library.ts";

/** Elements read at once: the library unpacks whole chunks of the file for each box. */
export const ELEMENTS_AT_ONCE = 1_048_576;

/** Little-endian bytes of the elements in the box of a tensor that lies in the open file. */
export function elementsOf(
  { library, file }: OpenHdf5,
  { place, dtype, bigEndian }: PlacedTensor,
  { offset, count }: Hyperslab,
): Uint8Array<ArrayBuffer> {
  if (place.kind !== "hdf5") throw new Error("not in an HDF5 file");
  const width = widthOf(dtype as Dtype);
  const length = count.reduce((product, size) => product * size, width);
  const pointer = library._malloc(length);
  try {
    const [counts, offsets] = [count.map(BigInt), offset.map(BigInt)];
    const strides = count.map(() => 1n);
    const into = BigInt(pointer);
    if (count.length === 0)
      library.get_dataset_data(file.file_id, place.path, null, null, null, into);
    else library.get_dataset_data(file.file_id, place.path, counts, offsets, strides, into);
    const bytes = library.HEAPU8.slice(pointer, pointer + length);
    if (bigEndian) swapBytes(bytes, width);
    return bytes;
  } finally {
    library._free(pointer);
  }
}
