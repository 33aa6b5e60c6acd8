// A model's facts in words: for the card, the rows and what a screen reader says of a circle.
import type { RunSummary } from "#contract/protocol.ts";
import { isOptimizers } from "../store/parameters.ts";
import { scoreOf, type SharedMetric } from "../store/metric.ts";
import {
  lastStepOf,
  parameterCount,
  progressOf,
  type RunState,
  unitOf,
} from "../store/runState.ts";
import { letter, type SlotName } from "../store/selectionRules.ts";
import { scoreText, wholeText } from "../ui/format.ts";
import { printable } from "../ui/printable.ts";

/** "test accuracy 96.70%", or what there is instead of a score. */
export function scoreWords(run: RunSummary, metric: SharedMetric | null): string {
  if (metric === null) return "no score logged";
  const score = scoreOf(run, metric);
  switch (score.kind) {
    case "none":
      return `no ${metric.label} logged`;
    case "diverged":
      return `${metric.label} diverged: newer values are not finite`;
    case "known":
      return `${metric.label} ${scoreText(score.last, metric.isShare)}`;
    default:
      return score satisfies never;
  }
}

/** The same in as few letters as a table has room for. */
export function shortScore(run: RunSummary, metric: SharedMetric | null): string {
  const score = scoreOf(run, metric);
  if (score.kind === "diverged") return "diverged";
  return score.kind === "none" ? "–" : scoreText(score.last, metric?.isShare ?? false);
}

/** How a model stands as its circle shows it. */
interface Standing {
  metric: SharedMetric | null;
  state: RunState;
  isReading: boolean;
  slot: SlotName | undefined;
  isBeyond: boolean;
}

/** What a screen reader says of a circle. */
export function circleWords(run: RunSummary, standing: Standing): string {
  const { metric, state, isReading, slot, isBeyond } = standing;
  return [
    printable(run.name),
    scoreWords(run, metric),
    ...(isBeyond ? ["beyond the axis"] : []),
    `${wholeText(parameterCount(run))} parameters`,
    progressWords(run, state, isReading),
    ...(slot ? [`chosen as ${letter(slot)}`] : []),
  ].join(", ");
}

/** "epoch 7 of 15, training"; while the log directory `isReading`, nothing yet may be much in a moment. */
export function progressWords(run: RunSummary, state: RunState, isReading: boolean): string {
  if (state === "quiet" && isOnlyCheckpoints(run)) return checkpointWords(run)!;
  const lastStep = lastStepOf(run);
  if (lastStep === null) return isReading ? "being read" : `no ${unitOf(run)} yet`;
  const planned = run.plannedSteps === null ? "" : ` of ${wholeText(run.plannedSteps)}`;
  const how = {
    waiting: "waiting",
    training: "training",
    quiet: "silent for a while",
    finished: "finished",
    failed: "ended with a failure",
  }[state];
  return `${unitOf(run)} ${wholeText(lastStep)}${planned}, ${how}`;
}

/** "3 checkpoints, steps 2–6"; null without any. */
export function checkpointWords({ checkpoints, checkpointsAhead }: RunSummary): string | null {
  const [first, last] = [checkpoints[0], checkpoints.at(-1)];
  if (first === undefined || last === undefined) return null;
  const range = (ahead: number): string =>
    first === last
      ? wholeText(first + ahead)
      : `${wholeText(first + ahead)}–${wholeText(last + ahead)}`;
  const count =
    first === last ? "1 checkpoint, step" : `${wholeText(checkpoints.length)} checkpoints, steps`;
  const named =
    checkpointsAhead === 0
      ? ""
      : ` (their files say ${range(checkpointsAhead)}: Keras counts those from 1)`;
  return `${count} ${range(0)}${named}`;
}

/** Whether nothing but checkpoints tells of the run. */
export function isOnlyCheckpoints({ scalars, parameters, checkpoints }: RunSummary): boolean {
  const isLogged = scalars.length > 0 || parameters.some(({ dtype }) => dtype === null);
  return checkpoints.length > 0 && !isLogged;
}

/** The part of the planned training that is done, for a bar: 1 where no end is known. */
export function doneShare(run: RunSummary): number {
  return run.ended === "success" ? 1 : (progressOf(run) ?? 1);
}

/** Layers that have weights of their own; all named ones where the architecture is not logged. */
export function layerCount(run: RunSummary): number {
  const weights = run.parameters.filter((parameter) => {
    return parameter.quantity === "weights" && !isOptimizers(parameter);
  });
  return new Set(weights.map(({ layer }) => layer)).size;
}

/** What the page has no picture for, by the name of the plugin that draws it elsewhere; the model's JSON is drawn as layers. */
const DRAWN_PLUGINS: ReadonlySet<string> = new Set(["graph_keras_model"]);

/** "3 text, 12 images (not drawn)"; null where nothing else is logged. */
export function alsoLogged(run: RunSummary): string | null {
  const counts = new Map<string, number>();
  for (const { plugin, points } of run.blobs) {
    if (!DRAWN_PLUGINS.has(plugin)) counts.set(plugin, (counts.get(plugin) ?? 0) + points);
  }
  if (counts.size === 0) return null;
  const parts = [...counts].map(
    ([plugin, count]) => `${wholeText(count)} ${printable(plugin, 24)}`,
  );
  return `${parts.join(", ")} (not drawn)`;
}
