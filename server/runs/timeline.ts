// Steps and wall times of a series, and the rule by which a repeated step supersedes the older points.
import { Column } from "./column.ts";
import type { SourceFile } from "./source.ts";

/** Steps never fall along it: a step that does falls on points that a restarted job writes again. */
export class Timeline {
  readonly steps = new Column(Float64Array);
  readonly wallTimes = new Column(Float64Array);
  #lastFile: SourceFile | null = null;

  get length(): number {
    return this.steps.length;
  }

  /** Step of the newest point; -Infinity when there is none. */
  get lastStep(): number {
    return this.steps.at(this.length - 1) ?? -Infinity;
  }

  /**
   * Number of points that stand when `file` brings one at `step`. Older points at `step` and after are superseded:
   * a restarted job repeats them. Points at the same step of the same file all stand: some jobs log everything at 0.
   */
  standingBefore(step: number, file: SourceFile): number {
    const last = this.lastStep;
    if (step > last || (step === last && file === this.#lastFile)) return this.length;
    return this.firstAtOrAfter(step);
  }

  push(step: number, wallTime: number, file: SourceFile): void {
    this.steps.push(step);
    this.wallTimes.push(wallTime);
    this.#lastFile = file;
  }

  /** Index of the first point whose step is `step` or more; the length when there is none. */
  firstAtOrAfter(step: number): number {
    let [low, high] = [0, this.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.steps.at(middle)! < step) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  cut(length: number): void {
    this.steps.cut(length);
    this.wallTimes.cut(length);
  }
}
