// How far two tensors' weights are apart, measured on the weights themselves.
import { setImmediate as nextTurn } from "node:timers/promises";
import { type ExactDistances, exactDistanceSteps } from "#contract/measures/exactDistances.ts";
import type { TensorBytes } from "./series.ts";

/** Rejects with an Error in words where weights cannot be had, or are too many. */
export async function weightDistances(
  a: Pick<TensorBytes, "sorted">,
  b: Pick<TensorBytes, "sorted">,
): Promise<ExactDistances> {
  const [one, other] = await Promise.all([a.sorted(), b.sorted()]);
  const steps = exactDistanceSteps(one, other);
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    await nextTurn();
  }
}
