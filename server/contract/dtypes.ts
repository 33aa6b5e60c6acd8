// The types of numbers that tensors are made of, by the names that safetensors gives them: how wide, and what values.

/** Values as they are computed with: float32 where that holds them exactly, else the nearest doubles. */
export type Values = Float32Array | Float64Array;

interface Drawn {
  /** Bytes per element. */
  width: number;
  /** The values of `count` little-endian elements from the start of `bytes` on, which lies on a multiple of `width`. */
  values(bytes: Uint8Array<ArrayBuffer>, count: number): Values;
}

/** Every dtype whose values are drawn; others (F8, F4, C64 …) are known by name only. */
const DRAWN = {
  BOOL: { width: 1, values: (bytes) => Float32Array.from(bytes, (byte) => (byte === 0 ? 0 : 1)) },
  U8: { width: 1, values: (bytes) => Float32Array.from(bytes) },
  I8: { width: 1, values: (bytes, n) => Float32Array.from(viewed(Int8Array, bytes, n)) },
  U16: { width: 2, values: (bytes, n) => Float32Array.from(viewed(Uint16Array, bytes, n)) },
  I16: { width: 2, values: (bytes, n) => Float32Array.from(viewed(Int16Array, bytes, n)) },
  F16: { width: 2, values: (bytes, n) => fromHalves(viewed(Uint16Array, bytes, n)) },
  BF16: { width: 2, values: (bytes, n) => fromBrainFloats(viewed(Uint16Array, bytes, n)) },
  U32: { width: 4, values: (bytes, n) => Float64Array.from(viewed(Uint32Array, bytes, n)) },
  I32: { width: 4, values: (bytes, n) => Float64Array.from(viewed(Int32Array, bytes, n)) },
  F32: { width: 4, values: (bytes, n) => viewed(Float32Array, bytes, n) },
  U64: { width: 8, values: (bytes, n) => fromWords(bytes, viewed(Uint32Array, bytes, n * 2)) },
  I64: { width: 8, values: (bytes, n) => fromWords(bytes, viewed(Int32Array, bytes, n * 2)) },
  F64: { width: 8, values: (bytes, n) => viewed(Float64Array, bytes, n) },
} as const satisfies Record<string, Drawn>;

export type Dtype = keyof typeof DRAWN;

/** Whether values of the dtype called `name` can be drawn. */
export function isDrawn(name: string): name is Dtype {
  return Object.hasOwn(DRAWN, name);
}

/** Bytes per element. */
export function widthOf(dtype: Dtype): number {
  return DRAWN[dtype].width;
}

/**
 * The values of whole little-endian elements. `bytes` begins on a multiple of the element's width in its buffer; the
 * answer may be a view of it. Integers of 64 bits become the nearest doubles, booleans 0 and 1.
 */
export function valuesOf(dtype: Dtype, bytes: Uint8Array<ArrayBuffer>): Values {
  const drawn: Drawn = DRAWN[dtype];
  return drawn.values(bytes, bytes.length / drawn.width);
}

/** Turns elements of `width` bytes from one order of bytes into the other, in place. */
export function swapBytes(bytes: Uint8Array, width: number): void {
  for (let at = 0; at + width <= bytes.length; at += width) {
    for (let low = at, high = at + width - 1; low < high; low++, high--) {
      const byte = bytes[low]!;
      bytes[low] = bytes[high]!;
      bytes[high] = byte;
    }
  }
}

type View<Made> = new (buffer: ArrayBuffer, offset: number, length: number) => Made;

function viewed<Made>(view: View<Made>, bytes: Uint8Array<ArrayBuffer>, length: number): Made {
  return new view(bytes.buffer, bytes.byteOffset, length);
}

/** A bfloat16 is the upper half of a float32. */
function fromBrainFloats(halves: Uint16Array): Float32Array {
  const bits = new Uint32Array(halves.length);
  for (let i = 0; i < halves.length; i++) bits[i] = halves[i]! << 16;
  return new Float32Array(bits.buffer);
}

/** Two little-endian words a number; whether it is signed is in the type of `highs`. */
function fromWords(bytes: Uint8Array<ArrayBuffer>, highs: Uint32Array | Int32Array): Float64Array {
  const lows = viewed(Uint32Array, bytes, highs.length);
  const values = new Float64Array(highs.length / 2);
  // The product is exact, so that only the sum is rounded: to the nearest double.
  for (let i = 0; i < values.length; i++)
    values[i] = highs[2 * i + 1]! * 4_294_967_296 + lows[2 * i]!;
  return values;
}

const HALVES = 65_536;
/** The value of every half, made when the first is met. */
let halfValues: Float32Array | null = null;

function fromHalves(halves: Uint16Array): Float32Array {
  halfValues ??= Float32Array.from({ length: HALVES }, (_, bits) => halfValue(bits));
  const values = new Float32Array(halves.length);
  for (let i = 0; i < halves.length; i++) values[i] = halfValues[halves[i]!]!;
  return values;
}

/** IEEE 754 binary16: 1 bit sign, 5 bits exponent (bias 15), 10 bits fraction. */
function halfValue(bits: number): number {
  const sign = bits >>> 15 === 0 ? 1 : -1;
  const exponent = (bits >>> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25));
}
