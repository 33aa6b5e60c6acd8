// A recording: what a page would be told and would fetch of some models, so that it can be shown again without a server.
import { type Column, packFrame, unpackFrame } from "../frames.ts";
import { piecesOf } from "../namePath.ts";
import {
  findingsPath,
  measuresPath,
  movementsPath,
  overviewPath,
  type ParameterSummary,
  pointsPath,
  type RunSummary,
  type ServerMessage,
  supersededPath,
} from "../protocol.ts";
import { isOfOptimizer } from "../roles.ts";
import { MOST_SHOWN, MOST_SUPERSEDED } from "../selection.ts";
import { exactPaths, type Recorded, spectrumPaths } from "./weightPaths.ts";

export interface Recording {
  /** Milliseconds since 1970. */
  recordedAt: number;
  /** What the page showed: its address's query. */
  query: string;
  /** What the server says first. */
  messages: readonly ServerMessage[];
  /** What it answers, by path. */
  answers: ReadonlyMap<string, Uint8Array>;
}

/** About 20 MB of snapshots before they are compressed: of more, some parameters are recorded without them. */
const MOST_SNAPSHOTS = 4_000;

/** Weights in all checkpoints of a run that are read for how far they moved: some seconds. */
const MOST_MOVED = 200e6;

/** Paths of everything that the views show of the models; of very large ones, snapshots of as many parameters as there is room for. */
export function recordedPaths(
  server: string,
  runs: readonly RunSummary[],
  looksAt: (parameter: ParameterSummary) => boolean,
): string[] {
  const drawn = (parameter: ParameterSummary): boolean => {
    const { points, unavailable, layer, parameter: name } = parameter;
    if (looksAt(parameter)) return points > 0 && unavailable === null;
    const kept = isOfOptimizer([...piecesOf(layer), ...piecesOf(name)]);
    return points > 0 && unavailable === null && !kept;
  };
  const shown = shownTags(
    runs.map(({ parameters }) => parameters.filter(drawn)),
    looksAt,
  );
  const ofRun = (run: RunSummary): string[] => {
    const at = (series: number, from = 0) => {
      return { run: run.id, generation: run.generation, series, points: from };
    };
    const rewritten = (series: number, from: number, to: number): string[] =>
      to > from ? [supersededPath(server, at(series, from), to)] : [];
    const [first, last] = [run.checkpoints[0], run.checkpoints.at(-1)];
    const weights = run.parameters.reduce((sum, { count }) => sum + count, 0);
    const isMoved = first !== last && weights * run.checkpoints.length <= MOST_MOVED;
    return [
      ...run.parameters
        .filter(drawn)
        .flatMap(({ tag }) =>
          isMoved ? movementsPath(server, run.id, run.generation, [first!, last!], tag) : [],
        ),
      ...run.parameters.filter(drawn).flatMap((parameter) => {
        const { series, points, superseded } = parameter;
        const course = measuresPath(server, at(series), points);
        if (!shown.has(parameter.tag)) return [course];
        const newest = Math.max(superseded - MOST_SUPERSEDED, 0);
        const overview = overviewPath(server, at(series), points);
        return [overview, course, ...rewritten(series, newest, superseded)];
      }),
      ...run.scalars
        .filter(({ points }) => points > 0)
        .flatMap(({ series, points, superseded }) => [
          pointsPath(server, at(series), points),
          ...rewritten(series, 0, superseded),
        ]),
    ];
  };
  const weights = runs.map((run): Recorded => {
    const all = run.parameters.filter(drawn);
    return {
      run,
      parameters: [...all.filter(looksAt), ...all.filter((one) => !looksAt(one))],
    };
  });
  return [
    findingsPath(runs.map(({ id }) => id)),
    ...runs.flatMap(ofRun),
    ...spectrumPaths(server, weights),
    ...exactPaths(server, weights),
  ];
}

/** Of which parameters there is room for the snapshots: the one that is looked at, then as they come. */
function shownTags(
  models: readonly (readonly ParameterSummary[])[],
  looksAt: (parameter: ParameterSummary) => boolean,
): ReadonlySet<string> {
  const all = models.flat();
  const inTurn = [...all.filter(looksAt), ...all.filter((one) => !looksAt(one))];
  const snapshots = new Map<string, number>();
  for (const { tag, points } of inTurn) {
    snapshots.set(tag, (snapshots.get(tag) ?? 0) + Math.min(points, MOST_SHOWN));
  }
  let left = MOST_SNAPSHOTS;
  const shown = new Set<string>();
  for (const [tag, count] of snapshots) {
    if (shown.size > 0 && count > left) continue;
    shown.add(tag);
    left -= count;
  }
  return shown;
}

/** Weights that are not finite, and checkpoints that lack a tensor, are no reason to record nothing. */
const REFUSABLE = ["api/movements/", "api/spectra/", "api/exact/"];

/** Whether a refusal of that path only means that the models have no such thing. */
export function mayBeRefused(path: string): boolean {
  return REFUSABLE.some((start) => path.startsWith(start));
}

/** What the server would say if it had these models only; where they lie is nobody else's business. */
export function recordedMessages(
  server: string,
  runs: RunSummary[],
  windowTitle: string,
): ServerMessage[] {
  const logdir = { path: "snapshot", exists: true, reading: null, problems: [] };
  return [
    { type: "hello", server, version: "", windowTitle, logdir },
    { type: "runs", revision: 1, runs, removed: [], logdir },
  ];
}

/** The recording as bytes; they compress well. */
export function packRecording({ answers, ...meta }: Recording): Uint8Array {
  return packFrame({ ...meta, paths: [...answers.keys()] }, [...answers.values()]);
}

/** The inverse of {@link packRecording}. */
export function unpackRecording(bytes: ArrayBuffer): Recording {
  const { meta, columns } = unpackFrame(bytes);
  const { paths, ...said } = meta as Omit<Recording, "answers"> & { paths: string[] };
  const answers = new Map(paths.map((path, i) => [path, columns[i] as Column as Uint8Array]));
  return { ...said, answers };
}
