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
});
