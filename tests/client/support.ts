// Short ways to make what the page is told: runs and snapshots.
import { type Distribution, summarise } from "#contract/distribution.ts";
import type { DistributionPoint } from "#contract/distributionColumns.ts";
import type {
  MetricSummary,
  ParameterSummary,
  Reached,
  RunSummary,
  ScalarSummary,
} from "#contract/protocol.ts";

export function run(name: string, more: Partial<RunSummary> = {}): RunSummary {
  return {
    id: `id of ${name}`,
    name,
    members: [name],
    generation: 1,
    architecture: null,
    parameters: [kernel()],
    scalars: [],
    blobs: [],
    metric: null,
    hparams: {},
    lastStep: 5,
    plannedSteps: null,
    firstEventAt: 900,
    lastEventAt: 1000,
    ended: null,
    examples: null,
    checkpoints: [],
    checkpointsAhead: 0,
    problems: [],
    ...more,
  };
}

export function kernel(more: Partial<ParameterSummary> = {}): ParameterSummary {
  const names = { tag: "hidden1/kernel", block: "", layer: "hidden1", parameter: "kernel" };
  const counts = {
    series: 0,
    shape: [2, 3],
    count: 6,
    points: 5,
    superseded: 0,
    lastStep: 5,
    dtype: null,
    unavailable: null,
  };
  return { ...names, ...counts, role: "kernel", quantity: "weights", ...more };
}

export function scalar(tag: string, last = NaN, more: Partial<Reached> = {}): ScalarSummary {
  const at = { lastStep: 5, lowest: last, lowestStep: 5, highest: last, highestStep: 5 };
  const reached = Number.isNaN(last) ? null : { last, ...at, diverged: false, ...more };
  return { series: 1, tag, points: 3, superseded: 0, reached };
}

/** A run that is judged by one scalar. */
export function judged(
  name: string,
  tag: string,
  last: number,
  more: Partial<Reached> = {},
): RunSummary {
  return run(name, { metric: accuracy(last, { tag }), scalars: [scalar(tag, last, more)] });
}

export function accuracy(last: number, more: Partial<MetricSummary> = {}): MetricSummary {
  const tag = "accuracy/test";
  return {
    series: 1,
    tag,
    lowerIsBetter: false,
    last,
    lastStep: 5,
    best: last,
    bestStep: 5,
    diverged: false,
    ...more,
  };
}

export function snapshot(step: number, values: ArrayLike<number>): DistributionPoint {
  return { step, wallTime: step, distribution: summarise(values) };
}

/** Values that look like weights; the same for the same seed. */
export function weights(count: number, seed: number, scale = 0.1): Float64Array {
  let state = seed * 2_654_435_761 + 1;
  return Float64Array.from({ length: count }, () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return (state / 2 ** 32 - 0.5) * 2 * scale;
  });
}

export function finiteCount({ count, nonFinite }: Distribution): number {
  return count - nonFinite;
}
