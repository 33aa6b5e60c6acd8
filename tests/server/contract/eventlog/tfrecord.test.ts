import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { crc32c, maskedCrc32c } from "#contract/eventlog/crc32c.ts";
import { frameRecord, scanRecords } from "#contract/eventlog/tfrecord.ts";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const join = (...parts: Uint8Array[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => [...part]));
const payloads = (bytes: Uint8Array, final = false): string[] =>
  scanRecords(bytes, final).records.map(({ start, end }) =>
    new TextDecoder().decode(bytes.subarray(start, end)),
  );

const ONE = frameRecord(bytesOf("the first record"));
const TWO = frameRecord(bytesOf("the second"));
const THREE = frameRecord(bytesOf("the third one of them"));

describe("the checksum", () => {
  it("is CRC-32C, masked as TensorFlow masks it", () => {
    expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa);
    expect(maskedCrc32c(join(Uint8Array.of(0x1a, 0x11), bytesOf("CRC test, one two")))).toBe(
      0x5794d08a,
    );
    const length = new Uint8Array(8);
    length[0] = 24;
    expect(maskedCrc32c(length)).toBe(0x224b7fa3);
    const version = join(
      Uint8Array.of(9, 0, 0, 0x80, 0x38, 0x99, 0xd6, 0xd7, 0x41, 0x1a, 0x0d),
      bytesOf("brain.Event:2"),
    );
    expect(maskedCrc32c(version)).toBe(0xab364b12);
  });

  it("agrees with the bit-by-bit definition on any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 99 }), (bytes) => {
        let crc = 0xffffffff;
        for (const byte of bytes) {
          crc ^= byte;
          for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0x82f63b78 : 0);
        }
        expect(crc32c(bytes)).toBe(~crc >>> 0);
      }),
    );
  });
});

describe("scanning records", () => {
  it("finds every whole record and nothing of one cut at any byte", () => {
    const whole = join(ONE, TWO, THREE);
    for (let cut = 0; cut < THREE.length; cut++) {
      const scan = scanRecords(whole.subarray(0, ONE.length + TWO.length + cut));
      expect(scan.records).toHaveLength(2);
      expect(scan.damage).toEqual([]);
      expect(scan.consumed).toBe(ONE.length + TWO.length);
      expect(payloads(whole.subarray(scan.consumed))).toEqual(["the third one of them"]);
    }
  });

  it("drops only the record whose data has a flipped bit, wherever the bit is", () => {
    for (let bit = 0; bit < 8 * (TWO.length - 12); bit++) {
      const bytes = join(ONE, TWO, THREE);
      bytes[ONE.length + 12 + (bit >> 3)]! ^= 1 << (bit & 7);
      expect(payloads(bytes)).toEqual(["the first record", "the third one of them"]);
      expect(scanRecords(bytes).damage).toMatchObject([
        { start: ONE.length, end: ONE.length + TWO.length },
      ]);
    }
  });

  it("finds the next record behind a length with a flipped bit, wherever the bit is", () => {
    for (let bit = 0; bit < 8 * 12; bit++) {
      const bytes = join(ONE, TWO, THREE);
      bytes[ONE.length + (bit >> 3)]! ^= 1 << (bit & 7);
      expect(payloads(bytes)).toEqual(["the first record", "the third one of them"]);
    }
  });

  it("takes what lies inside of a damaged record for none, also where the one before is damaged", () => {
    const holding = frameRecord(join(bytesOf("not "), TWO));
    holding[12]! ^= 1;
    const broken = Uint8Array.from(ONE);
    broken[0]! ^= 1;
    expect(payloads(join(holding, THREE))).toEqual(["the third one of them"]);
    expect(payloads(join(broken, holding, THREE))).toEqual(["the third one of them"]);
  });

  it("skips a torn record as soon as good ones stand behind it and its writer is gone", () => {
    const torn = frameRecord(bytesOf("x".repeat(500))).subarray(0, 200);
    expect(payloads(join(ONE, torn, TWO))).toEqual(["the first record"]);
    expect(payloads(join(ONE, torn, TWO), true)).toEqual(["the first record", "the second"]);
    const short = frameRecord(bytesOf("short")).subarray(0, 14);
    const scan = scanRecords(join(ONE, short, TWO, THREE));
    expect(scan.records).toHaveLength(3);
    expect(scan.damage).toMatchObject([{ start: ONE.length, end: ONE.length + 14 }]);
  });

  it("treats a length of 2^45 or 2^63 as torn and allocates nothing", () => {
    for (const length of [2n ** 45n, 2n ** 63n]) {
      const header = new Uint8Array(12);
      const view = new DataView(header.buffer);
      view.setBigUint64(0, length, true);
      view.setUint32(8, maskedCrc32c(header, 0, 8), true);
      expect(payloads(join(ONE, header))).toEqual(["the first record"]);
      expect(payloads(join(ONE, header, TWO))).toEqual(["the first record", "the second"]);
    }
  });

  it("waits in front of zeros and goes on when records follow them", () => {
    const zeros = new Uint8Array(4096);
    expect(scanRecords(join(ONE, zeros)).consumed).toBe(ONE.length);
    expect(payloads(join(ONE, zeros, TWO))).toEqual(["the first record", "the second"]);
  });

  it("never throws, and never claims bytes it was not given, on mutated files", () => {
    const whole = join(ONE, TWO, THREE);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 9 }),
        fc.nat(whole.length),
        fc.boolean(),
        (changes, length, final) => {
          const bytes = whole.slice(0, length);
          for (const [at, value] of changes) if (at < length) bytes[at] = value;
          const { records, damage, consumed } = scanRecords(bytes, final);
          const ends = [...records, ...damage].map(({ end }) => end);
          expect(Math.max(0, ...ends)).toBeLessThanOrEqual(length);
          expect(consumed).toBeLessThanOrEqual(length);
        },
      ),
    );
  });
});

it("headers that each claim half of the bytes are searched in bounded time, and what stands between is found", () => {
  const header = frameRecord(new Uint8Array(400_000)).subarray(0, 12);
  const headers = Buffer.concat(Array.from({ length: 40_000 }, () => header));
  const small = frameRecord(Uint8Array.of(1, 2, 3));
  const bytes = Buffer.concat([headers, small, headers, small]);
  const started = performance.now();
  const { records } = scanRecords(bytes, true);
  expect(records.map(({ start, end }) => [start, end])).toEqual(
    [headers.length, bytes.length - small.length].map((at) => [at + 12, at + 15]),
  );
  expect(performance.now() - started).toBeLessThan(3000);
});
