// Which series shows a parameter that both the log and the checkpoints know.
import type { CheckpointSeries } from "./checkpointSeries.ts";
import type { DistributionSeries } from "./distributions.ts";

/** Counting more values than this at every step takes too long to be shown instead of what is logged. */
const MOST_COUNTED = 4_194_304;

export interface ShownWeights {
  /** By tag. */
  logged: ReadonlyMap<string, readonly DistributionSeries[]>;
  checkpointed: readonly CheckpointSeries[];
}

/**
 * Logged histograms are shown, except where buckets of another writer can only estimate what checkpoints of the same
 * steps hold exactly. `find` gives the series of the tensor that a tag means, `isExact` says of a tag that its buckets
 * are our own.
 */
export function shownWeights(
  distributions: ReadonlyMap<string, readonly DistributionSeries[]>,
  tensors: readonly CheckpointSeries[],
  find: (tag: string) => CheckpointSeries | null,
  isExact: (tag: string) => boolean,
): ShownWeights {
  const logged = new Map<string, readonly DistributionSeries[]>();
  const hidden = new Set<CheckpointSeries>();
  for (const [tag, series] of distributions) {
    const tensor = find(tag);
    if (tensor && !isExact(tag) && isBetter(tensor, series)) continue;
    logged.set(tag, series);
    if (tensor && series.some(({ length }) => length > 0)) hidden.add(tensor);
  }
  return { logged, checkpointed: tensors.filter((tensor) => !hidden.has(tensor)) };
}

function isBetter(tensor: CheckpointSeries, logged: readonly DistributionSeries[]): boolean {
  const [series, ...others] = logged;
  if (!series || others.length > 0) return false;
  const drawn = tensor.length > 0 && tensor.unavailable === null && tensor.count <= MOST_COUNTED;
  return drawn && tensor.covers(series.steps());
}
