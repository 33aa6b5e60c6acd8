// A scalar over the steps: its points inline in columns, 24 bytes each, and where it was best.
import { packFrame } from "#contract/frames.ts";
import type { ServerFrame } from "#contract/protocol.ts";
import { Column } from "./column.ts";
import { checkRange, type Series, type SeriesOwner } from "./series.ts";
import type { SourceFile } from "./source.ts";
import { Timeline } from "./timeline.ts";

/** A value and the step at which it was reached. */
export interface Reached {
  value: number;
  step: number;
}

export class ScalarSeries implements Series {
  readonly kind = "scalars";
  readonly number: number;
  readonly tag: string;
  readonly #owner: SeriesOwner;
  readonly #timeline = new Timeline();
  readonly #values = new Column(Float64Array);
  /** Over the first `#weighed` points, so that a job that steps back often costs nothing until somebody asks. */
  #weighed = 0;
  #last: Reached | null = null;
  #lowest: Reached | null = null;
  #highest: Reached | null = null;

  constructor(owner: SeriesOwner, number: number, tag: string) {
    this.#owner = owner;
    this.number = number;
    this.tag = tag;
  }

  get length(): number {
    return this.#timeline.length;
  }

  get lastStep(): number {
    return this.#timeline.lastStep;
  }

  /** The newest, lowest and highest finite value; null when there is none. */
  get finite(): { last: Reached; lowest: Reached; highest: Reached } | null {
    for (; this.#weighed < this.length; this.#weighed++) this.#weigh(this.#weighed);
    const [last, lowest, highest] = [this.#last, this.#lowest, this.#highest];
    return last && lowest && highest ? { last, lowest, highest } : null;
  }

  /** Adds a point; true when it superseded older ones. */
  push(step: number, wallTime: number, file: SourceFile, value: number): boolean {
    const superseded = this.#cut(this.#timeline.standingBefore(step, file));
    this.#timeline.push(step, wallTime, file);
    this.#values.push(value);
    return superseded;
  }

  /** Forgets the points at `step` and after; true when there were any. */
  supersede(step: number): boolean {
    return this.#cut(this.#timeline.firstAtOrAfter(step));
  }

  async frame(from: number, to: number): Promise<Uint8Array> {
    checkRange(this, from, to);
    const { id: run, generation } = this.#owner;
    const meta: ServerFrame = { type: "scalars", run, generation, series: this.number, from };
    const { steps, wallTimes } = this.#timeline;
    return packFrame(
      meta,
      [steps, wallTimes, this.#values].map((column) => column.view(from, to)),
    );
  }

  #cut(length: number): boolean {
    if (length >= this.length) return false;
    this.#timeline.cut(length);
    this.#values.cut(length);
    this.#weighed = 0;
    this.#last = this.#lowest = this.#highest = null;
    return true;
  }

  #weigh(index: number): void {
    const value = this.#values.at(index)!;
    if (!Number.isFinite(value)) return;
    this.#last = { value, step: this.#timeline.steps.at(index)! };
    if (!this.#lowest || value < this.#lowest.value) this.#lowest = this.#last;
    if (!this.#highest || value > this.#highest.value) this.#highest = this.#last;
  }
}
