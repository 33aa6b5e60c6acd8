// The outside world of a feed in a page that was saved with its data: a recording speaks and answers instead of a server.
import { type DistributionPoint, fromColumns, toColumns } from "#contract/distributionColumns.ts";
import { packFrame, unpackFrame } from "#contract/frames.ts";
import { distancesBetween } from "#contract/measures/distances.ts";
import { pairsFrom } from "#contract/measures/pairs.ts";
import type { MeasuresFrame, ServerFrame } from "#contract/protocol.ts";
import type { Recording } from "#contract/snapshot/recording.ts";
import type { FeedWorld } from "./feed.ts";

/** Plays `recording` to a feed. */
export function recordedWorld(recording: Recording): FeedWorld {
  const snapshots = new Snapshots(recording.answers);
  return {
    openSocket: () => new RecordedSocket(recording) as unknown as WebSocket,
    now: () => recording.recordedAt,
    chance: () => 0,
    after(ms, callback) {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
    async fetchBytes(path) {
      const answer = recording.answers.get(path) ?? derived(snapshots, path);
      if (answer === null) throw new Error("This is not in the snapshot.");
      return new Uint8Array(answer).buffer;
    },
  };
}

/** Says what the server said first, and nothing more. */
class RecordedSocket extends EventTarget {
  readonly readyState = 1;

  constructor({ messages }: Recording) {
    super();
    setTimeout(() => {
      this.dispatchEvent(new Event("open"));
      for (const message of messages) {
        this.dispatchEvent(new MessageEvent("message", { data: JSON.stringify(message) }));
      }
    });
  }

  send(): void {
    // A recording knows all that it will ever say.
  }

  close(): void {
    // There is nothing to let go of.
  }
}

/** Answers that are worked out of the recorded snapshots; null when they do not hold what is asked for. */
function derived(snapshots: Snapshots, path: string): Uint8Array | null {
  const [, kind, , ...rest] = path.split("/");
  if (kind === "points") return someSnapshots(snapshots, rest);
  return kind === "distances" ? distances(snapshots, rest) : null;
}

/** `api/points/…/from-to` of a parameter. */
function someSnapshots(
  snapshots: Snapshots,
  [run, generation, series, range]: readonly string[],
): Uint8Array | null {
  const held = snapshots.of(`${run}/${generation}/${series}`);
  const [from, to] = (range ?? "").split("-").map(Number);
  if (held === null || from === undefined || to === undefined) return null;
  const points: DistributionPoint[] = [];
  for (let index = from; index < to; index++) {
    const point = held.get(index);
    if (point === undefined) return null;
    points.push(point);
  }
  const place = { run: run!, generation: Number(generation), series: Number(series), from };
  const meta: ServerFrame = { type: "distributions", ...place };
  return packFrame(meta, toColumns(points));
}

/** `api/distances/…`: worked out as the server does. */
function distances(snapshots: Snapshots, parts: readonly string[]): Uint8Array | null {
  const a = snapshots.of(parts.slice(0, 3).join("/"));
  const b = snapshots.of(parts.slice(3, 6).join("/"));
  const pairs = pairsFrom(parts[6] ?? "");
  if (a === null || b === null || pairs === null) return null;
  const columns = [0, 1, 2].map(() => new Float64Array(pairs.length).fill(NaN));
  const estimated = new Uint8Array(pairs.length);
  pairs.forEach(([one, two], i) => {
    const [first, second] = [a.get(one)?.distribution, b.get(two)?.distribution];
    if (first === undefined || second === undefined) return;
    const between = distancesBetween(first, second);
    columns[0]![i] = between.wasserstein;
    columns[1]![i] = between.jensenShannon;
    columns[2]![i] = between.kolmogorovSmirnov;
    estimated[i] = first.exactBins && second.exactBins ? 0 : 1;
  });
  const meta: MeasuresFrame = { type: "distances" };
  return packFrame(meta, [...columns, estimated]);
}

/** The recorded snapshots of each series (`run/generation/series`), by their index. */
class Snapshots {
  readonly #answers: Recording["answers"];
  readonly #held = new Map<string, ReadonlyMap<number, DistributionPoint> | null>();

  constructor(answers: Recording["answers"]) {
    this.#answers = answers;
  }

  of(key: string): ReadonlyMap<number, DistributionPoint> | null {
    const known = this.#held.get(key);
    if (known !== undefined) return known;
    const decoded = this.#decoded(key);
    this.#held.set(key, decoded);
    return decoded;
  }

  #decoded(key: string): ReadonlyMap<number, DistributionPoint> | null {
    for (const [path, bytes] of this.#answers) {
      if (!path.startsWith("api/overview/") || !path.includes(`/${key}/`)) continue;
      const [, indices, ...columns] = unpackFrame(new Uint8Array(bytes).buffer).columns;
      const points = fromColumns(columns);
      return new Map(Array.from(indices ?? [], (index, i) => [index, points[i]!]));
    }
    return null;
  }
}
