// A scalar over the steps, and where it was best.
import { packFrame } from "#contract/frames.ts";
import type { ServerFrame } from "#contract/protocol.ts";
import { LoggedSeries } from "./loggedSeries.ts";
import { type KnownTimes, ScalarPoints } from "./points.ts";
import { checkRange, type Series, type SeriesOwner } from "./series.ts";

/** A value and the step at which it was reached. */
export interface Reached {
  value: number;
  step: number;
}

export class ScalarSeries extends LoggedSeries<ScalarPoints> implements Series {
  readonly kind = "scalars";
  /** Over the first `#weighed` points, so that a job that steps back often costs nothing until somebody asks. */
  #weighed = 0;
  #last: Reached | null = null;
  #lowest: Reached | null = null;
  #highest: Reached | null = null;

  constructor(owner: SeriesOwner, number: number, tag: string, known: KnownTimes) {
    super(owner, number, tag, known, ScalarPoints);
  }

  /** The newest, lowest and highest finite value; null when there is none. */
  get finite(): { last: Reached; lowest: Reached; highest: Reached } | null {
    for (const { values, from } of this.points.values.parts(this.#weighed, this.length)) {
      this.#weigh(values, from);
    }
    this.#weighed = this.length;
    const [last, lowest, highest] = [this.#last, this.#lowest, this.#highest];
    return last && lowest && highest ? { last, lowest, highest } : null;
  }

  /** The newest value, whatever it is; null before the first. */
  get newest(): Reached | null {
    const value = this.points.values.at(this.length - 1);
    return value === undefined ? null : { value, step: this.lastStep };
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
    this.#last = this.#lowest = this.#highest = null;
  }

  #weigh(values: Float64Array | Float32Array, from: number): void {
    let [lowest, highest] = [-1, -1];
    let low = this.#lowest?.value ?? Infinity;
    let high = this.#highest?.value ?? -Infinity;
    // NaN is neither below nor above.
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      if (value < low && value !== -Infinity) [low, lowest] = [value, i];
      if (value > high && value !== Infinity) [high, highest] = [value, i];
    }
    let last = values.length - 1;
    while (last >= 0 && !Number.isFinite(values[last])) last--;
    const reached = (i: number): Reached => {
      return { value: values[i]!, step: this.points.steps.at(from + i)! };
    };
    if (last >= 0) this.#last = reached(last);
    if (lowest >= 0) this.#lowest = reached(lowest);
    if (highest >= 0) this.#highest = reached(highest);
  }
}
