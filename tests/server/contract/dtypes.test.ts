import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Dtype, isDrawn, swapBytes, valuesOf, widthOf } from "#contract/dtypes.ts";

/** One element after the other, by DataView and by the definition of the format. */
const SLOW: Record<Dtype, (view: DataView, at: number) => number> = {
  BOOL: (view, at) => Number(view.getUint8(at) !== 0),
  U8: (view, at) => view.getUint8(at),
  I8: (view, at) => view.getInt8(at),
  U16: (view, at) => view.getUint16(at, true),
  I16: (view, at) => view.getInt16(at, true),
  F16: (view, at) => exactFloat(view.getUint16(at, true), 5, 10),
  BF16: (view, at) => exactFloat(view.getUint16(at, true), 8, 7),
  U32: (view, at) => view.getUint32(at, true),
  I32: (view, at) => view.getInt32(at, true),
  F32: (view, at) => view.getFloat32(at, true),
  U64: (view, at) => Number(view.getBigUint64(at, true)),
  I64: (view, at) => Number(view.getBigInt64(at, true)),
  F64: (view, at) => view.getFloat64(at, true),
};

/** A float of 16 bits, from its parts. */
function exactFloat(bits: number, exponentBits: number, fractionBits: number): number {
  const fraction = (bits % 2 ** fractionBits) / 2 ** fractionBits;
  const exponent = Math.floor(bits / 2 ** fractionBits) % 2 ** exponentBits;
  const sign = bits >= 2 ** 15 ? -1 : 1;
  const bias = 2 ** (exponentBits - 1) - 1;
  if (exponent === 2 ** exponentBits - 1) return fraction === 0 ? sign * Infinity : NaN;
  if (exponent === 0) return sign * fraction * 2 ** (1 - bias);
  return sign * (1 + fraction) * 2 ** (exponent - bias);
}

const dtypes = Object.keys(SLOW) as Dtype[];

describe("values", () => {
  it.each(dtypes)("of %s are those of a slow reader, for any bytes", (dtype) => {
    const width = widthOf(dtype);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 * width }), (any) => {
        const count = Math.floor(any.length / width);
        const bytes = Uint8Array.from(any.subarray(0, count * width));
        const view = new DataView(bytes.buffer);
        const slow = Array.from({ length: count }, (_, i) => SLOW[dtype](view, i * width));
        expect(Array.from(valuesOf(dtype, bytes))).toEqual(slow);
      }),
    );
  });

  it.each(["F16", "BF16"] as const)("of every single %s are exact", (dtype) => {
    const bits = Uint16Array.from({ length: 65_536 }, (_, i) => i);
    const view = new DataView(bits.buffer);
    const slow = Array.from(bits, (_, i) => SLOW[dtype](view, i * 2));
    expect(Array.from(valuesOf(dtype, new Uint8Array(bits.buffer)))).toEqual(slow);
  });

  it("of 64 bits are the nearest doubles", () => {
    const extremes = BigInt64Array.of(2n ** 63n - 1n, -(2n ** 63n), 2n ** 53n + 1n, -1n);
    const bytes = new Uint8Array(extremes.buffer);
    expect(Array.from(valuesOf("I64", bytes))).toEqual(Array.from(extremes, Number));
    expect(valuesOf("U64", bytes)[3]).toBe(Number(2n ** 64n - 1n));
  });

  it("are read from the middle of a buffer too", () => {
    const bytes = new Uint8Array(Float32Array.of(1, 2, 3).buffer).subarray(4, 12);
    expect(Array.from(valuesOf("F32", bytes))).toEqual([2, 3]);
  });
});

it("names that are no dtype of ours are not drawn", () => {
  for (const name of ["F8_E4M3", "C64", "__proto__", "toString", ""])
    expect(isDrawn(name), name).toBe(false);
});

it("bytes are swapped as a DataView of the other order reads them", () => {
  fc.assert(
    fc.property(fc.array(fc.double(), { maxLength: 9 }), (numbers) => {
      const bytes = new Uint8Array(Float64Array.from(numbers).buffer);
      swapBytes(bytes, 8);
      const view = new DataView(bytes.buffer);
      expect(numbers.map((_, i) => view.getFloat64(i * 8, false))).toEqual(numbers);
    }),
  );
});
