// What server and page say to each other over the socket: one discriminated union for each direction.
import type { LogdirStatus, RunSummary } from "./summaries.ts";
import type { OverviewFrame, SeriesCursor } from "./points.ts";

/** Path of the page's socket, relative to the path prefix as all paths of ours are. */
export const SOCKET_PATH = "api/live";
/** More than this in one WebSocket message is refused. */
export const LONGEST_CLIENT_MESSAGE = 65_536;

export type ServerMessage =
  | { type: "hello"; server: string; version: string; windowTitle: string; logdir: LogdirStatus }
  | RunsMessage
  | { type: "refused"; reason: string };

/** Runs that are new or changed, runs that are gone; afterwards the page knows everything up to `revision`. */
export interface RunsMessage {
  type: "runs";
  revision: number;
  runs: RunSummary[];
  removed: string[];
  /** There where a long list goes on in the next message. */
  more?: true;
  logdir: LogdirStatus;
}

export type ClientMessage =
  /** Opens and re-opens: `server` and `revision` of what the page knows, null and 0 when nothing. */
  | { type: "resume"; server: string | null; revision: number; watch: SeriesCursor[] }
  /** Replaces the watched series. */
  | { type: "watch"; watch: SeriesCursor[] };

/** Description of a binary frame; its columns follow in the frame (see frames.ts). */
export type ServerFrame =
  /** Columns: steps f64, wall times f64, values f64; appended after the page's `from` points. */
  | { type: "scalars"; run: string; generation: number; series: number; from: number }
  /** Columns as in distributionColumns.ts. */
  | { type: "distributions"; run: string; generation: number; series: number; from: number }
  /** Points `from` … `to` of a parameter at a glance. */
  | OverviewFrame;
