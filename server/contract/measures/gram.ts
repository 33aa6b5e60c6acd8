// W·Wᵀ or WᵀW, whichever is smaller, of a matrix that comes piece by piece: its eigenvalues are W's squared singular values.
import type { Values } from "../dtypes.ts";

/** Rows that are added at once: the product is read and written once for all of them. */
const ROWS_AT_ONCE = 4;

export interface MatrixSize {
  rows: number;
  columns: number;
}

/** Takes the values of a matrix in C order, however they are cut into pieces. */
export class RunningGram {
  /** Number of rows and of columns of the product. */
  readonly size: number;
  readonly #rows: number;
  readonly #columns: number;
  readonly #product: Float64Array;
  /** A few rows where there are more rows than columns, else all. */
  readonly #block: Float64Array;
  #filled = 0;

  constructor({ rows, columns }: MatrixSize) {
    this.#rows = rows;
    this.#columns = columns;
    this.size = Math.min(rows, columns);
    this.#product = new Float64Array(this.size * this.size);
    this.#block = new Float64Array(this.#isTall ? ROWS_AT_ONCE * columns : rows * columns);
  }

  /** Multiplications that the product takes, and the reduction of it to its eigenvalues. */
  static workOf({ rows, columns }: MatrixSize): number {
    const size = Math.min(rows, columns);
    return (rows * columns * size) / 2 + (2 / 3) * size ** 3;
  }

  add(values: Values): void {
    for (let from = 0; from < values.length;) {
      const length = Math.min(values.length - from, this.#block.length - this.#filled);
      this.#block.set(values.subarray(from, from + length), this.#filled);
      this.#filled += length;
      from += length;
      if (this.#isTall && this.#filled === this.#block.length) this.#addBlock();
    }
  }

  /** The product's lower triangle, row by row in a square of `size`²; yields the multiplications between two turns. */
  *resultSteps(): Generator<number, Float64Array> {
    if (!this.#isTall) yield* this.#multiplyRows();
    else if (this.#filled > 0) {
      this.#block.fill(0, this.#filled);
      this.#addBlock();
    }
    return this.#product;
  }

  get #isTall(): boolean {
    return this.#rows >= this.#columns;
  }

  #addBlock(): void {
    const n = this.#columns;
    const [a, b, c, d] = [0, 1, 2, 3].map((row) =>
      this.#block.subarray(row * n, (row + 1) * n),
    ) as [Float64Array, Float64Array, Float64Array, Float64Array];
    for (let j = 0; j < n; j++) {
      const line = this.#product.subarray(j * n, j * n + j + 1);
      const [own, two, three, four] = [a[j]!, b[j]!, c[j]!, d[j]!];
      for (let k = 0; k <= j; k++)
        line[k]! += own * a[k]! + two * b[k]! + three * c[k]! + four * d[k]!;
    }
    this.#filled = 0;
  }

  *#multiplyRows(): Generator<number> {
    const length = this.#columns;
    for (let i = 0; i < this.#rows; i++) {
      const one = this.#block.subarray(i * length, (i + 1) * length);
      for (let j = 0; j <= i; j++) {
        const two = this.#block.subarray(j * length, (j + 1) * length);
        let sum = 0;
        for (let k = 0; k < length; k++) sum += one[k]! * two[k]!;
        this.#product[i * this.size + j] = sum;
      }
      yield i * length;
    }
  }
}
