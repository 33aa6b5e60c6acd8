// Reads one checkpoint file as the follower does, and nothing else.
import { onTestFinished } from "vitest";
import { Bounds } from "../../../../server/logdir/bounds.ts";
import type { CheckpointFile } from "../../../../server/logdir/checkpoints/checkpointFile.ts";
import { ContentIds } from "../../../../server/logdir/examples/contentIds.ts";
import { DistributionCache } from "../../../../server/logdir/checkpoints/distributionCache.ts";
import { checkpointFiles } from "../../../../server/logdir/checkpoints/index.ts";
import type { Reading } from "../../../../server/logdir/reader.ts";
import { SmallFiles } from "../../../../server/logdir/tfevents/smallFiles.ts";
import { WorkerPool } from "../../../../server/logdir/workers/pool.ts";

const PATIENCE_MS = 3000;

export function readingIn(folder: string): Reading {
  const [workers, hdf5] = [new WorkerPool(), new WorkerPool(PATIENCE_MS)];
  onTestFinished(async () => {
    await workers.close();
    await hdf5.close();
  });
  const bounds = new Bounds(folder, false);
  return {
    bounds,
    workers,
    smallFiles: new SmallFiles(bounds, workers),
    hdf5,
    cache: new DistributionCache(null),
    exampleIds: new ContentIds(),
    findings: null,
  };
}

/** What a reader makes of the file: its contents, or why there are none. */
export async function read(
  path: string,
  reading: Reading,
): Promise<{ file: CheckpointFile | null; reason: string | null }> {
  const told: (CheckpointFile | null)[] = [];
  const reader = checkpointFiles.reader(path, reading, {
    events: () => {},
    checkpoint: (_, file) => told.push(file),
    examples: () => {},
  });
  await reader.look(false);
  return { file: told.at(-1) ?? null, reason: reader.problems[0]?.reason ?? null };
}
