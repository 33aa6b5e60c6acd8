// Points of a series over HTTP: how a stretch of them is named, and the addresses of its answers.

/** How much of a series the page has: send what lies after. */
export interface SeriesCursor {
  run: string;
  generation: number;
  series: number;
  points: number;
}

/**
 * All steps of a stretch, and the distributions of some of its points. Columns: steps f64, indices in the series of the
 * points that are there u32, and those points as in distributionColumns.ts.
 */
export interface OverviewFrame {
  type: "overview";
  run: string;
  generation: number;
  series: number;
  from: number;
  /** Whether the points in between were compared, so that none that differs is left out (see selection.ts). */
  byChange: boolean;
}

/**
 * Points `from` … `to` of a series as one frame. The generation and the server's start are part of the address,
 * so the answer never changes and may be cached for ever.
 */
export function pointsPath(server: string, cursor: SeriesCursor, to: number): string {
  const { run, generation, series, points } = cursor;
  return `api/points/${server}/${run}/${generation}/${series}/${points}-${to}`;
}

/** The same points of a parameter at a glance: their steps, and a selection of their distributions. */
export function overviewPath(server: string, cursor: SeriesCursor, to: number): string {
  return pointsPath(server, cursor, to).replace("api/points/", "api/overview/");
}

/** The same of the points that were superseded, in the order in which they were. */
export function supersededPath(server: string, cursor: SeriesCursor, to: number): string {
  return pointsPath(server, cursor, to).replace("api/points/", "api/superseded/");
}

/** The message (TensorProto, Summary.Image …) that was logged at one point of a series of blobs, as it lies in its file. */
export function blobPath(server: string, cursor: SeriesCursor): string {
  const { run, generation, series, points } = cursor;
  return `api/blobs/${server}/${run}/${generation}/${series}/${points}`;
}
