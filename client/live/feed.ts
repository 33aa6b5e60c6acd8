// The page's one source of data: history over HTTP, where caches help, then the tail over the socket from that cursor on.
import {
  overviewPath,
  pointsPath,
  type SeriesCursor,
  type ServerMessage,
  supersededPath,
} from "#contract/protocol.ts";
import { type Connection, keepConnected, type LinkState, type World } from "./connection.ts";
import { Cursors, newPartOf, seriesKey } from "./cursors.ts";
import { decodeMessage, decodePoints, type PointsFrame } from "./messages.ts";
import { OnDemand } from "./onDemand.ts";

/** A series on screen; `known` is how many points its run's summary promises. */
export interface WatchedSeries {
  run: string;
  generation: number;
  series: number;
  known: number;
  /** Of snapshots, which are large, the history comes at a glance. */
  kind: "scalars" | "distributions";
}

/** Points `from` … `to` that a watched series does not hold, or that were superseded in it. */
export interface WantedPoints {
  run: string;
  generation: number;
  series: number;
  from: number;
  to: number;
  superseded: boolean;
}

export interface FeedListener {
  linkChanged(state: LinkState): void;
  message(message: ServerMessage): void;
  /** Points to append: gaps and repeats have been dealt with, `from` is where the page's points end. */
  points(frame: PointsFrame): void;
  /** Points that were wanted. */
  wanted(frame: PointsFrame, superseded: boolean): void;
  /** Points of a series could not be had, for a `reason` in words; they are tried again. */
  failed(points: WantedPoints, reason: string): void;
  /** Another server start: all that is known came from a life that is over. */
  forget(): void;
}

/** Where the feed finds its server; everything is relative to the page's own address. */
export interface FeedWorld extends World {
  /** Rejects with an error whose message is for people. */
  fetchBytes(path: string): Promise<ArrayBuffer>;
}

export interface Feed {
  /** Replaces the list of series that are on screen. */
  watch(series: readonly WatchedSeries[]): void;
  /** Replaces the list of points that are wanted and not there, the most urgent first. */
  want(points: readonly WantedPoints[]): void;
  retryNow(): void;
  close(): void;
}

/** Starts the feed; it runs until closed. */
export function startFeed(world: FeedWorld, listener: FeedListener): Feed {
  const cursors = new Cursors();
  const fetching = new Set<string>();
  let server: string | null = null;
  let revision = 0;
  let watched: readonly WatchedSeries[] = [];
  let wanted: readonly WantedPoints[] = [];
  const onDemand = new OnDemand(world);

  const connection: Connection = keepConnected(world, {
    greeting: () => ({ type: "resume", server, revision, watch: readyCursors() }),
    received: (data) => {
      if (typeof data === "string") take(decodeMessage(data));
      else append(decodePoints(data));
    },
    stateChanged: (state) => listener.linkChanged(state),
  });

  function take(message: ServerMessage): void {
    if (message.type === "hello") {
      if (server !== null && server !== message.server) {
        cursors.clear();
        fetching.clear();
        revision = 0;
        listener.forget();
      }
      server = message.server;
      demandWanted();
    }
    if (message.type === "runs") revision = message.revision;
    listener.message(message);
  }

  function append(frame: PointsFrame): void {
    const length = lengthOf(frame);
    const part = newPartOf(cursors.held(frame), frame.from, length);
    if (part === "known") return;
    if (part === "gap") {
      sendWatch();
      return;
    }
    cursors.advance(frame, length - part.skip);
    listener.points(withoutFirst(frame, part.skip));
  }

  /** Series whose history is on its way are left out: the socket would send it a second time. */
  function readyCursors(): SeriesCursor[] {
    return watched
      .filter((place) => !fetching.has(seriesKey(place)))
      .map((place) => cursors.cursor(place));
  }

  function sendWatch(): void {
    connection.send({ type: "watch", watch: readyCursors() });
  }

  async function fetchHistory(place: WatchedSeries, from: string): Promise<void> {
    const key = seriesKey(place);
    fetching.add(key);
    try {
      const pathOf = place.kind === "distributions" ? overviewPath : pointsPath;
      const bytes = await world.fetchBytes(pathOf(from, cursors.cursor(place), place.known));
      if (server === from) append(decodePoints(bytes));
    } catch (error) {
      // The socket sends everything after the cursor as soon as it can be had.
      const to = place.known;
      const reason = (error as Error).message;
      if (server === from) listener.failed({ ...place, from: 0, to, superseded: false }, reason);
    }
    if (server !== from) return;
    fetching.delete(key);
    sendWatch();
  }

  function demandWanted(): void {
    const from = server;
    if (from === null) return;
    const demands = wanted.map((points) => {
      const { superseded, to, ...place } = points;
      const pathOf = superseded ? supersededPath : pointsPath;
      return {
        path: pathOf(from, { ...place, points: place.from }, to),
        arrived(bytes: ArrayBuffer): void {
          if (server === from) listener.wanted(decodePoints(bytes), superseded);
        },
        failed(reason: string): void {
          if (server === from) listener.failed(points, reason);
        },
      };
    });
    onDemand.want(demands);
  }

  return {
    want(points) {
      wanted = points;
      demandWanted();
    },
    watch(series) {
      watched = series;
      for (const place of server === null ? [] : series) {
        const missing = place.known > 0 && cursors.held(place) === 0;
        if (missing && !fetching.has(seriesKey(place))) void fetchHistory(place, server!);
      }
      sendWatch();
    },
    retryNow: () => connection.retryNow(),
    close: () => connection.close(),
  };
}

function lengthOf(frame: PointsFrame): number {
  return frame.points.steps.length;
}

function withoutFirst(frame: PointsFrame, skip: number): PointsFrame {
  if (skip === 0) return frame;
  const from = frame.from + skip;
  if (frame.type === "distributions") {
    const { steps, indices, points, byChange } = frame.points;
    const known = indices.filter((index) => index < from).length;
    const rest = { indices: indices.slice(known), points: points.slice(known), byChange };
    return { ...frame, from, points: { steps: steps.subarray(skip), ...rest } };
  }
  const { steps, wallTimes, values } = frame.points;
  const points = {
    steps: steps.subarray(skip),
    wallTimes: wallTimes.subarray(skip),
    values: values.subarray(skip),
  };
  return { ...frame, from, points };
}
