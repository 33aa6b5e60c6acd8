// The job that works out a kernel's singular values in a worker thread.
import { type Dtype, valuesOf } from "#contract/dtypes.ts";
import { type MatrixSize, RunningGram } from "#contract/measures/gram.ts";
import { singularValueSteps } from "#contract/measures/spectrum.ts";
import type { Pieces } from "../workers/job.ts";
import { bytesOf, type TensorInput } from "./jobs.ts";

export interface SpectrumInput extends TensorInput {
  /** As the values lie in the file. */
  size: MatrixSize;
}

/** Multiplications between two turns of the thread's loop: some ten milliseconds of work. */
const MULTIPLICATIONS_A_TURN = 10_000_000;

/** In descending order; its pieces are only turns for the thread's other jobs. Throws when a weight is not finite. */
export async function* tensorSpectrum(input: SpectrumInput): Pieces<null, Float64Array> {
  const dtype = input.tensor.dtype as Dtype;
  const gram = new RunningGram(input.size);
  let turn = 0;
  for await (const bytes of bytesOf(input)) {
    const values = valuesOf(dtype, bytes);
    if (values.some((value) => !Number.isFinite(value)))
      throw new Error(`"${input.tensor.name}" holds weights that are not finite`);
    gram.add(values);
    turn += (values.length * gram.size) / 2;
    if (turn < MULTIPLICATIONS_A_TURN) continue;
    turn = 0;
    yield { piece: null };
  }
  const steps = singularValueSteps(gram);
  let step = steps.next();
  for (; !step.done; step = steps.next()) {
    turn += step.value;
    if (turn < MULTIPLICATIONS_A_TURN) continue;
    turn = 0;
    yield { piece: null };
  }
  return step.value;
}
