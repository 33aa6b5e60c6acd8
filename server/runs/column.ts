// A growing column of numbers in chunks: it never moves what it holds, and holds little more than that.

type Numbers = Float64Array | BigInt64Array | Uint32Array | Uint8Array;
type NumberOf<Values extends Numbers> = Values extends BigInt64Array ? bigint : number;

interface Maker<Values> {
  readonly BYTES_PER_ELEMENT: number;
  new (length: number): Values;
  new (buffer: ArrayBufferLike, offset: number, length: number): Values;
}

const SMALLEST_CHUNK = 16;
const LARGEST_CHUNK = 4096;
/** Chunks up to this size lie in slabs together: tens of thousands of buffers would keep the garbage collector busy. */
const SMALL_CHUNK_BYTES = 4096;
const SLAB_BYTES = 262_144;

let slab = new ArrayBuffer(0);
let slabUsed = 0;

/** Room for `bytes`, at a multiple of eight. */
function roomInSlab(bytes: number): { buffer: ArrayBuffer; at: number } {
  if (slabUsed + bytes > slab.byteLength) {
    slab = new ArrayBuffer(SLAB_BYTES);
    slabUsed = 0;
  }
  const at = slabUsed;
  slabUsed += Math.ceil(bytes / 8) * 8;
  return { buffer: slab, at };
}

/** Numbers that are only added at the end, or cut off there. */
export class Column<Values extends Numbers = Numbers> {
  readonly #make: Maker<Values>;
  readonly #chunks: Values[] = [];
  /** Where each chunk begins. */
  readonly #starts: number[] = [];
  #length = 0;

  constructor(make: Maker<Values>) {
    this.#make = make;
  }

  get length(): number {
    return this.#length;
  }

  push(value: NumberOf<Values>): void {
    const { chunk, at } = this.#room(1);
    chunk[at] = value;
    this.#length++;
  }

  /** Adds `values[from, to)`. */
  append(values: Values, from: number, to: number): void {
    for (let next = from; next < to;) {
      const { chunk, at } = this.#room(to - next);
      const count = Math.min(to - next, chunk.length - at);
      // Both are of the same kind.
      chunk.set(values.subarray(next, next + count) as never, at);
      this.#length += count;
      next += count;
    }
  }

  /** Adds `value` `count` times. */
  fill(value: NumberOf<Values>, count: number): void {
    for (let left = count; left > 0;) {
      const { chunk, at } = this.#room(left);
      const some = Math.min(left, chunk.length - at);
      chunk.fill(value as never, at, at + some);
      this.#length += some;
      left -= some;
    }
  }

  /** Undefined outside the column. */
  at(index: number): NumberOf<Values> | undefined {
    if (!(index >= 0 && index < this.#length)) return undefined;
    const chunk = this.#chunkAt(index);
    return this.#chunks[chunk]![index - this.#starts[chunk]!] as NumberOf<Values>;
  }

  /** A copy of what lies at `from` (included) to `to` (excluded). */
  copy(from: number, to: number): Values {
    const end = Math.min(to, this.#length);
    const copied = new this.#make(Math.max(0, end - from));
    for (const part of this.parts(from, end)) copied.set(part.values as never, part.from - from);
    return copied;
  }

  /** What lies at `from` … `to`, as it lies in the chunks; valid until the column changes. */
  *parts(from: number, to: number): Generator<{ values: Values; from: number }> {
    for (let at = from; at < to;) {
      const index = this.#chunkAt(at);
      const start = this.#starts[index]!;
      const chunk = this.#chunks[index]!;
      const end = Math.min(to, start + chunk.length);
      yield { values: chunk.subarray(at - start, end - start) as Values, from: at };
      at = end;
    }
  }

  /** Moves everything from `length` on to the end of `target`. */
  moveTail(length: number, target: Column<Values>): void {
    for (const { values } of this.parts(length, this.#length))
      target.append(values, 0, values.length);
    this.cut(length);
  }

  /** Forgets what lies at `length` and after. */
  cut(length: number): void {
    this.#length = Math.min(this.#length, length);
    const needed = this.#length === 0 ? 0 : this.#chunkAt(this.#length - 1) + 1;
    this.#chunks.length = this.#starts.length = needed;
  }

  /** Where the next value goes; a chunk that has room for some of the `wanted` values. */
  #room(wanted: number): { chunk: Values; at: number } {
    const last = this.#chunks.at(-1);
    const at = this.#length - (this.#starts.at(-1) ?? 0);
    if (last && at < last.length) return { chunk: last, at };
    const grown = Math.min(Math.max(this.#length >>> 3, SMALLEST_CHUNK), LARGEST_CHUNK);
    const chunk = this.#unset(Math.max(grown, wanted));
    this.#chunks.push(chunk);
    this.#starts.push(this.#length);
    return { chunk, at: 0 };
  }

  /** Values that are all to be written: setting them to zero first costs half of what appending does. */
  #unset(length: number): Values {
    const size = length * this.#make.BYTES_PER_ELEMENT;
    if (size <= SMALL_CHUNK_BYTES) {
      const { buffer, at } = roomInSlab(size);
      return new this.#make(buffer, at, length);
    }
    return new this.#make(Buffer.allocUnsafeSlow(size).buffer, 0, length);
  }

  /** Number of the chunk that holds `index`. */
  #chunkAt(index: number): number {
    let [low, high] = [0, this.#starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.#starts[middle]! <= index) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
