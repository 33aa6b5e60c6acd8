// What is measured of weights, over HTTP: the frames that come back, and their addresses.
import { type Pair, pairsText } from "../measures/pairs.ts";
import { pointsPath, type SeriesCursor } from "./points.ts";
import { tensorPath, type TensorPlace } from "./weights.ts";

/** Description of a frame of measures; these come over HTTP only. */
export type MeasuresFrame =
  /** The course of points `from` … `to`, or of a selection of them (see selection.ts). Columns as in measures/course.ts. */
  | {
      type: "course";
      run: string;
      generation: number;
      series: number;
      from: number;
      to: number;
      byChange: boolean;
    }
  /** Per pair of points: Wasserstein, Jensen-Shannon and Kolmogorov-Smirnov f64, and whether they are estimated u8. */
  | { type: "distances" }
  /** One row: Wasserstein and Kolmogorov-Smirnov f64, of the weights themselves; NaN where a checkpoint lacks them. */
  | { type: "exactDistances" }
  /** Per two consecutive checkpoints, f64: steps from and to, ‖before‖, ‖after‖, ‖moved‖, cosine, cosine to the first. */
  | { type: "movements"; run: string; generation: number; name: string }
  /** Singular values in descending order, f64, of the kernel as a matrix. */
  | {
      type: "spectrum";
      run: string;
      generation: number;
      name: string;
      step: number;
      rows: number;
      columns: number;
    };

/** The course of points `from` … `to` of a parameter: what is measured of each (see measures/course.ts). */
export function measuresPath(server: string, cursor: SeriesCursor, to: number): string {
  return pointsPath(server, cursor, to).replace("api/points/", "api/measures/");
}

/** A parameter of one generation of one run. */
export type SeriesPlace = Omit<SeriesCursor, "points">;
/** Distances between points of two series, whatever their runs; at most `MOST_PAIRS` (see measures/pairs.ts). */
export function distancesPath(
  server: string,
  a: SeriesPlace,
  b: SeriesPlace,
  pairs: readonly Pair[],
): string {
  const [one, other] = [a, b].map(
    ({ run, generation, series }) => `${run}/${generation}/${series}`,
  );
  return `api/distances/${server}/${one}/${other}/${pairsText(pairs)}`;
}

/** How far the weights moved between consecutive checkpoints at steps `from` … `to`, both included. */
export function movementsPath(
  server: string,
  run: string,
  generation: number,
  steps: readonly [from: number, to: number],
  name: string,
): string {
  const range = `${steps[0]}/${steps[1]}`;
  return `api/movements/${server}/${run}/${generation}/${range}/${encodeURIComponent(name)}`;
}

/** The singular values of one kernel at one checkpointed step. */
export function spectrumPath(...of: Parameters<typeof tensorPath>): string {
  return tensorPath(...of).replace("api/tensors/", "api/spectra/");
}

/** The distances between two tensors' weights themselves. */
export function exactDistancesPath(server: string, a: TensorPlace, b: TensorPlace): string {
  const [one, other] = [a, b].map(
    ({ run, generation, step, name }) => `${run}/${generation}/${step}/${encodeURIComponent(name)}`,
  );
  return `api/exact/${server}/${one}/${other}`;
}
