// Points of a series as columns of equal length: steps, wall times, and what its kind adds.
import type { EventBatch } from "#contract/eventlog/batch.ts";
import { Column } from "./column.ts";
import { CommonColumn, KnownColumns } from "./commonColumn.ts";
import { NarrowColumn } from "./narrowColumn.ts";
import type { SourceFile } from "./source.ts";
import { SteadyColumn } from "./steadyColumn.ts";

/** The columns of a run's series that they may hold together. */
export class KnownTimes {
  readonly steps = new KnownColumns();
  readonly wallTimes = new KnownColumns();
}

/** Columns that grow together. Steps never fall along them. */
export abstract class Points {
  readonly steps: CommonColumn;
  readonly wallTimes: CommonColumn;
  /** The steps themselves, from the first one on that is no double. */
  #exactSteps: Column<BigInt64Array> | null = null;

  constructor(known: KnownTimes) {
    this.steps = new CommonColumn(known.steps);
    this.wallTimes = new CommonColumn(known.wallTimes);
  }

  get length(): number {
    return this.steps.length;
  }

  /** Step of the newest point; -Infinity when there is none. */
  get lastStep(): number {
    return this.steps.at(this.length - 1) ?? -Infinity;
  }

  exactStep(index: number): bigint {
    return this.#exactSteps?.at(index) ?? BigInt(this.steps.at(index)!);
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

  /** The step of the newest point whose wall time, as they ascend, is `seconds` or less; null when there is none. */
  stepAt(seconds: number): number | null {
    let [low, high] = [0, this.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.wallTimes.at(middle)! <= seconds) low = middle + 1;
      else high = middle;
    }
    return this.steps.at(low - 1) ?? null;
  }

  /** Adds the batch's values `from` … `to`. */
  append(batch: EventBatch, from: number, to: number, file: SourceFile): void {
    if (batch.exactSteps) this.#keepExact().append(batch.exactSteps, from, to);
    else if (this.#exactSteps) {
      for (let i = from; i < to; i++) this.#exactSteps.push(BigInt(batch.steps[i]!));
    }
    this.steps.append(batch.steps, from, to);
    this.wallTimes.append(batch.wallTimes, from, to);
    this.appendOwn(batch, from, to, file);
  }

  /** Moves the points from `length` on to the end of `target`, which is of the same kind. */
  moveTail(length: number, target: this): void {
    if (this.#exactSteps) this.#exactSteps.moveTail(length, target.#keepExact());
    else if (target.#exactSteps) {
      for (let i = length; i < this.length; i++) target.#exactSteps.push(this.exactStep(i));
    }
    this.steps.moveTail(length, target.steps);
    this.wallTimes.moveTail(length, target.wallTimes);
    this.moveOwn(length, target);
  }

  protected abstract appendOwn(batch: EventBatch, from: number, to: number, file: SourceFile): void;
  protected abstract moveOwn(length: number, target: this): void;

  #keepExact(): Column<BigInt64Array> {
    if (this.#exactSteps) return this.#exactSteps;
    const exact = new Column<BigInt64Array>(BigInt64Array);
    for (let i = 0; i < this.length; i++) exact.push(BigInt(this.steps.at(i)!));
    return (this.#exactSteps = exact);
  }
}

/** Numbers, inline: 20 bytes a point where nothing is held together, 4 where all is. */
export class ScalarPoints extends Points {
  readonly values = new NarrowColumn();

  protected appendOwn(batch: EventBatch, from: number, to: number): void {
    this.values.append(batch.numbers, from, to);
  }

  protected moveOwn(length: number, target: this): void {
    this.values.moveTail(length, target.values);
  }
}

/** Where a point's bytes lie, and what they are. */
export interface Place {
  file: SourceFile;
  start: number;
  end: number;
  /** One of batch.ts's VALUE. */
  kind: number;
}

/** Places in files: 16 bytes a point beside the times, however large its value. */
export class LocatedPoints extends Points {
  /** How many values a histogram counts. */
  readonly counts = new NarrowColumn();
  readonly #starts = new Column<Float64Array>(Float64Array);
  readonly #lengths = new Column<Uint32Array>(Uint32Array);
  readonly #kinds = new SteadyColumn();
  readonly #fileNumbers = new SteadyColumn();
  readonly #files: SourceFile[] = [];

  place(index: number): Place {
    const start = this.#starts.at(index)!;
    return {
      file: this.#files[this.#fileNumbers.at(index)!]!,
      start,
      end: start + this.#lengths.at(index)!,
      kind: this.#kinds.at(index)!,
    };
  }

  protected appendOwn(batch: EventBatch, from: number, to: number, file: SourceFile): void {
    this.counts.append(batch.numbers, from, to);
    this.#starts.append(batch.starts, from, to);
    this.#lengths.append(batch.lengths, from, to);
    this.#kinds.append(batch.kinds, from, to);
    this.#fileNumbers.fill(this.#numberOf(file), to - from);
  }

  protected moveOwn(length: number, target: this): void {
    for (let i = length; i < this.#fileNumbers.length; i++) {
      target.#fileNumbers.fill(target.#numberOf(this.#files[this.#fileNumbers.at(i)!]!), 1);
    }
    this.#fileNumbers.cut(length);
    this.counts.moveTail(length, target.counts);
    this.#starts.moveTail(length, target.#starts);
    this.#lengths.moveTail(length, target.#lengths);
    this.#kinds.moveTail(length, target.#kinds);
  }

  #numberOf(file: SourceFile): number {
    const known = this.#files.lastIndexOf(file);
    return known >= 0 ? known : this.#files.push(file) - 1;
  }
}
