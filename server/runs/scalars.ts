// A scalar over the steps, and where it was best.
import type { EventBatch } from "#contract/eventlog/batch.ts";
import { packFrame } from "#contract/frames.ts";
import type { ServerFrame } from "#contract/protocol.ts";
import { LoggedSeries } from "./loggedSeries.ts";
import { type KnownTimes, ScalarPoints } from "./points.ts";
import { checkRange, type Series, type SeriesOwner } from "./series.ts";
import type { SourceFile } from "./source.ts";

/** Indices of points. */
interface Extremes {
  last: number;
  lowest: number;
  highest: number;
}

const NO_EXTREMES: Extremes = { last: -1, lowest: -1, highest: -1 };

export class ScalarSeries extends LoggedSeries<ScalarPoints> implements Series {
  readonly kind = "scalars";
  /** Of the first `#weighed` points. */
  #extremes: Extremes | null = null;
  #weighed = 0;

  constructor(owner: SeriesOwner, number: number, tag: string, known: KnownTimes) {
    super(owner, number, tag, known, ScalarPoints);
  }

  /** Points of the newest, the lowest and the highest finite value; null when there is none. */
  get finite(): Readonly<Extremes> | null {
    if (this.#weighed < this.length)
      for (const { values, from } of this.points.values.parts(this.#weighed, this.length))
        this.#weigh(values, 0, values.length, from);
    return this.#extremes;
  }

  /** The value of a point that stands; undefined when there is no such point. */
  value(index: number): number | undefined {
    return this.points.values.at(index);
  }

  /** The step of a point that stands; undefined when there is no such point. */
  step(index: number): number | undefined {
    return this.points.steps.at(index);
  }

  override take(batch: EventBatch, from: number, to: number, file: SourceFile): boolean {
    const { length } = this;
    const isWeighed = this.#weighed === length;
    const superseded = super.take(batch, from, to, file);
    // While they are near the processor. A job that steps back often costs nothing until somebody asks.
    if (isWeighed && !superseded) this.#weigh(batch.numbers, from, to, length);
    return superseded;
  }

  async frame(from: number, to: number, superseded = false): Promise<Uint8Array> {
    checkRange(this, from, to, superseded);
    const { id: run, generation } = this.owner;
    const series = this.owner.shownAs(this.number);
    const meta: ServerFrame = { type: "scalars", run, generation, series, from };
    const { steps, wallTimes } = this.times(from, to, superseded);
    return packFrame(meta, [steps, wallTimes, this.values(from, to, superseded)]);
  }

  /** A copy of the values of points `from` … `to`. Throws a RangeError when there are not that many. */
  values(from: number, to: number, superseded = false): Float64Array {
    checkRange(this, from, to, superseded);
    return this.kept(superseded).values.copy(from, to);
  }

  protected forget(): void {
    this.#weighed = 0;
    this.#extremes = null;
  }

  /** Weighs `values[from, to)`, which are the points from `index` on. */
  #weigh(values: Float64Array | Float32Array, from: number, to: number, index: number): void {
    const known = this.#extremes ?? NO_EXTREMES;
    let { last, lowest, highest } = known;
    let low = this.value(lowest) ?? Infinity;
    let high = this.value(highest) ?? -Infinity;
    const shift = index - from;
    for (let i = from; i < to; i++) {
      const value = values[i]!;
      // NaN is neither below nor above.
      if (value < low && value !== -Infinity) {
        low = value;
        lowest = i + shift;
      }
      if (value > high && value !== Infinity) {
        high = value;
        highest = i + shift;
      }
    }
    let end = to - 1;
    while (end >= from && !Number.isFinite(values[end])) end--;
    if (end >= from) last = end + shift;
    this.#weighed = to + shift;
    if (last >= 0) this.#extremes = { last, lowest, highest };
  }
}
