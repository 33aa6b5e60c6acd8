// What is known of every model, as columns: its score, its size, how long it took, its hyperparameters, where each scalar stands.
import type { RunSummary } from "#contract/protocol.ts";
import { offeredMetrics, scalarOf, scoreOf, type SharedMetric } from "./metric.ts";
import { naturally } from "./runs.ts";
import { lastStepOf, parameterCount, runState } from "./runState.ts";

/** Null where a model has none; NaN where it is not finite. */
export type Fact = number | string | boolean | null;

export interface FactColumn {
  /** Stands for it in the address. */
  id: string;
  title: string;
  kind: "model" | "hyperparameter" | "scalar";
  /** How its numbers are to be read. */
  reads: "plain" | "share" | "count" | "seconds";
  of: (run: RunSummary) => Fact;
}

/** Columns that hyperparameters could be called like are apart from them by this. */
const SETTING = "set.";
const LAST = "last.";

/** Every column that the models have; `now` in seconds since 1970, asked for only by what depends on it. */
export function factColumns(
  runs: readonly RunSummary[],
  metric: SharedMetric | null,
  now: () => number,
): FactColumn[] {
  return [...ownColumns(metric, now), ...hyperparameters(runs), ...scalars(runs)];
}

function ownColumns(metric: SharedMetric | null, now: () => number): FactColumn[] {
  const label = metric?.label ?? "score";
  const reads = metric?.isShare ? "share" : "plain";
  const kind = "model";
  return [
    { id: "state", title: "state", kind, reads: "plain", of: (run) => runState(run, now()) },
    { id: "score", title: label, kind, reads, of: (run) => lastScore(run, metric) },
    { id: "best", title: `best ${label}`, kind, reads, of: (run) => bestScore(run, metric) },
    {
      id: "parameters",
      title: "parameters",
      kind,
      reads: "count",
      of: (run) => parameterCount(run) || null,
    },
    { id: "steps", title: "last step", kind, reads: "count", of: lastStepOf },
    { id: "duration", title: "duration", kind, reads: "seconds", of: secondsTaken },
  ];
}

function lastScore(run: RunSummary, metric: SharedMetric | null): Fact {
  const score = scoreOf(run, metric);
  return { none: null, diverged: NaN, known: score.kind === "known" ? score.last : NaN }[
    score.kind
  ];
}

function bestScore(run: RunSummary, metric: SharedMetric | null): Fact {
  const score = scoreOf(run, metric);
  return score.kind === "none" || metric?.direction === "neither" ? null : score.best;
}

/** From the first event to the newest. */
function secondsTaken({ firstEventAt, lastEventAt }: RunSummary): Fact {
  if (firstEventAt === null || lastEventAt === null) return null;
  return Math.max(lastEventAt - firstEventAt, 0);
}

function hyperparameters(runs: readonly RunSummary[]): FactColumn[] {
  const names = new Set(runs.flatMap(({ hparams }) => Object.keys(hparams)));
  return [...names].sort(naturally).map((name) => ({
    id: `${SETTING}${name}`,
    title: name,
    kind: "hyperparameter",
    reads: "plain",
    of: ({ hparams }) => (Object.hasOwn(hparams, name) ? hparams[name]! : null),
  }));
}

function scalars(runs: readonly RunSummary[]): FactColumn[] {
  return offeredMetrics(runs).map(({ tag }) => ({
    id: `${LAST}${tag}`,
    title: tag,
    kind: "scalar",
    reads: "plain",
    of(run) {
      const scalar = scalarOf(run, [tag]);
      if (scalar === null || scalar.points === 0) return null;
      return scalar.reached === null || scalar.reached.diverged ? NaN : scalar.reached.last;
    },
  }));
}

/** Whether the models differ in it; a column of the same in every row tells nothing apart. */
export function tellsApart({ of }: FactColumn, runs: readonly RunSummary[]): boolean {
  const [first] = runs;
  return first !== undefined && runs.some((run) => !Object.is(of(run), of(first)));
}
