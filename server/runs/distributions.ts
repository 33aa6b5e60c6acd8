// A parameter's distribution over the steps: each point is a place in a file, decoded when asked for.
import type { Distribution } from "#contract/distribution.ts";
import { type DistributionPoint, toColumns } from "#contract/distributionColumns.ts";
import { VALUE } from "#contract/eventlog/batch.ts";
import { decodeHistogramProto, histogramFromTensor } from "#contract/eventlog/histogram.ts";
import { decodeTensor } from "#contract/eventlog/tensor.ts";
import { packFrame } from "#contract/frames.ts";
import type { ServerFrame } from "#contract/protocol.ts";
import { LoggedSeries } from "./loggedSeries.ts";
import { LocatedPoints, type Place } from "./points.ts";
import type { Recent } from "./recent.ts";
import { checkRange, type Series, type SeriesOwner } from "./series.ts";

/** Points read at once: enough to hide the opening of the file, few enough to stay small. */
const POINTS_PER_READ = 256;

/** What was logged at one point, and where it stands. */
export interface LoggedBytes {
  step: number;
  wallTime: number;
  /** One of batch.ts's VALUE. */
  kind: number;
  bytes: Uint8Array;
}

export class DistributionSeries extends LoggedSeries<LocatedPoints> implements Series {
  readonly kind = "distributions";
  readonly #decoded: Recent<Distribution>;
  /** Decoded points are kept under another key when an earlier one was superseded. */
  #cuts = 0;

  constructor(owner: SeriesOwner, number: number, tag: string, decoded: Recent<Distribution>) {
    super(owner, number, tag, LocatedPoints);
    this.#decoded = decoded;
  }

  /** Number of values at the newest point. */
  get count(): number {
    return this.points.counts.at(this.length - 1) ?? 0;
  }

  async frame(from: number, to: number, superseded = false): Promise<Uint8Array> {
    const { id: run, generation } = this.owner;
    const series = this.owner.shownAs(this.number);
    const meta: ServerFrame = { type: "distributions", run, generation, series, from };
    return packFrame(meta, toColumns(await this.distributions(from, to, superseded)));
  }

  /** Points `from` … `to` as they are drawn. Rejects as `frame` does. */
  async distributions(from: number, to: number, superseded = false): Promise<DistributionPoint[]> {
    checkRange(this, from, to, superseded);
    const { generation } = this.owner;
    const points: DistributionPoint[] = [];
    for (let at = from; at < to; at += POINTS_PER_READ) {
      // Points may have been superseded while earlier ones were read.
      if (this.owner.generation !== generation) throw new Error("the run was replaced meanwhile");
      points.push(...(await this.#decode(at, Math.min(at + POINTS_PER_READ, to), superseded)));
    }
    return points;
  }

  /** The histograms as they were logged. Rejects as `frame` does. */
  async logged(from: number, to: number, superseded = false): Promise<LoggedBytes[]> {
    checkRange(this, from, to, superseded);
    const kept = this.kept(superseded);
    const places = Array.from({ length: to - from }, (_, i) => ({
      step: kept.steps.at(from + i)!,
      wallTime: kept.wallTimes.at(from + i)!,
      place: kept.place(from + i),
    }));
    const bytes = await bytesAt(places.map(({ place }) => place));
    return places.map(({ step, wallTime, place: { kind } }, i) => {
      return { step, wallTime, kind, bytes: bytes[i]! };
    });
  }

  protected forget(): void {
    this.#cuts++;
  }

  async #decode(from: number, to: number, superseded: boolean): Promise<DistributionPoint[]> {
    const { id, generation } = this.owner;
    const kept = this.kept(superseded);
    const state = `${id} ${generation} ${this.number} ${this.#cuts} ${superseded}`;
    const wanted = Array.from({ length: to - from }, (_, i) => ({
      key: `${state} ${from + i}`,
      step: kept.steps.at(from + i)!,
      wallTime: kept.wallTimes.at(from + i)!,
      place: kept.place(from + i),
    }));
    const found = wanted.map(({ key }) => this.#decoded.get(key));
    const missing = wanted.flatMap((one, i) => (found[i] === undefined ? [{ ...one, i }] : []));
    const read = await bytesAt(missing.map(({ place }) => place));
    missing.forEach(({ key, place, i }, n) => {
      found[i] = decoded(read[n]!, place.kind);
      this.#decoded.set(key, found[i]);
    });
    return wanted.map(({ step, wallTime }, i) => ({ step, wallTime, distribution: found[i]! }));
  }
}

/** The bytes at each of the places; those of one file are read together. */
export async function bytesAt(places: readonly Place[]): Promise<Uint8Array[]> {
  const bytes: Uint8Array[] = [];
  for (const file of new Set(places.map((place) => place.file))) {
    const inFile = places.flatMap((place, i) => (place.file === file ? [{ place, i }] : []));
    const read = await file.read(inFile.map(({ place }) => place));
    inFile.forEach(({ i }, n) => (bytes[i] = read[n]!));
  }
  return bytes;
}

function decoded(bytes: Uint8Array, kind: number): Distribution {
  return kind === VALUE.histogram
    ? decodeHistogramProto(bytes, 0, bytes.length)
    : histogramFromTensor(decodeTensor(bytes, 0, bytes.length));
}
