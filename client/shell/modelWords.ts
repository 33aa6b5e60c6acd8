// A model's facts in words: for the card, the rows and what a screen reader says of a circle.
import type { RunSummary } from "#contract/protocol.ts";
import { progressOf, runState, unitOf } from "../store/runState.ts";
import { wholeText } from "../ui/format.ts";

/** "epoch 7 of 15, training". */
export function progressWords(run: RunSummary, now: number): string {
  const state = runState(run, now);
  if (run.lastStep === null) return `no ${unitOf(run)} yet`;
  const planned = run.plannedSteps === null ? "" : ` of ${wholeText(run.plannedSteps)}`;
  const how = {
    waiting: "waiting",
    training: "training",
    quiet: "silent for a while",
    finished: "finished",
    failed: "ended with a failure",
  }[state];
  return `${unitOf(run)} ${wholeText(run.lastStep)}${planned}, ${how}`;
}

/** The part of the planned training that is done, for a bar: 1 where no end is known. */
export function doneShare(run: RunSummary): number {
  return run.ended === "success" ? 1 : (progressOf(run) ?? 1);
}

/** Layers that have weights of their own; all named ones where the architecture is not logged. */
export function layerCount(run: RunSummary): number {
  const weights = run.parameters.filter(({ quantity }) => quantity === "weights");
  return new Set(weights.map(({ layer }) => layer)).size;
}
