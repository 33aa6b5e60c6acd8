// One tag's points over the steps, as a log tells them: what a restarted job repeats supersedes what it wrote before.
import type { EventBatch } from "#contract/eventlog/batch.ts";
import { KnownTimes, type Points } from "./points.ts";
import { checkRange, type SeriesOwner } from "./series.ts";
import type { SourceFile } from "./source.ts";

/** Steps (the nearest doubles), and seconds since 1970. */
export interface Times {
  steps: Float64Array;
  wallTimes: Float64Array;
}

export abstract class LoggedSeries<Kept extends Points = Points> {
  readonly number: number;
  readonly tag: string;
  /** Points that came at an earlier step than the one before them. */
  outOfOrder = 0;
  protected readonly owner: SeriesOwner;
  protected readonly points: Kept;
  readonly #make: new (known: KnownTimes) => Kept;
  /** What was written again, in the order in which it was superseded. */
  #superseded: Kept | null = null;
  /** File of the newest point. */
  #file: SourceFile | null = null;
  #firstKind: number | null = null;

  /** `known` are the times of the run's series. */
  constructor(
    owner: SeriesOwner,
    number: number,
    tag: string,
    known: KnownTimes,
    make: new (known: KnownTimes) => Kept,
  ) {
    this.owner = owner;
    this.number = number;
    this.tag = tag;
    this.#make = make;
    this.points = new make(known);
  }

  get length(): number {
    return this.points.length;
  }

  get lastStep(): number {
    return this.points.lastStep;
  }

  /** Number of points that a restarted job wrote again. */
  get superseded(): number {
    return this.#superseded?.length ?? 0;
  }

  /** What the value that came first was logged as: one of batch.ts's VALUE; null before it. */
  get firstKind(): number | null {
    return this.#firstKind;
  }

  exactStep(index: number, superseded = false): bigint {
    return this.kept(superseded).exactStep(index);
  }

  /** The newest step that was logged at `seconds` since 1970 or before; null when there is none. */
  stepAt(seconds: number): number | null {
    return this.points.stepAt(seconds);
  }

  /** Copies of the steps and wall times of points `from` … `to`. Throws a RangeError when there are not that many. */
  times(from: number, to: number, superseded = false): Times {
    checkRange(this, from, to, superseded);
    const { steps, wallTimes } = this.kept(superseded);
    return { steps: steps.copy(from, to), wallTimes: wallTimes.copy(from, to) };
  }

  /** Steps of the points that stand, ascending. */
  steps(): Float64Array {
    return this.points.steps.copy(0, this.length);
  }

  /** Adds the batch's values `from` … `to`; true when some supersede older ones. */
  take(batch: EventBatch, from: number, to: number, file: SourceFile): boolean {
    const { steps } = batch;
    let superseded = false;
    this.#firstKind ??= batch.kinds[from]!;
    for (let at = from; at < to;) {
      if (steps[at]! < this.lastStep) this.outOfOrder++;
      let end = at + 1;
      while (end < to && steps[end]! >= steps[end - 1]!) end++;
      if (this.#cut(this.#standingBefore(steps[at]!, file))) superseded = true;
      this.points.append(batch, at, end, file);
      this.#file = file;
      at = end;
    }
    return superseded;
  }

  /** A job started again at `step`: supersedes the points there and after; true when there were any. */
  supersede(step: number): boolean {
    return this.#cut(this.points.firstAtOrAfter(step));
  }

  /** Those that stand, or those that were superseded. */
  protected kept(superseded: boolean): Kept {
    if (!superseded) return this.points;
    return (this.#superseded ??= new this.#make(new KnownTimes()));
  }

  /** The points from `length` on do not stand any more. */
  protected abstract forget(length: number): void;

  /**
   * Number of points that stand when `file` brings one at `step`. Older points at `step` and after are superseded:
   * a restarted job repeats them. Points at the same step of the same file all stand: some jobs log everything at 0.
   */
  #standingBefore(step: number, file: SourceFile): number {
    const last = this.lastStep;
    if (step > last || (step === last && file === this.#file)) return this.length;
    return this.points.firstAtOrAfter(step);
  }

  #cut(length: number): boolean {
    if (length >= this.length) return false;
    this.points.moveTail(length, this.kept(true));
    this.forget(length);
    return true;
  }
}
