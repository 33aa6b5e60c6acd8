// A growing column of numbers that seldom change along it: each is held once for as long as it lasts.
import { Column } from "./column.ts";

export class SteadyColumn {
  readonly #values = new Column<Float64Array>(Float64Array);
  /** Where each of them but the last ends. */
  readonly #ends = new Column<Uint32Array>(Uint32Array);
  #last = NaN;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Adds `value` `count` times. */
  fill(value: number, count: number): void {
    if (count === 0) return;
    if (this.#length === 0 || !Object.is(value, this.#last)) {
      if (this.#length > 0) this.#ends.push(this.#length);
      this.#values.push(value);
      this.#last = value;
    }
    this.#length += count;
  }

  /** Adds `values[from, to)`. */
  append(values: Float64Array | Uint8Array, from: number, to: number): void {
    for (let at = from; at < to;) {
      const value = values[at]!;
      let end = at + 1;
      while (end < to && Object.is(values[end], value)) end++;
      this.fill(value, end - at);
      at = end;
    }
  }

  /** Undefined outside the column. */
  at(index: number): number | undefined {
    return index >= 0 && index < this.#length ? this.#values.at(this.#numberAt(index)) : undefined;
  }

  /** Moves everything from `length` on to the end of `target`. */
  moveTail(length: number, target: SteadyColumn): void {
    for (let i = length; i < this.#length; i++) target.fill(this.at(i)!, 1);
    this.cut(length);
  }

  /** Forgets what lies at `length` and after. */
  cut(length: number): void {
    if (length >= this.#length) return;
    const kept = length === 0 ? 0 : this.#numberAt(length - 1) + 1;
    this.#values.cut(kept);
    this.#ends.cut(Math.max(0, kept - 1));
    this.#last = this.#values.at(kept - 1) ?? NaN;
    this.#length = length;
  }

  /** Number of the value that lasts over `index`. */
  #numberAt(index: number): number {
    let [low, high] = [0, this.#ends.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#ends.at(middle)! <= index) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
