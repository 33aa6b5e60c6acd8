// A tensor inside a file: what it is and where its bytes lie, in words that a message to another thread can hold.

/** Where the values lie. */
export type TensorPlace =
  | { kind: "plain"; start: number; end: number }
  /** In a ZIP entry whose packed bytes lie at `start` … `end`: `skip` bytes of what is unpacked come before them. */
  | {
      kind: "zipped";
      start: number;
      end: number;
      deflated: boolean;
      /** Unpacked, with what is skipped. */
      length: number;
      skip: number;
      crc: number;
    }
  /** The data set at `path` of the HDF5 file that lies at `start` … `end`. */
  | { kind: "hdf5"; start: number; end: number; path: string };

/** A tensor as a file's header tells it. */
export interface PlacedTensor {
  name: string;
  /** In safetensors' words where they have one. */
  dtype: string;
  shape: readonly number[];
  /** Why its values cannot be drawn, in words; null when they can. */
  unavailable: string | null;
  bigEndian: boolean;
  /** The first dimension runs fastest. */
  fortran: boolean;
  place: TensorPlace;
}

/** Number of values in a tensor of this shape. */
export function countOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** What is told of a dtype that is known by name only. */
export function notDrawn(dtype: string): string {
  return `unavailable: ${dtype} is not drawn`;
}
