// The one score that all models are judged by on this page: which tag, which way is better, which values it takes.
import { lowerIsBetter, measureOf, METRIC_NAMES } from "#contract/metrics.ts";
import type { RunSummary, ScalarSummary } from "#contract/protocol.ts";

/** Which way of a scalar is better; of a learning rate or a clock, neither is. */
export type Direction = "higher" | "lower" | "neither";

export interface SharedMetric {
  /** A run is judged by the first of these tags that it has. */
  tags: readonly string[];
  /** In words: "test accuracy". */
  label: string;
  direction: Direction;
  /** Newest and best values of all runs that have it. */
  values: number[];
  /** Whether the values are shares that read well as percentages. */
  isShare: boolean;
}

/** How a run stands by the shared metric. */
export type Score =
  | { kind: "none" }
  /** The newest value is not finite; `last` is the newest that is. */
  | { kind: "diverged"; last: number; lastStep: number; best: number; bestStep: number }
  | { kind: "known"; last: number; lastStep: number; best: number; bestStep: number };

/** The chosen tag, else the metric that most runs have; null when none has any. */
export function sharedMetric(
  runs: readonly RunSummary[],
  chosen: string | null,
): SharedMetric | null {
  const tags = chosen === null ? usualTags(runs) : [chosen];
  const [tag] = tags;
  if (tag === undefined) return null;
  const reached = runs.flatMap((run) => scalarOf(run, tags)?.reached ?? []);
  const direction = directionOf(tag);
  const best = direction === "lower" ? "lowest" : "highest";
  const values = reached.flatMap((one) => [one.last, one[best]]);
  const isShare =
    direction === "higher" && reached.every(({ lowest, highest }) => lowest >= 0 && highest <= 1);
  const label = tags.length === 1 ? inWords(tag) : measureOf(tag)!.label;
  return { tags, label, direction, values, isShare };
}

/** The tag that most runs are judged by, and all that mean the same under a name of other writers. */
function usualTags(runs: readonly RunSummary[]): string[] {
  const votes = new Map<string, { tags: Map<string, number>; runs: number }>();
  for (const { metric } of runs) {
    if (metric === null) continue;
    const name = measureOf(metric.tag)?.label ?? metric.tag;
    const measure = votes.get(name) ?? { tags: new Map(), runs: 0 };
    votes.set(name, measure);
    measure.runs++;
    measure.tags.set(metric.tag, (measure.tags.get(metric.tag) ?? 0) + 1);
  }
  const [most] = [...votes.values()].sort((one, two) => two.runs - one.runs);
  return [...(most?.tags ?? [])].sort((one, two) => two[1] - one[1]).map(([tag]) => tag);
}

/** Names of what is better when it is higher; a rate, a time or a counter is not named so. */
const HIGHER =
  /acc|precision|recall|f_?score|auc|iou|dice|bleu|rouge|reward|(?<![a-z\d])(f1|r2|map|top_?\d)(?![a-z])/i;

export function directionOf(tag: string): Direction {
  if (lowerIsBetter(tag)) return "lower";
  const isUsual = METRIC_NAMES.includes(tag.toLowerCase());
  return isUsual || HIGHER.test(tag) ? "higher" : "neither";
}

/** The run's series of the first of the tags that it has. */
export function scalarOf(run: RunSummary, tags: readonly string[]): ScalarSummary | null {
  for (const tag of tags) {
    const found = run.scalars.find((scalar) => scalar.tag === tag);
    if (found) return found;
  }
  return null;
}

/** How the run stands by the shared metric. */
export function scoreOf(run: RunSummary, metric: SharedMetric | null): Score {
  const reached = metric === null ? null : scalarOf(run, metric.tags)?.reached;
  if (metric === null || !reached) return { kind: "none" };
  const { last, lastStep, lowest, lowestStep, highest, highestStep, diverged } = reached;
  const [best, bestStep] =
    metric.direction === "lower" ? [lowest, lowestStep] : [highest, highestStep];
  return { kind: diverged ? "diverged" : "known", last, lastStep, best, bestStep };
}

/** The score as it is now: NaN when there is none, or none that is finite any more. */
export function presentScore(run: RunSummary, metric: SharedMetric | null): number {
  const score = scoreOf(run, metric);
  return score.kind === "known" ? score.last : NaN;
}

/** A scalar that models may be judged by. */
export interface OfferedMetric {
  tag: string;
  direction: Direction;
  /** How many of the models have it. */
  models: number;
}

/** Every scalar that a model has: the usual scores first, as they are looked for, then all others by name. */
export function offeredMetrics(runs: readonly RunSummary[]): OfferedMetric[] {
  const models = new Map<string, number>();
  for (const { scalars } of runs)
    for (const { tag } of scalars) models.set(tag, (models.get(tag) ?? 0) + 1);
  const rank = (tag: string): number => {
    const place = METRIC_NAMES.indexOf(tag.toLowerCase());
    return place < 0 ? METRIC_NAMES.length : place;
  };
  return [...models]
    .map(([tag, count]) => ({ tag, direction: directionOf(tag), models: count }))
    .sort((one, two) => rank(one.tag) - rank(two.tag) || byName.compare(one.tag, two.tag));
}

const byName = new Intl.Collator("en", { numeric: true });
const SPLITS = ["test", "validation", "val", "eval", "train"];

function inWords(tag: string): string {
  const words = tag.split(/[/_.\s]+/).filter(Boolean);
  const last = words.at(-1) ?? "";
  return (SPLITS.includes(last) ? [last, ...words.slice(0, -1)] : words).join(" ");
}
