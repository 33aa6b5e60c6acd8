import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseNpyHeader } from "#contract/npy.ts";

function header(dict: string, version = 1): Uint8Array {
  const text = new TextEncoder().encode(`${dict}\n`);
  const bytes = new Uint8Array((version === 1 ? 10 : 12) + text.length);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, version, 0]);
  const view = new DataView(bytes.buffer);
  if (version === 1) view.setUint16(8, text.length, true);
  else view.setUint32(8, text.length, true);
  bytes.set(text, version === 1 ? 10 : 12);
  return bytes;
}

const dict = (descr: string, shape = "(2, 3)", order = "False"): string =>
  `{'descr': ${descr}, 'fortran_order': ${order}, 'shape': ${shape}, }`;

describe("the header of a NumPy file", () => {
  it.each([
    ["'<f4'", "F32", 4, false],
    ["'>f8'", "F64", 8, true],
    ["'|b1'", "BOOL", 1, false],
    ["'<i8'", "I64", 8, false],
    ["'>u2'", "U16", 2, true],
    ["'<c16'", "C128", 16, false],
    ["'<U4'", "<U4", null, false],
    ["'|V2'", "|V2", null, false],
    ["[('a', '<f4'), ('b', '<i4')]", "record", null, false],
  ])("of %s tells %s", (descr, dtype, width, bigEndian) => {
    const bytes = header(dict(descr));
    expect(parseNpyHeader(bytes)).toEqual({
      dtype,
      width,
      bigEndian,
      fortran: false,
      shape: [2, 3],
      dataStart: bytes.length,
    });
  });

  it("tells orders and shapes of every version", () => {
    for (const version of [1, 2, 3]) {
      expect(parseNpyHeader(header(dict("'<f4'", "()", "True"), version))).toMatchObject({
        fortran: true,
        shape: [],
      });
      expect(parseNpyHeader(header(dict("'<f4'", "(5,)"), version)).shape).toEqual([5]);
      expect(parseNpyHeader(header(dict("'<f4'", "(5L, 0L)"), version)).shape).toEqual([5, 0]);
    }
  });

  it("is refused with the reason when it is none", () => {
    expect(() => parseNpyHeader(new Uint8Array(20))).toThrow("no NumPy array");
    expect(() => parseNpyHeader(header(dict("'<f4'"), 4))).toThrow("version 4");
    expect(() => parseNpyHeader(header(dict("'<f4'")).subarray(0, 30))).toThrow("not whole");
    expect(() => parseNpyHeader(header("{}"))).toThrow("without shape");
    const huge = `(${2 ** 52}, ${2 ** 52})`;
    expect(() => parseNpyHeader(header(dict("'<f4'", huge)))).toThrow("impossible shape");
  });

  it("of any bytes is read or refused with an Error in words", () => {
    const good = header(dict("'<f4'"));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255))), (changes) => {
        const broken = Uint8Array.from(good);
        for (const [at, byte] of changes) broken[at] = byte;
        try {
          expect(parseNpyHeader(broken).dataStart).toBeLessThanOrEqual(broken.length);
        } catch (error) {
          expect(error).not.toBeInstanceOf(RangeError);
        }
      }),
    );
  });
});
