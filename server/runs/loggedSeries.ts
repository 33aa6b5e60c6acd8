// One tag's points over the steps, as a log tells them: what a restarted job repeats supersedes what it wrote before.
import type { EventBatch } from "#contract/eventlog/batch.ts";
import type { Points } from "./points.ts";
import type { SeriesOwner } from "./series.ts";
import type { SourceFile } from "./source.ts";

export abstract class LoggedSeries<Kept extends Points = Points> {
  readonly number: number;
  readonly tag: string;
  protected readonly owner: SeriesOwner;
  protected readonly points: Kept;
  readonly #make: new () => Kept;
  /** What was written again, in the order in which it was superseded. */
  #superseded: Kept | null = null;
  /** File of the newest point. */
  #file: SourceFile | null = null;

  constructor(owner: SeriesOwner, number: number, tag: string, make: new () => Kept) {
    this.owner = owner;
    this.number = number;
    this.tag = tag;
    this.#make = make;
    this.points = new make();
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

  exactStep(index: number): bigint {
    return this.points.exactStep(index);
  }

  /** Adds the batch's values `from` … `to`; true when some supersede older ones. */
  take(batch: EventBatch, from: number, to: number, file: SourceFile): boolean {
    const { steps } = batch;
    let superseded = false;
    for (let at = from; at < to;) {
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
    return (this.#superseded ??= new this.#make());
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
