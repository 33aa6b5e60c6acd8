// Which runs the panel lists, and in what order.
import type { RunSummary } from "#contract/protocol.ts";
import { scoreOf, type SharedMetric } from "./metric.ts";
import { naturally } from "./runs.ts";
import { parameterCount } from "./runState.ts";
import type { SortOrder } from "./urlState.ts";

/** The runs whose name holds every word of `filter`, in upper or lower case, sorted. */
export function listing(
  runs: readonly RunSummary[],
  filter: string,
  sort: SortOrder,
  metric: SharedMetric | null,
): RunSummary[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  return runs
    .filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)))
    .sort((one, two) => compared(one, two, sort, metric) || naturally(one.name, two.name));
}

function compared(
  one: RunSummary,
  two: RunSummary,
  sort: SortOrder,
  metric: SharedMetric | null,
): number {
  switch (sort) {
    case "name":
      return 0;
    case "score": {
      const sign = metric?.lowerIsBetter ? -1 : 1;
      return descending(sign * scoreOf(one, metric), sign * scoreOf(two, metric));
    }
    case "size":
      return descending(parameterCount(one), parameterCount(two));
    case "recent":
      return descending(one.lastEventAt ?? NaN, two.lastEventAt ?? NaN);
    default:
      return sort satisfies never;
  }
}

/** Higher first, what is not known last. */
function descending(one: number, two: number): number {
  if (Number.isNaN(one) || Number.isNaN(two))
    return Number(Number.isNaN(one)) - Number(Number.isNaN(two));
  return two - one;
}
