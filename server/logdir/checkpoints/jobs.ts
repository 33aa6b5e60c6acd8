// The jobs that read tensors in a worker thread: a whole one for its distribution, or one box of a data set.
import type { Distribution } from "#contract/distribution.ts";
import { type Dtype, valuesOf } from "#contract/dtypes.ts";
import { RunningDistribution } from "#contract/runningDistribution.ts";
import type { Pieces } from "../workers/job.ts";
import { readingSync } from "./fileBytes.ts";
import { type Hyperslab, hyperslabs } from "./hdf5/hyperslabs.ts";
import { withHdf5 } from "./hdf5/library.ts";
import { ELEMENTS_AT_ONCE, elementsOf } from "./hdf5/values.ts";
import { piecesOf } from "./pieces.ts";
import type { PlacedTensor } from "./tensor.ts";

/** A tensor that is drawn, in the file that `descriptor` has open. */
export interface TensorInput {
  descriptor: number;
  tensor: PlacedTensor;
}

/** Bytes between two turns of the thread's loop: some ten milliseconds of work. */
const BYTES_A_TURN = 4_194_304;

/** Counts all values, in one pass; its pieces are only turns for the thread's other jobs. */
export async function* tensorDistribution(input: TensorInput): Pieces<null, Distribution> {
  const running = new RunningDistribution();
  const dtype = input.tensor.dtype as Dtype;
  let turn = 0;
  for await (const bytes of bytesOf(input)) {
    running.add(valuesOf(dtype, bytes));
    turn += bytes.length;
    if (turn < BYTES_A_TURN) continue;
    turn = 0;
    yield { piece: null };
  }
  return running.result();
}

export interface SlabInput extends TensorInput {
  slab: Hyperslab;
}

/** The elements of one box of a data set in an HDF5 file: the one piece there is. */
export async function* hdf5Slab({
  descriptor,
  tensor,
  slab,
}: SlabInput): Pieces<Uint8Array<ArrayBuffer>, null> {
  const range = { descriptor, ...(tensor.place as { start: number; end: number }) };
  const piece = await withHdf5(range, (open) => elementsOf(open, tensor, slab));
  yield { piece, given: [piece.buffer] };
  return null;
}

/** The tensor's bytes piece by piece, as they lie in its file. */
export async function* bytesOf({
  descriptor,
  tensor,
}: TensorInput): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const { place, shape } = tensor;
  if (place.kind !== "hdf5") {
    yield* piecesOf(tensor, readingSync(descriptor));
    return;
  }
  // The file is opened for every box: the library is not left with one open while others have their turn.
  for (const slab of hyperslabs(shape, ELEMENTS_AT_ONCE))
    yield await withHdf5({ descriptor, ...place }, (open) => elementsOf(open, tensor, slab));
}
