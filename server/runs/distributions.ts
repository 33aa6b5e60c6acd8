// A parameter's distribution over the steps: where each point lies in its file; it is decoded when asked for.
import type { Distribution } from "#contract/distribution.ts";
import { type DistributionPoint, toColumns } from "#contract/distributionColumns.ts";
import { decodeHistogramProto, histogramFromTensor } from "#contract/eventlog/histogram.ts";
import { decodeTensor } from "#contract/eventlog/tensor.ts";
import { packFrame } from "#contract/frames.ts";
import type { ServerFrame } from "#contract/protocol.ts";
import { Column } from "./column.ts";
import { type HistogramForm, type Place, Places } from "./places.ts";
import type { Recent } from "./recent.ts";
import { checkRange, type Series, type SeriesOwner } from "./series.ts";
import { Timeline } from "./timeline.ts";

/** Points read at once: enough to hide the opening of the file, few enough to stay small. */
const POINTS_PER_READ = 64;

export class DistributionSeries implements Series {
  readonly kind = "distributions";
  readonly number: number;
  readonly tag: string;
  readonly #owner: SeriesOwner;
  readonly #decoded: Recent<Distribution>;
  readonly #timeline = new Timeline();
  readonly #places = new Places();
  readonly #counts = new Column(Float64Array);

  constructor(owner: SeriesOwner, number: number, tag: string, decoded: Recent<Distribution>) {
    this.#owner = owner;
    this.number = number;
    this.tag = tag;
    this.#decoded = decoded;
  }

  get length(): number {
    return this.#timeline.length;
  }

  get lastStep(): number {
    return this.#timeline.lastStep;
  }

  /** Number of values at the newest point. */
  get count(): number {
    return this.#counts.at(this.length - 1) ?? 0;
  }

  /** Adds a point of `count` values; true when it superseded older ones. */
  push(step: number, wallTime: number, place: Place, count: number): boolean {
    const superseded = this.#cut(this.#timeline.standingBefore(step, place.file));
    this.#timeline.push(step, wallTime, place.file);
    this.#places.push(place);
    this.#counts.push(count);
    return superseded;
  }

  /** Forgets the points at `step` and after; true when there were any. */
  supersede(step: number): boolean {
    return this.#cut(this.#timeline.firstAtOrAfter(step));
  }

  async frame(from: number, to: number): Promise<Uint8Array> {
    checkRange(this, from, to);
    const { id: run, generation } = this.#owner;
    const meta: ServerFrame = { type: "distributions", run, generation, series: this.number, from };
    const points: DistributionPoint[] = [];
    for (let at = from; at < to; at += POINTS_PER_READ) {
      // Points may have been superseded while earlier ones were read.
      if (this.#owner.generation !== generation) throw new Error("the run was replaced meanwhile");
      points.push(...(await this.#points(at, Math.min(at + POINTS_PER_READ, to))));
    }
    return packFrame(meta, toColumns(points));
  }

  async #points(from: number, to: number): Promise<DistributionPoint[]> {
    const { id, generation } = this.#owner;
    const wanted = Array.from({ length: to - from }, (_, i) => ({
      key: JSON.stringify([id, generation, this.number, from + i]),
      step: this.#timeline.steps.at(from + i)!,
      wallTime: this.#timeline.wallTimes.at(from + i)!,
      place: this.#places.at(from + i),
    }));
    const found = new Map(wanted.map(({ key }) => [key, this.#decoded.get(key)]));
    const missing = wanted.filter(({ key }) => found.get(key) === undefined);
    for (const file of new Set(missing.map(({ place }) => place.file))) {
      const inFile = missing.filter(({ place }) => place.file === file);
      const read = await file.read(inFile.map(({ place }) => place.range));
      inFile.forEach(({ key, place }, i) => found.set(key, decode(read[i]!, place.form)));
    }
    for (const { key } of missing) this.#decoded.set(key, found.get(key)!);
    return wanted.map(({ key, step, wallTime }) => ({
      step,
      wallTime,
      distribution: found.get(key)!,
    }));
  }

  #cut(length: number): boolean {
    if (length >= this.length) return false;
    this.#timeline.cut(length);
    this.#places.cut(length);
    this.#counts.cut(length);
    return true;
  }
}

function decode(bytes: Uint8Array, form: HistogramForm): Distribution {
  return form === "proto"
    ? decodeHistogramProto(bytes, 0, bytes.length)
    : histogramFromTensor(decodeTensor(bytes, 0, bytes.length));
}
