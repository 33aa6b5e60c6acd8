// A growing column of numbers in chunks: it never moves what it holds, and holds little more than that.

type Numbers = Float64Array | Float32Array | BigInt64Array | Uint32Array;
type NumberOf<Values extends Numbers> = Values extends BigInt64Array ? bigint : number;
/** What may be put into the column: doubles become what it holds. */
type SourceOf<Values extends Numbers> = Values extends BigInt64Array
  ? Values
  : Values | Float64Array;

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

/** Up to so many numbers are handled one by one: a view of them costs more. */
const FEW = 64;

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

function bytesOf({ buffer, byteOffset, byteLength }: Numbers): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

interface Chunk<Values> {
  values: Values;
  /** Index in the column of the first of them. */
  start: number;
}

/** Numbers that are only added at the end, or cut off there. */
export class Column<Values extends Numbers = Numbers> {
  readonly #make: Maker<Values>;
  /** Most columns of a small run have one chunk for ever, and there are tens of thousands. */
  #first: Values | null = null;
  #later: Chunk<Values>[] | null = null;
  #length = 0;

  constructor(make: Maker<Values>) {
    this.#make = make;
  }

  get length(): number {
    return this.#length;
  }

  push(value: NumberOf<Values>): void {
    const { values, start } = this.#room(1);
    values[this.#length - start] = value;
    this.#length++;
  }

  /** Adds `values[from, to)`. */
  append(values: SourceOf<Values>, from: number, to: number): void {
    for (let next = from; next < to;) {
      const { values: room, start } = this.#room(to - next);
      const at = this.#length - start;
      const count = Math.min(to - next, room.length - at);
      if (count <= FEW)
        for (let i = 0; i < count; i++) room[at + i] = values[next + i] as NumberOf<Values>;
      // Both are big integers, or neither is.
      else room.set(values.subarray(next, next + count) as never, at);
      this.#length += count;
      next += count;
    }
  }

  /** Undefined outside the column. */
  at(index: number): NumberOf<Values> | undefined {
    if (!(index >= 0 && index < this.#length)) return undefined;
    const first = this.#first!;
    if (index < first.length) return first[index] as NumberOf<Values>;
    const { values, start } = this.#later![this.#laterAt(index)]!;
    return values[index - start] as NumberOf<Values>;
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
      const { values, start } = this.#chunkAt(at);
      const end = Math.min(to, start + values.length);
      yield { values: values.subarray(at - start, end - start) as Values, from: at };
      at = end;
    }
  }

  /** Whether what lies from `at` on is, number for number, what `values[from, to)` begins with, or the other way round. */
  agrees(at: number, values: Values, from: number, to: number): boolean {
    const end = Math.min(this.#length, at + to - from);
    if (end - at <= FEW && end <= (this.#first?.length ?? 0)) {
      for (let i = at; i < end; i++)
        if (!Object.is(this.#first![i], values[from + i - at])) return false;
      return true;
    }
    for (const part of this.parts(at, end)) {
      const own = part.values;
      const start = from + part.from - at;
      const theirs = values.subarray(start, start + own.length);
      if (Buffer.compare(bytesOf(own), bytesOf(theirs)) !== 0) return false;
    }
    return true;
  }

  /** Moves everything from `length` on to the end of `target`. */
  moveTail(length: number, target: Column<Values>): void {
    for (const { values } of this.parts(length, this.#length))
      target.append(values as SourceOf<Values>, 0, values.length);
    this.cut(length);
  }

  /** Forgets what lies at `length` and after. */
  cut(length: number): void {
    this.#length = Math.min(this.#length, length);
    if (this.#length === 0) this.#first = null;
    if (this.#length <= (this.#first?.length ?? 0)) this.#later = null;
    else if (this.#later) this.#later.length = this.#laterAt(this.#length - 1) + 1;
  }

  /** The chunk where the next value goes, which has room for some of the `wanted` values. */
  #room(wanted: number): Chunk<Values> {
    const length = this.#length;
    if (this.#first && length < this.#first.length) return { values: this.#first, start: 0 };
    const last = this.#later?.at(-1);
    if (last && length < last.start + last.values.length) return last;
    const grown = Math.min(Math.max(length >>> 3, SMALLEST_CHUNK), LARGEST_CHUNK);
    const chunk = { values: this.#unset(Math.max(grown, wanted)), start: length };
    if (this.#first) (this.#later ??= []).push(chunk);
    else this.#first = chunk.values;
    return chunk;
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

  #chunkAt(index: number): Chunk<Values> {
    const first = this.#first!;
    return index < first.length ? { values: first, start: 0 } : this.#later![this.#laterAt(index)]!;
  }

  /** Number among the later chunks of the one that holds `index`. */
  #laterAt(index: number): number {
    const later = this.#later!;
    let [low, high] = [0, later.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (later[middle]!.start <= index) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
