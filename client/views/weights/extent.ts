// How far weights, or what they differ by, reach from zero: their scale must hold that.
import { type Kernel, matrixOf } from "./kernel.ts";

/** By what is looked at, and by what is subtracted from it. */
type Extents = WeakMap<object, Map<string, number>>;

const known = new WeakMap<Float32Array, Extents>();
/** Stands for nothing being subtracted. */
const NOTHING = {};

/** The largest finite magnitude: of the matrix at `slice` of the window (null: of its norms), or of all values. */
export function largestOf(
  values: Float32Array,
  minus: Float32Array | null,
  kernel: Kernel,
  slice: number | "all" | null,
): number {
  const extents: Extents = known.get(values) ?? new WeakMap();
  known.set(values, extents);
  const from = minus ?? NOTHING;
  const ofBoth = extents.get(from) ?? new Map<string, number>();
  extents.set(from, ofBoth);
  const before = ofBoth.get(String(slice));
  if (before !== undefined) return before;
  const shown = minus === null ? values : difference(values, minus);
  const largest = slice === "all" ? largestIn(shown) : largestInMatrix(shown, kernel, slice);
  ofBoth.set(String(slice), largest);
  return largest;
}

const differences = new WeakMap<Float32Array, { minus: Float32Array; difference: Float32Array }>();

/** The last one of each is remembered: a slider goes to and fro. */
export function difference(values: Float32Array, minus: Float32Array): Float32Array {
  const before = differences.get(values);
  if (before?.minus === minus) return before.difference;
  const made = new Float32Array(values.length);
  for (let i = 0; i < made.length; i++) made[i] = values[i]! - minus[i]!;
  differences.set(values, { minus, difference: made });
  return made;
}

function largestIn(values: Float32Array): number {
  let most = 0;
  for (const value of values) {
    const size = Math.abs(value);
    if (size > most && size < Infinity) most = size;
  }
  return most;
}

function largestInMatrix(all: Float32Array, kernel: Kernel, slice: number | null): number {
  const { values, rows, columns, apart } = matrixOf(all, kernel, slice);
  let most = 0;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const size = Math.abs(values[row * apart.row + column * apart.column]!);
      if (size > most && size < Infinity) most = size;
    }
  }
  return most;
}

/** The least power of two that is not below `size`; 1 of nothing. */
export function powerOfTwoAbove(size: number): number {
  return size > 0 ? 2 ** Math.ceil(Math.log2(size)) : 1;
}
