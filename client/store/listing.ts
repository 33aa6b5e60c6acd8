// Which runs the panel lists, and in what order.
import type { RunSummary } from "#contract/protocol.ts";
import { presentScore, type SharedMetric } from "./metric.ts";
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
    .map((run) => ({ run, rank: RANKS[sort](run, metric) }))
    .sort((one, two) => {
      return descending(one.rank, two.rank) || naturally(one.run.name, two.run.name);
    })
    .map(({ run }) => run);
}

/** What each order sorts by, highest first. */
const RANKS: Readonly<Record<SortOrder, (run: RunSummary, metric: SharedMetric | null) => number>> =
  {
    name: () => 0,
    score: (run, metric) => (metric?.direction === "lower" ? -1 : 1) * presentScore(run, metric),
    size: parameterCount,
    recent: ({ lastEventAt }) => lastEventAt ?? NaN,
  };

/** Higher first, what is not known last. */
function descending(one: number, two: number): number {
  if (Number.isNaN(one) || Number.isNaN(two))
    return Number(Number.isNaN(one)) - Number(Number.isNaN(two));
  return two - one;
}
