import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { inflateRawSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  END_64_BYTES,
  zip64Directory,
  zipDataStart,
  zipEntries,
  type ZipEntry,
  zipTail,
} from "#contract/zip.ts";

const FIXTURES = new URL("../../fixtures/checkpoints/", import.meta.url);
const fixture = (path: string): Uint8Array => readFileSync(fileURLToPath(new URL(path, FIXTURES)));

function entriesOf(file: Uint8Array): ZipEntry[] {
  const tail = zipTail(file);
  const { start, length, entries } =
    "directory" in tail
      ? tail.directory
      : zip64Directory(file.subarray(tail.end64At, tail.end64At + END_64_BYTES));
  return zipEntries(file.subarray(start, start + length), entries);
}

/** The file with its directory told by the records of ZIP64, and saturated lengths in the old ones. */
function withZip64(file: Uint8Array): Uint8Array {
  const end = file.length - 22;
  const old = new DataView(file.buffer, file.byteOffset + end);
  const more = new Uint8Array(56 + 20);
  const view = new DataView(more.buffer);
  view.setUint32(0, 0x06064b50, true);
  view.setBigUint64(4, 44n, true);
  view.setBigUint64(32, BigInt(old.getUint16(10, true)), true);
  view.setBigUint64(40, BigInt(old.getUint32(12, true)), true);
  view.setBigUint64(48, BigInt(old.getUint32(16, true)), true);
  view.setUint32(56, 0x07064b50, true);
  view.setBigUint64(64, BigInt(end), true);
  view.setUint32(72, 1, true);
  const tail = Uint8Array.from(file.subarray(end)).fill(0xff, 8, 20);
  return Buffer.concat([file.subarray(0, end), more, tail]);
}

describe("the directory of a ZIP file", () => {
  const file = fixture("numpy/model_0004.npz");

  it("tells where each entry's bytes are and how they are packed", () => {
    const entries = entriesOf(file);
    expect(entries.map(({ name }) => name)).toContain("dense/kernel.npy");
    for (const entry of entries) {
      const start = zipDataStart(entry, file.subarray(entry.headerAt, entry.headerAt + 30));
      const bytes = inflateRawSync(file.subarray(start, start + entry.packedLength));
      expect(bytes.length).toBe(entry.length);
      expect(bytes.subarray(1, 6).toString()).toBe("NUMPY");
    }
  });

  it("is the same by the records of ZIP64", () => {
    expect(entriesOf(withZip64(file))).toEqual(entriesOf(file));
  });

  it("is refused with the reason when it is cut", () => {
    expect(() => entriesOf(file.subarray(0, file.length - 30))).toThrow("cut, or no ZIP");
    expect(() => entriesOf(new Uint8Array(0))).toThrow("cut, or no ZIP");
  });

  it("with any bytes in it is read or refused with an Error in words", () => {
    const tailStart = file.length - 2500;
    const changes = fc.array(
      fc.tuple(fc.integer({ min: tailStart, max: file.length - 1 }), fc.nat(255)),
    );
    fc.assert(
      fc.property(changes, fc.boolean(), (changed, wide) => {
        const broken = Uint8Array.from(wide ? withZip64(file) : file);
        for (const [at, byte] of changed) broken[at] = byte;
        try {
          for (const { length } of entriesOf(broken)) expect(length >= 0).toBe(true);
        } catch (error) {
          expect(error).not.toBeInstanceOf(RangeError);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
