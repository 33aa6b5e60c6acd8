// The scalar by which models are compared: the one asked for, else the first of the usual names that has a value.
import { lowerIsBetter, METRIC_NAMES } from "#contract/metrics.ts";
import type { MetricSummary, Reached, ScalarSummary } from "#contract/protocol.ts";
import type { ScalarSeries } from "./scalars.ts";

/** What a series reached; null when no value is finite. */
export function reachedBy(series: ScalarSeries): Reached | null {
  const { finite } = series;
  if (!finite) return null;
  const { last, lowest, highest } = finite;
  return {
    last: series.value(last)!,
    lastStep: series.step(last)!,
    lowest: series.value(lowest)!,
    lowestStep: series.step(lowest)!,
    highest: series.value(highest)!,
    highestStep: series.step(highest)!,
    diverged: last < series.length - 1,
  };
}

/** The metric among `scalars`, `wanted` (a tag) before all; null when none of the names has a finite value. */
export function metricOf(
  scalars: readonly ScalarSummary[],
  wanted: string | null,
): MetricSummary | null {
  const byName = new Map<string, ScalarSummary>();
  for (const scalar of scalars) {
    const name = scalar.tag.toLowerCase();
    if (scalar.reached && !byName.has(name)) byName.set(name, scalar);
  }
  const names = wanted === null ? METRIC_NAMES : [wanted.toLowerCase(), ...METRIC_NAMES];
  const name = names.find((one) => byName.has(one));
  return name === undefined ? null : metricFrom(byName.get(name)!);
}

function metricFrom({ series, tag, reached }: ScalarSummary): MetricSummary | null {
  if (!reached) return null;
  const { last, lastStep, diverged } = reached;
  const lower = lowerIsBetter(tag);
  const best = lower ? reached.lowest : reached.highest;
  const bestStep = lower ? reached.lowestStep : reached.highestStep;
  return { series, tag, lowerIsBetter: lower, last, lastStep, best, bestStep, diverged };
}
