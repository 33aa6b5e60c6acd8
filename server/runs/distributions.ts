// A parameter's distribution over the steps: each point is a place in a file, decoded when asked for.
import type { Distribution } from "#contract/distribution.ts";
import { type DistributionPoint, toColumns } from "#contract/distributionColumns.ts";
import { decodedHistogram } from "#contract/eventlog/loggedHistogram.ts";
import type { Course } from "#contract/measures/course.ts";
import { packFrame } from "#contract/frames.ts";
import type { ServerFrame } from "#contract/protocol.ts";
import { LoggedSeries } from "./loggedSeries.ts";
import { bytesAt } from "./located.ts";
import type { MeasuredSeries } from "./measuredSeries.ts";
import { pointsAtAGlance } from "./overview.ts";
import { type KnownTimes, LocatedPoints } from "./points.ts";
import type { Recent } from "./recent.ts";
import { checkRange, type SeriesOwner } from "./series.ts";

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

export class DistributionSeries extends LoggedSeries<LocatedPoints> implements MeasuredSeries {
  readonly kind = "distributions";
  readonly dtype = null;
  readonly unavailable = null;
  readonly #decoded: Recent<Distribution>;
  /** Decoded points are kept under another key when an earlier one was superseded. */
  #cuts = 0;

  constructor(
    owner: SeriesOwner,
    number: number,
    tag: string,
    known: KnownTimes,
    decoded: Recent<Distribution>,
  ) {
    super(owner, number, tag, known, LocatedPoints);
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
    return this.#decodeAll(
      Array.from({ length: to - from }, (_, i) => from + i),
      superseded,
    );
  }

  async overview(from: number, to: number): Promise<Uint8Array> {
    checkRange(this, from, to, false);
    const { id: run, generation } = this.owner;
    const series = this.owner.shownAs(this.number);
    const steps = this.points.steps.copy(from, to);
    const { indices, byChange } = await this.glance(from, to);
    const points = await this.#decodeAll([...indices], false);
    const meta: ServerFrame = { type: "overview", run, generation, series, from, byChange };
    return packFrame(meta, [steps, indices, ...toColumns(points)]);
  }

  async at(indices: readonly number[]): Promise<DistributionPoint[]> {
    for (const index of indices) checkRange(this, index, index + 1, false);
    return this.#decodeAll(indices, false);
  }

  async glance(from: number, to: number): Promise<{ indices: Uint32Array; byChange: boolean }> {
    checkRange(this, from, to, false);
    const { generation } = this.owner;
    const glance = await pointsAtAGlance(to - from, (index) => this.points.place(from + index));
    this.#checkGeneration(generation);
    return { ...glance, indices: glance.indices.map((index) => from + index) };
  }

  course(indices: readonly number[]): Promise<Course> | null {
    const own = new Set(indices);
    const before = indices.map((index) => Math.max(0, index - 1));
    const all = [...new Set([0, ...before, ...indices])].sort((a, b) => a - b);
    const places = all.map((index) => this.points.place(index));
    const { file } = places[0]!;
    if (places.some((place) => place.file !== file)) return null;
    const { steps, wallTimes } = this.points;
    return file.course({
      indices: Uint32Array.from(all),
      measured: Uint8Array.from(all, (index) => (own.has(index) ? 1 : 0)),
      starts: Float64Array.from(places, ({ start }) => start),
      ends: Float64Array.from(places, ({ end }) => end),
      kinds: Uint8Array.from(places, ({ kind }) => kind),
      steps: Float64Array.from(all, (index) => steps.at(index)!),
      wallTimes: Float64Array.from(all, (index) => wallTimes.at(index)!),
    });
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

  async #decodeAll(indices: readonly number[], superseded: boolean): Promise<DistributionPoint[]> {
    const { generation } = this.owner;
    const points: DistributionPoint[] = [];
    for (let at = 0; at < indices.length; at += POINTS_PER_READ) {
      this.#checkGeneration(generation);
      points.push(...(await this.#decode(indices.slice(at, at + POINTS_PER_READ), superseded)));
    }
    return points;
  }

  /** Points may have been superseded while earlier ones were read. */
  #checkGeneration(generation: number): void {
    if (this.owner.generation !== generation) throw new Error("the run was replaced meanwhile");
  }

  async #decode(indices: readonly number[], superseded: boolean): Promise<DistributionPoint[]> {
    const { id, generation } = this.owner;
    const kept = this.kept(superseded);
    const state = `${id} ${generation} ${this.number} ${this.#cuts} ${superseded}`;
    const wanted = indices.map((index) => ({
      key: `${state} ${index}`,
      step: kept.steps.at(index)!,
      wallTime: kept.wallTimes.at(index)!,
      place: kept.place(index),
    }));
    const found = wanted.map(({ key }) => this.#decoded.get(key));
    const missing = wanted.flatMap((one, i) => (found[i] === undefined ? [{ ...one, i }] : []));
    const read = await bytesAt(missing.map(({ place }) => place));
    missing.forEach(({ key, place, i }, n) => {
      found[i] = decodedHistogram(read[n]!, place.kind);
      this.#decoded.set(key, found[i]);
    });
    return wanted.map(({ step, wallTime }, i) => ({ step, wallTime, distribution: found[i]! }));
  }
}
