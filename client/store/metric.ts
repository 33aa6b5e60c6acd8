// The one score that all models are judged by on this page: which tag, which way is better, which values it takes.
import type { RunSummary } from "#contract/protocol.ts";

export interface SharedMetric {
  tag: string;
  /** The tag in words: "test accuracy". */
  label: string;
  lowerIsBetter: boolean;
  /** Last and best values of all runs that have it. */
  values: number[];
  /** Whether the values are shares that read well as percentages. */
  isShare: boolean;
}

/** The metric that most runs have; null when none has any. */
export function sharedMetric(runs: readonly RunSummary[]): SharedMetric | null {
  const votes = new Map<string, number>();
  for (const { metric } of runs)
    if (metric) votes.set(metric.tag, (votes.get(metric.tag) ?? 0) + 1);
  const [tag] = [...votes].sort((one, two) => two[1] - one[1])[0] ?? [];
  if (tag === undefined) return null;
  const metrics = runs.flatMap(({ metric }) => (metric?.tag === tag ? [metric] : []));
  const values = metrics.flatMap(({ last, best }) => [last, best]).filter(Number.isFinite);
  const lowerIsBetter = metrics[0]!.lowerIsBetter;
  const isShare = !lowerIsBetter && values.every((value) => value >= 0 && value <= 1);
  return { tag, label: inWords(tag), lowerIsBetter, values, isShare };
}

/** The run's present score by the shared metric; NaN when it has none. */
export function scoreOf(run: RunSummary, metric: SharedMetric | null): number {
  return metric !== null && run.metric?.tag === metric.tag ? run.metric.last : NaN;
}

const SPLITS = ["test", "validation", "val", "eval", "train"];

function inWords(tag: string): string {
  const words = tag.split(/[/_.\s]+/).filter(Boolean);
  const last = words.at(-1) ?? "";
  return (SPLITS.includes(last) ? [last, ...words.slice(0, -1)] : words).join(" ");
}
