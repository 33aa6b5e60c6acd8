import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeSafetensors, headerLength, parseSafetensorsHeader } from "#contract/safetensors.ts";

const parse = (file: Uint8Array) =>
  parseSafetensorsHeader(file.subarray(8, 8 + headerLength(file)));
const headerOf = (json: string): Uint8Array => new TextEncoder().encode(json);

describe("a safetensors file", () => {
  it("gives every tensor back from its range", () => {
    const tensor = fc.record({
      name: fc.string({ unit: "grapheme" }).filter((name) => name !== "__metadata__"),
      values: fc.float32Array({ maxLength: 20 }),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(tensor, { selector: ({ name }) => name, maxLength: 6 }),
        (tensors) => {
          const named = tensors.map((one) => ({ ...one, shape: [one.values.length] }));
          const file = encodeSafetensors(named, { epoch: "3" });
          const header = parse(file);
          expect(header.fileLength).toBe(file.length);
          expect(header.metadata).toEqual({ epoch: "3" });
          for (const { name, values } of named) {
            const entry = header.tensors.find((one) => one.name === name)!;
            expect(new Float32Array(file.slice(entry.start, entry.end).buffer)).toEqual(values);
          }
        },
      ),
    );
  });

  it("starts its data on a multiple of eight", () => {
    const file = encodeSafetensors([{ name: "é", shape: [1], values: Float32Array.of(1) }], {});
    expect(headerLength(file) % 8).toBe(0);
  });

  it("is refused with the reason: a header too long, holes, overlaps, shapes that do not fit", () => {
    const huge = new Uint8Array(8);
    new DataView(huge.buffer).setBigUint64(0, 2n ** 40n, true);
    expect(() => headerLength(huge)).toThrow("at most");
    const entry = (range: number[], shape = [1]): string =>
      JSON.stringify({ dtype: "F32", shape, data_offsets: range });
    expect(() => parseSafetensorsHeader(headerOf(`{"a":${entry([4, 8])}}`))).toThrow("hole");
    expect(() =>
      parseSafetensorsHeader(headerOf(`{"a":${entry([0, 4])},"b":${entry([0, 4])}}`)),
    ).toThrow("overlap");
    expect(() => parseSafetensorsHeader(headerOf(`{"a":${entry([0, 4], [2])}}`))).toThrow(
      "fill its shape",
    );
    expect(() =>
      parseSafetensorsHeader(headerOf(`{"a":${entry([0, 4], [2 ** 52, 2 ** 52])}}`)),
    ).toThrow();
    expect(() => parseSafetensorsHeader(headerOf(`{"a":3}`))).toThrow("lacks");
    expect(() => parseSafetensorsHeader(headerOf(` {}`))).toThrow("start with {");
  });

  it("is refused when it names anything twice, however it is spelled", () => {
    const one = `"dtype":"F32","shape":[0],"data_offsets":[0,0]`;
    for (const [twice, named] of [
      [`{"a":{${one}},"b":{${one}},"a":{${one}}}`, '"a"'],
      [String.raw`{"a":{${one}},"\u0061":{${one}}}`, '"a"'],
      [`{"a":{${one},"shape" :[0]}}`, '"shape"'],
      [`{"__metadata__":{"k":"v","k":"w"}}`, '"k"'],
      [String.raw`{"\"":{${one}},"\"":{${one}}}`, '"""'],
    ] as const)
      expect(() => parseSafetensorsHeader(headerOf(twice))).toThrow(`names ${named} twice`);
    const quoted = String.raw`{"__metadata__":{"a":"\"a\":{","b":"a"},"a":{${one}},"b\\":{${one}}}`;
    const { tensors, metadata } = parseSafetensorsHeader(headerOf(quoted));
    expect(tensors.map(({ name }) => name)).toEqual(["a", "b\\"]);
    expect(metadata).toEqual({ a: '"a":{', b: "a" });
  });

  it("is refused, never crashed on, when it is nested 100,000 deep or its shape overflows", () => {
    const deep = "[".repeat(100_000) + "]".repeat(100_000);
    for (const header of [`{"a":${deep}}`, `{"a":{"dtype":"F32","shape":${deep}}}`])
      expect(() => parseSafetensorsHeader(headerOf(header))).toThrow("lacks");
    expect(parseSafetensorsHeader(headerOf(`{"__metadata__":{"a":${deep}}}`)).metadata).toEqual({});
    const unknown = `{"a":{"dtype":"F8_E4M3","shape":[4294967296,4294967296],"data_offsets":[0,0]}}`;
    expect(() => parseSafetensorsHeader(headerOf(unknown))).toThrow("fill its shape");
  });

  it("with any bytes for a header is read or refused with an Error in words", () => {
    const file = encodeSafetensors(
      ["a", "b.c"].map((name) => ({ name, shape: [2], values: Float32Array.of(1, 2) })),
      { epoch: "3" },
    );
    const header = file.subarray(8, 8 + headerLength(file));
    const change = fc.tuple(fc.nat(header.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        const broken = Uint8Array.from(header);
        for (const [at, byte] of changes) broken[at] = byte;
        try {
          for (const { start, end } of parseSafetensorsHeader(broken).tensors)
            expect(start <= end).toBe(true);
        } catch (error) {
          expect((error as Error).message).not.toBe("");
          expect(error).not.toBeInstanceOf(RangeError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
