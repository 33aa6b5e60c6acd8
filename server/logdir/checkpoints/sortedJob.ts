// The job that puts a tensor's values in order in a worker thread.
import { type Dtype, type Values, valuesOf } from "#contract/dtypes.ts";
import { sortedFinite } from "#contract/measures/exactDistances.ts";
import type { Pieces } from "../workers/job.ts";
import { bytesOf, type TensorInput } from "./jobs.ts";

/** The finite ones in ascending order: the one piece there is. */
export async function* tensorSorted(input: TensorInput): Pieces<Values, null> {
  const dtype = input.tensor.dtype as Dtype;
  const parts: Values[] = [];
  for await (const bytes of bytesOf(input)) parts.push(valuesOf(dtype, bytes));
  const piece = sortedFinite(joined(parts));
  yield { piece, given: [piece.buffer as ArrayBuffer] };
  return null;
}

function joined(parts: readonly Values[]): Values {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const areDoubles = parts.some((part) => part instanceof Float64Array);
  const all = areDoubles ? new Float64Array(length) : new Float32Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
