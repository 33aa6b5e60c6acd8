// What each of TensorBoard's addresses answers, by its path below `data/`.
import type { LogdirStatus } from "#contract/protocol.ts";
import type { LoggedRun, Runs } from "../../runs/index.ts";
import { distributionsJson, histogramsJson } from "./histograms.ts";
import { pythonText } from "./pythonText.ts";
import { scalarsCsv, scalarsJson } from "./scalars.ts";
import { histogramTags, scalarTags } from "./tags.ts";

/** What the answers are made of. */
export interface TensorboardOptions {
  runs: Runs;
  status: () => LogdirStatus;
  version: string;
  windowTitle: string;
}

export const JSON_TYPE = "application/json";
const CSV_TYPE = "text/csv; charset=utf-8";

/** A value to be written as JSON, or text that comes piece by piece. */
export type Answer =
  | { json: unknown }
  | { type: string; pieces: Iterable<string> | AsyncIterable<string> };

/** What TensorBoard says, and how, of what it has not or does not understand (its errors.py). */
export class TensorboardError extends Error {
  readonly status: number;

  constructor(status: 400 | 404, message: string) {
    super(message);
    this.status = status;
  }
}

type Answering = (options: TensorboardOptions, query: URLSearchParams) => Answer;

export const ANSWERS: Readonly<Record<string, Answering>> = {
  environment: ({ status, version, windowTitle }) => ({
    json: {
      version,
      data_location: status().path,
      window_title: windowTitle,
      experiment_name: "",
      experiment_description: "",
      creation_time: 0,
    },
  }),
  logdir: ({ status }) => ({ json: { logdir: status().path } }),
  window_properties: ({ windowTitle }) => ({ json: { window_title: windowTitle } }),
  runs: ({ runs }) => ({ json: runNames(runs.logged()) }),
  "plugin/scalars/tags": ({ runs }) => ({ json: scalarTags(runs.logged()) }),
  "plugin/scalars/scalars": ({ runs }, query) => {
    const { run, tag } = wanted(query);
    const series = runs.loggedIn(run)?.scalars.get(tag);
    if (!series || series.length === 0) {
      const which = `run=${pythonText(run)}, tag=${pythonText(tag)}`;
      throw new TensorboardError(404, `Not found: No scalar data for ${which}`);
    }
    return query.get("format") === "csv"
      ? { type: CSV_TYPE, pieces: scalarsCsv(series) }
      : { type: JSON_TYPE, pieces: scalarsJson(series) };
  },
  "plugin/histograms/tags": ({ runs }) => ({ json: histogramTags(runs.logged()) }),
  "plugin/histograms/histograms": histograms(histogramsJson),
  "plugin/distributions/tags": ({ runs }) => ({ json: histogramTags(runs.logged()) }),
  "plugin/distributions/distributions": histograms(distributionsJson),
};

function histograms(json: typeof histogramsJson): Answering {
  return ({ runs }, query) => {
    const { run, tag } = wanted(query);
    const series = runs.loggedIn(run)?.distributions.get(tag) ?? [];
    if (series.every(({ length }) => length === 0)) {
      const which = `tag ${pythonText(tag)} for run ${pythonText(run)}`;
      throw new TensorboardError(404, `Not found: No histogram ${which}`);
    }
    return { type: JSON_TYPE, pieces: json(series) };
  };
}

function wanted(query: URLSearchParams): { run: string; tag: string } {
  const [run, tag] = [query.get("run"), query.get("tag")];
  if (run !== null && tag !== null) return { run, tag };
  const given = `tag=${pythonText(tag)}, run=${pythonText(run)}`;
  throw new TensorboardError(400, `Invalid argument: Both run and tag must be specified: ${given}`);
}

/** By their first event, those without one last; as TensorBoard, those that only have checkpoints are left out. */
function runNames(runs: readonly LoggedRun[]): string[] {
  return runs
    .map((run) => ({ name: run.name, startedAt: startOf(run), empty: isEmpty(run) }))
    .filter(({ empty }) => !empty)
    .toSorted((a, b) => compare(a.startedAt, b.startedAt) || compare(a.name, b.name))
    .map(({ name }) => name);
}

const compare = <One extends number | string>(a: One, b: One): number =>
  a < b ? -1 : a > b ? 1 : 0;

function isEmpty({ checkpoints, scalars, distributions, others }: LoggedRun): boolean {
  return checkpoints.length > 0 && scalars.size + distributions.size + others.size === 0;
}

/** Seconds since 1970 of the earliest first point that stands; infinity when there is none. */
function startOf({ scalars, distributions, others }: LoggedRun): number {
  let start = Infinity;
  for (const one of [
    ...scalars.values(),
    ...[...distributions.values()].flat(),
    ...others.values(),
  ]) {
    if (one.length > 0) start = Math.min(start, one.times(0, 1).wallTimes[0]!);
  }
  return start;
}
