// What the scanner promises by itself: metadata once, a stop before what is damaged, nothing read beyond its window.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { crc32c, maskedCrc32c } from "#contract/eventlog/crc32c.ts";
import { frameRecord } from "#contract/eventlog/tfrecord.ts";
import { MessageWriter } from "#contract/eventlog/wire.ts";
import { scannerProgram } from "../../../../server/logdir/tfevents/scanner/program.ts";
import { Scanner, STOP } from "../../../../server/logdir/tfevents/scanner/scanner.ts";

const scanner = new Scanner();

describe("the scanner", () => {
  it("tells a tag's metadata once, and again when they change", () => {
    const said = (plugin: string): Uint8Array => {
      const one = new MessageWriter()
        .text(1, "loss")
        .float(2, 1)
        .message(9, new MessageWriter().message(1, new MessageWriter().text(1, plugin)));
      return new MessageWriter().message(5, new MessageWriter().message(1, one)).finish();
    };
    const bytes = Buffer.concat(
      ["a", "a", "b", "b", "a"].map((plugin) => frameRecord(said(plugin))),
    );
    scanner.begin();
    scanner.window(bytes.length).set(bytes);
    const half = (2 * bytes.length) / 5;
    const told = [scanner.scan(0, half, 0), scanner.scan(half, bytes.length, 0)].flatMap(
      ({ batch }) => batch!.metadata.map(({ plugin, value: at }) => [plugin, at]),
    );
    expect(told).toEqual([
      ["a", 0],
      ["b", 0],
      ["a", 2],
    ]);
  });

  it.each([
    ["length", 3, STOP.badHeader],
    ["data", 20, STOP.badData],
  ])("stops in front of a record whose %s fails the checksum", (_, at, stop) => {
    const good = frameRecord(new MessageWriter().double(1, 5).finish());
    const bad = Buffer.from(good);
    bad[at]! ^= 4;
    const bytes = Buffer.concat([good, bad, good]);
    scanner.begin();
    scanner.window(bytes.length).set(bytes);
    const found = scanner.scan(0, bytes.length, 0);
    expect(found).toMatchObject({ stop, end: good.length, batch: { records: 1 } });
  });

  it("never leaves its window, whatever it is given", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(300), (bytes, length) => {
        // Behind the window's end lies what must not be read: a whole record that it would run into.
        const header = Buffer.alloc(12);
        header.writeBigUInt64LE(BigInt(length));
        header.writeUInt32LE(maskedCrc32c(header, 0, 8), 8);
        scanner.begin();
        const all = Buffer.concat([header, bytes]);
        scanner.window(all.length).set(all);
        const { end } = scanner.scan(0, all.length, 0);
        expect(end).toBe(0);
      }),
      { numRuns: 500 },
    );
  });

  it("has CRC-32C right for every length", () => {
    const program = scannerProgram();
    const from = program.windowAt.value;
    const bytes = new Uint8Array(program.memory.buffer);
    const most = 70_000;
    for (let i = 0; i < most; i++) bytes[from + i] = (i * 131 + (i >> 3)) & 255;
    // Long ones are cut to pieces in other ways than short ones.
    const lengths = Array.from({ length: 600 }, (_, i) => i);
    for (let length = 600; length < most; length += length < 20_000 ? 37 : 1009)
      lengths.push(length);
    for (const length of lengths) {
      const sum = program.checksum(from, from + length) >>> 0;
      expect(sum, `${length} bytes`).toBe(crc32c(bytes, from, from + length));
    }
  });
});
