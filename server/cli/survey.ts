// What `layerlapse inspect` finds out about a run: of each tag its steps and what is wrong with them.
import type { Problem } from "#contract/protocol.ts";
import type { UnfinishedFile } from "../logdir/index.ts";
import type {
  BlobSeries,
  CheckpointSeries,
  DistributionSeries,
  LoggedRun,
  ScalarSeries,
} from "../runs/index.ts";
import { differentSteps, type Gaps, gapsIn } from "./gaps.ts";
import type { ReadLogdir } from "./readLogdir.ts";

/** One run. These fields are what `--json` prints: they stay. */
export interface RunSurvey {
  name: string;
  tags: TagSurvey[];
  /** Steps that have a checkpoint. */
  checkpoints: number[];
  /** By how much the numbers in their names are ahead of that: 1 where Keras counts them from 1, and its log from 0. */
  checkpointsAhead: number;
  /** What the network can be tried on: how many, of what shape, with labels or not; null where there are none. */
  examples: { file: string; count: number; shape: number[]; hasLabels: boolean } | null;
  /** Files whose last record is not whole yet, and from which byte on. */
  unfinished: { file: string; offset: number }[];
  /** What could not be read, where (in bytes, or null), and why. */
  problems: Problem[];
}

/** One tag of one run. */
export interface TagSurvey {
  /** `scalars`, `histograms`, `checkpointed` (a tensor), or the name of the TensorBoard plugin that draws it. */
  kind: string;
  tag: string;
  /** Values that stand, and the different steps that they are at. */
  values: number;
  steps: number;
  /** A step beyond 2^53 is written as a string. */
  firstStep: number | string;
  lastStep: number | string;
  /** Values that came at an earlier step than the one before them. */
  outOfOrder: number;
  /** Values that were written again: they do not stand. */
  superseded: number;
  /** Steps that are left out; null when no step is usual. */
  gaps: Gaps | null;
  /** Scalars that are NaN or infinite, or such weights in all histograms; null where it is not told. */
  nonFinite: number | null;
}

type AnySeries = ScalarSeries | DistributionSeries | BlobSeries;

/** All runs, one after the other. */
export async function* surveyOf({ runs, unfinished }: ReadLogdir): AsyncGenerator<RunSurvey> {
  for (const run of runs.logged()) {
    const problems = [...run.problems];
    const tags: TagSurvey[] = [];
    for (const series of seriesOf(run)) {
      if (series.length > 0) tags.push(await tagOf(series, problems));
    }
    for (const series of run.tensors) if (series.length > 0) tags.push(tensorOf(series));
    yield {
      name: run.name,
      tags,
      checkpoints: [...run.checkpoints],
      checkpointsAhead: run.checkpointsAhead,
      examples: examplesIn(run),
      unfinished: unfinished
        .filter((one) => one.run === run.name && !problems.some((told) => isOf(told, one)))
        .map(({ file, offset }) => ({ file, offset })),
      problems,
    };
  }
}

function examplesIn({ examples }: LoggedRun): RunSurvey["examples"] {
  if (!examples) return null;
  const { path, count, shape, hasLabels } = examples;
  return { file: path, count, shape: [...shape], hasLabels };
}

const isOf = (problem: Problem, { file, offset }: UnfinishedFile): boolean =>
  problem.file === file && (problem.offset ?? offset) === offset;

function seriesOf({ scalars, distributions, others }: LoggedRun): AnySeries[] {
  const blobs = [...others.values()].toSorted((a, b) => (a.plugin < b.plugin ? -1 : 1));
  return [...scalars.values(), ...[...distributions.values()].flat(), ...blobs];
}

/** What only checkpoints hold; its weights are not read. */
function tensorOf(series: CheckpointSeries): TagSurvey {
  const steps = Float64Array.from({ length: series.length }, (_, i) => Number(series.exactStep(i)));
  return {
    kind: "checkpointed",
    tag: series.tag,
    values: series.length,
    steps: differentSteps(steps),
    firstStep: steps[0]!,
    lastStep: steps.at(-1)!,
    outOfOrder: 0,
    superseded: 0,
    gaps: gapsIn(steps),
    nonFinite: null,
  };
}

async function tagOf(series: AnySeries, problems: Problem[]): Promise<TagSurvey> {
  const { tag, length, superseded, outOfOrder } = series;
  const { steps } = series.times(0, length);
  return {
    kind: kindOf(series),
    tag,
    values: length,
    steps: differentSteps(steps),
    firstStep: stepOf(series, 0),
    lastStep: stepOf(series, length - 1),
    outOfOrder,
    superseded,
    gaps: gapsIn(steps),
    nonFinite: await nonFiniteIn(series, problems),
  };
}

function kindOf(series: AnySeries): string {
  if (series.kind === "scalars") return "scalars";
  return series.kind === "distributions" ? "histograms" : series.plugin;
}

function stepOf(series: AnySeries, index: number): number | string {
  const step = series.exactStep(index);
  return Number.isSafeInteger(Number(step)) ? Number(step) : step.toString();
}

const SCALARS_PER_READ = 65_536;
const HISTOGRAMS_PER_READ = 256;

async function nonFiniteIn(series: AnySeries, problems: Problem[]): Promise<number | null> {
  if (series.kind === "scalars") return nonFiniteScalars(series);
  if (series.kind === "blobs") return null;
  let found = 0;
  try {
    for (let from = 0; from < series.length; from += HISTOGRAMS_PER_READ) {
      const to = Math.min(from + HISTOGRAMS_PER_READ, series.length);
      for (const { distribution } of await series.distributions(from, to))
        found += distribution.nonFinite;
    }
  } catch (error) {
    const reason = `its histograms cannot be read: ${(error as Error).message}`;
    problems.push({ file: series.tag, offset: null, reason });
    return null;
  }
  return found;
}

function nonFiniteScalars(series: ScalarSeries): number {
  let found = 0;
  for (let from = 0; from < series.length; from += SCALARS_PER_READ) {
    const values = series.values(from, Math.min(from + SCALARS_PER_READ, series.length));
    for (const value of values) if (!Number.isFinite(value)) found++;
  }
  return found;
}
