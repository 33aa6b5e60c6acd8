// A growing column of numbers in four bytes each, as most writers log them; in eight from the first one that needs them.
import { Column } from "./column.ts";

export class NarrowColumn {
  #numbers: Column<Float32Array> | Column<Float64Array> = new Column<Float32Array>(Float32Array);
  #isNarrow = true;

  get length(): number {
    return this.#numbers.length;
  }

  /** Adds `values[from, to)`. */
  append(values: Float64Array | Float32Array, from: number, to: number): void {
    if (this.#isNarrow && !areNarrow(values, from, to)) this.#widen();
    this.#numbers.append(values as Float64Array, from, to);
  }

  /** Undefined outside the column. */
  at(index: number): number | undefined {
    return this.#numbers.at(index);
  }

  /** A copy of what lies at `from` (included) to `to` (excluded). */
  copy(from: number, to: number): Float64Array {
    return Float64Array.from(this.#numbers.copy(from, to));
  }

  /** What lies at `from` … `to`; valid until the column changes. */
  parts(from: number, to: number): Iterable<{ values: Float64Array | Float32Array; from: number }> {
    return this.#numbers.parts(from, to);
  }

  /** Moves everything from `length` on to the end of `target`. */
  moveTail(length: number, target: NarrowColumn): void {
    for (const { values } of this.parts(length, this.length))
      target.append(values, 0, values.length);
    this.#numbers.cut(length);
  }

  #widen(): void {
    const wide = new Column<Float64Array>(Float64Array);
    wide.append(this.copy(0, this.length), 0, this.length);
    this.#numbers = wide;
    this.#isNarrow = false;
  }
}

/** Whether four bytes hold each of them. */
function areNarrow(values: Float64Array | Float32Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const value = values[i]!;
    // NaN is no number, and fits.
    if (Math.fround(value) !== value && value === value) return false;
  }
  return true;
}
