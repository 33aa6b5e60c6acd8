// How far a run's training is, judged from what its log says and how long it has been silent.
import type { RunSummary } from "#contract/protocol.ts";
import { isOptimizers } from "./parameters.ts";

export type RunState = "waiting" | "training" | "quiet" | "finished" | "failed";

/** A run that has said nothing for this long is no longer shown as training; PyTorch's writer flushes every two minutes. */
const SILENCE_SECONDS = 600;

/** `now` in seconds since 1970. */
export function runState(run: RunSummary, now: number): RunState {
  if (run.ended !== null) return run.ended === "success" ? "finished" : "failed";
  if (run.lastStep === null || run.lastEventAt === null) return "waiting";
  if (run.plannedSteps !== null && run.lastStep >= run.plannedSteps) return "finished";
  return now - run.lastEventAt > SILENCE_SECONDS ? "quiet" : "training";
}

/** Share of the planned training that is done, or null when the log does not promise an end. */
export function progressOf(run: RunSummary): number | null {
  if (run.plannedSteps === null || run.lastStep === null || run.plannedSteps <= 0) return null;
  return Math.min(run.lastStep / run.plannedSteps, 1);
}

/** What Keras calls the scalars that it logs once an epoch, as it does weights. */
const ONCE_AN_EPOCH = /(^|\/)epoch_/;

/** "epoch" where the log counts its steps in epochs, as our trainer and Keras do, else "step". */
export function unitOf({ hparams, plannedSteps, scalars }: RunSummary): "epoch" | "step" {
  const { epochs } = hparams;
  if (typeof epochs === "number" && epochs === plannedSteps) return "epoch";
  return scalars.some(({ tag }) => ONCE_AN_EPOCH.test(tag)) ? "epoch" : "step";
}

/** Step of the newest point in the run's unit: Keras counts some of its scalars in batches. */
export function lastStepOf(run: RunSummary): number | null {
  if (unitOf(run) === "step" || run.plannedSteps !== null) return run.lastStep;
  const steps = [
    ...run.parameters.map(({ lastStep }) => lastStep),
    ...run.scalars.flatMap(({ tag, reached }) => {
      return reached && ONCE_AN_EPOCH.test(tag) ? reached.lastStep : [];
    }),
  ];
  return steps.length === 0 ? run.lastStep : Math.max(...steps);
}

/** Number of weights in all parameters that the log names, without what an optimiser keeps of each. */
export function parameterCount(run: RunSummary): number {
  return run.parameters
    .filter((parameter) => parameter.quantity === "weights" && !isOptimizers(parameter))
    .reduce((sum, { count }) => sum + count, 0);
}
