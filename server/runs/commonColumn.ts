// A column that series hold together as long as they agree: most tags of a run are logged at the same steps.
import { Column } from "./column.ts";

/** Numbers, and how many series hold the first of them. */
interface Held {
  readonly numbers: Column<Float64Array>;
  holders: number;
  /** How often it, or what it was copied from, was left for a copy. */
  readonly copies: number;
}

/** Of the columns of a run, so many are looked at for the same numbers. */
const MOST_KNOWN = 4;
/** A job that steps back again and again must not have every series copied each time. */
const MOST_COPIES = 8;

/** The columns that series may come to hold together, the newest first. */
export class KnownColumns {
  #known: Held[] = [];

  add(held: Held): void {
    this.#known = [held, ...this.#known.slice(0, MOST_KNOWN - 1)];
  }

  find(wished: (held: Held) => boolean): Held | undefined {
    return this.#known.find(wished);
  }
}

/** To its series a column of its own: numbers are only added at the end, or cut off there. */
export class CommonColumn {
  readonly #known: KnownColumns;
  #held: Held | null = null;
  #length = 0;

  constructor(known: KnownColumns) {
    this.#known = known;
  }

  get length(): number {
    return this.#length;
  }

  /** Undefined outside the column. */
  at(index: number): number | undefined {
    return index < this.#length ? this.#held?.numbers.at(index) : undefined;
  }

  /** A copy of what lies at `from` (included) to `to` (excluded). */
  copy(from: number, to: number): Float64Array {
    const end = Math.min(to, this.#length);
    return this.#held?.numbers.copy(from, end) ?? new Float64Array(0);
  }

  /** Adds `values[from, to)`. */
  append(values: Float64Array, from: number, to: number): void {
    const held = this.#heldFor(values, from, to);
    const there = Math.min(held.numbers.length - this.#length, to - from);
    held.numbers.append(values, from + there, to);
    this.#length += to - from;
  }

  /** Moves everything from `length` on to the end of `target`. */
  moveTail(length: number, target: CommonColumn): void {
    const tail = this.copy(length, this.#length);
    target.append(tail, 0, tail.length);
    this.#length = Math.min(this.#length, length);
  }

  /** Numbers that begin with those of this column, and go on with `values[from, to)` or end before. */
  #heldFor(values: Float64Array, from: number, to: number): Held {
    const before = this.#held;
    const goesOn = ({ numbers }: Held): boolean => numbers.agrees(this.#length, values, from, to);
    if (before?.holders === 1) before.numbers.cut(this.#length);
    if (before && goesOn(before)) return before;
    const copies = before ? before.copies + 1 : 0;
    const found =
      copies > MOST_COPIES
        ? undefined
        : this.#known.find((held) => held !== before && goesOn(held) && this.#begins(held));
    const held = found ?? { numbers: new Column(Float64Array), holders: 0, copies };
    if (!found) {
      if (before) held.numbers.append(before.numbers.copy(0, this.#length), 0, this.#length);
      this.#known.add(held);
    }
    if (before) before.holders--;
    held.holders++;
    return (this.#held = held);
  }

  /** Whether it begins with the numbers of this column. */
  #begins({ numbers }: Held): boolean {
    if (numbers.length < this.#length) return false;
    for (const { values, from } of this.#held?.numbers.parts(0, this.#length) ?? [])
      if (!numbers.agrees(from, values, 0, values.length)) return false;
    return true;
  }
}
