// A growing column of numbers: 8, 4 or 1 bytes a value, doubled when full.

type Numbers = Float64Array | Uint32Array | Uint8Array;

const FIRST_CAPACITY = 16;

/** Numbers that are only added at the end, or cut off there. */
export class Column<Values extends Numbers> {
  readonly #make: new (length: number) => Values;
  #values: Values;
  #length = 0;

  constructor(make: new (length: number) => Values) {
    this.#make = make;
    this.#values = new make(FIRST_CAPACITY);
  }

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const grown = new this.#make(this.#length * 2);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.#length++] = value;
  }

  /** Undefined outside the column. */
  at(index: number): number | undefined {
    return index < this.#length ? this.#values[index] : undefined;
  }

  /** A view that is valid until the next push. */
  view(from: number, to: number): Values {
    return this.#values.subarray(from, Math.min(to, this.#length)) as Values;
  }

  /** Forgets what lies at `length` and after. */
  cut(length: number): void {
    this.#length = Math.min(this.#length, length);
  }
}
