// What is said of a run's scalars, and of its values that are neither numbers nor histograms.
import type { BlobSummary, ScalarSummary } from "#contract/protocol.ts";
import type { BlobSeries } from "./blobs.ts";
import { reachedBy } from "./metrics.ts";
import type { ScalarSeries } from "./scalars.ts";

export function scalarSummaries(scalars: ReadonlyMap<string, ScalarSeries>): ScalarSummary[] {
  const series = [...scalars.values()].filter(({ length }) => length > 0);
  return series.map((one) => {
    const { number, tag, length, superseded } = one;
    return { series: number, tag, points: length, superseded, reached: reachedBy(one) };
  });
}

export function blobSummaries(blobs: ReadonlyMap<string, BlobSeries>): BlobSummary[] {
  const series = [...blobs.values()].filter(({ length }) => length > 0);
  return series.map(({ number, tag, plugin, length, superseded }) => {
    return { series: number, tag, plugin, points: length, superseded };
  });
}
