// What the header of a checkpoint's file tells, whatever its format.
import type { OpenFile } from "../bounds.ts";
import type { WorkerPool } from "../workers/pool.ts";
import type { PlacedTensor } from "./tensor.ts";

export interface Listing {
  tensors: readonly PlacedTensor[];
  /** The model's JSON as Keras writes it; null when the file holds none. */
  model: string | null;
  /** Names of the files that hold the tensors, when this file only says where they are. */
  shards: readonly string[];
}

/** What long work is given to; the HDF5 library has threads of its own, which may have to be ended. */
export interface Threads {
  workers: WorkerPool;
  hdf5: WorkerPool;
}

/** Reads headers only. Throws an Error that says why the file is not (yet) a whole checkpoint. */
export type ListingOf = (file: OpenFile, threads: Threads) => Promise<Listing>;
