// The fast scanner against the plain decoder: on every record, of every writer, damaged in every way, they say the same.
import {
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EventBatch } from "#contract/eventlog/batch.ts";
import { crc32c, maskedCrc32c } from "#contract/eventlog/crc32c.ts";
import { frameRecord, scanRecords } from "#contract/eventlog/tfrecord.ts";
import { MessageWriter } from "#contract/eventlog/wire.ts";
import { batchesOf } from "../../../support/plainBatches.ts";
import { scanEvents } from "../../../../server/logdir/tfevents/scanner/scanFile.ts";
import { scannerProgram } from "../../../../server/logdir/tfevents/scanner/program.ts";
import {
  type Malformed,
  Scanner,
  STOP,
} from "../../../../server/logdir/tfevents/scanner/scanner.ts";

/** What is said from one session's start to the next, however many batches it takes. */
interface Session {
  start: number | null;
  records: number;
  values: Map<string, unknown[][]>;
  metadata: { name: string; told: string; place: number }[];
  rejected: unknown[];
}

function sessionsOf(batches: readonly EventBatch[]): Session[] {
  const sessions: Session[] = [];
  for (const batch of batches) {
    if (batch.records + batch.kinds.length === 0) continue;
    if (sessions.length === 0 || batch.sessionStart !== null) {
      sessions.push({
        start: batch.sessionStart,
        records: 0,
        values: new Map(),
        metadata: [],
        rejected: [],
      });
    }
    const session = sessions.at(-1)!;
    session.records += batch.records;
    session.rejected.push(...batch.rejected);
    if (batch.moreRejected > 0) session.rejected.push(batch.moreRejected);
    const rowOf = (i: number): unknown[] => [
      batch.starts[i],
      batch.lengths[i],
      batch.kinds[i],
      batch.numbers[i],
      batch.wallTimes[i],
      batch.steps[i],
      batch.exactSteps?.[i] ?? BigInt(batch.steps[i]!),
      [...(batch.contents.get(i) ?? [])],
    ];
    batch.tags.forEach((tag, t) => {
      const rows = session.values.get(tag) ?? [];
      session.values.set(tag, rows);
      for (let i = t === 0 ? 0 : batch.ends[t - 1]!; i < batch.ends[t]!; i++) rows.push(rowOf(i));
    });
    const before = new Map<string, string>();
    for (const { tag, value, ...said } of batch.metadata) {
      const name = batch.tags[tag]!;
      const { plugin, displayName, description, pluginContent } = said;
      const told = JSON.stringify([plugin, displayName, description, [...(pluginContent ?? [])]]);
      if (before.get(name) !== told)
        session.metadata.push({ name, told, place: batch.starts[value]! });
      before.set(name, told);
    }
  }
  // Names that are not UTF-8 can become the same.
  for (const { values, metadata } of sessions) {
    metadata.sort((a, b) => a.place - b.place);
    for (const rows of values.values()) rows.sort((a, b) => (a[0] as number) - (b[0] as number));
  }
  return sessions;
}

function plainly(bytes: Uint8Array): { sessions: Session[]; malformed: unknown[] } {
  const malformed: unknown[] = [];
  const batches = batchesOf(bytes, scanRecords(bytes).records, 0, ({ start, end }) =>
    malformed.push({ offset: start, bytes: end - start }),
  );
  return { sessions: sessionsOf(batches), malformed };
}

const scanner = new Scanner();

/** Of several things that are wrong with a record, each may meet another one first: the reason is left out. */
function scanned(bytes: Uint8Array): { sessions: Session[]; malformed: unknown[] } {
  scanner.begin();
  scanner.window(bytes.length).set(bytes);
  const batches: EventBatch[] = [];
  const malformed: Malformed["places"] = [];
  for (let at = 0; ;) {
    const found = scanner.scan(at, bytes.length, 0);
    if (found.batch) batches.push(found.batch);
    malformed.push(...found.malformed.places);
    at = found.end;
    if (found.stop === STOP.batchIsFull || found.stop === STOP.sessionStarts) continue;
    expect(found.stop).toBe(STOP.needsMore);
    expect(at).toBe(bytes.length);
    const places = malformed.map(({ offset, bytes: length }) => ({ offset, bytes: length }));
    return { sessions: sessionsOf(batches), malformed: places };
  }
}

function expectAgreement(payloads: readonly Uint8Array[]): void {
  const bytes = Buffer.concat(payloads.map(frameRecord));
  expect(scanned(bytes)).toEqual(plainly(bytes));
}

const FIXTURES = fileURLToPath(new URL("../../../fixtures", import.meta.url));

function fixtureFiles(): string[] {
  return readdirSync(FIXTURES, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.includes("tfevents"))
    .map((entry) => join(entry.parentPath, entry.name));
}

function payloadsOf(file: string): Uint8Array[] {
  const bytes = readFileSync(file);
  return scanRecords(bytes).records.map(({ start, end }) => bytes.subarray(start, end));
}

const double = fc.oneof(fc.double(), fc.constantFrom(NaN, Infinity, -1, 0, 1, 3));
const int = fc.oneof(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n), fc.bigInt(0n, 20n));
const tag = fc.constantFrom(
  "a",
  "loss",
  "keras",
  "__proto__",
  "",
  "\uFFFD",
  "x".repeat(5000),
  "layer/kernel",
);
const packedDoubles = fc.array(double, { maxLength: 9 }).map((values) => ({ values }));

/** Numbers one by one, or packed with `width` bytes each (0: varints). */
const lists = [
  ...[5, 6].map((field) =>
    fc.tuple(fc.boolean(), fc.array(double, { maxLength: 7 })).map(([packed, values]) => {
      return (into: MessageWriter): void => {
        const one = (writer: MessageWriter, value: number): MessageWriter =>
          field === 5 ? writer.float(field, value) : writer.double(field, value);
        if (!packed) for (const value of values) one(into, value);
        else into.bytes(field, packedFixed(values, field === 5 ? 4 : 8));
      };
    }),
  ),
  ...[7, 10, 11, 13, 16, 17].map((field) =>
    fc.tuple(fc.boolean(), fc.array(int, { maxLength: 7 })).map(([packed, values]) => {
      return (into: MessageWriter): void => {
        if (!packed) for (const value of values) into.varint(field, value);
        else into.bytes(field, packedVarints(values));
      };
    }),
  ),
];

function packedFixed(values: readonly number[], width: 4 | 8): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * width));
  values.forEach((value, i) =>
    width === 4 ? view.setFloat32(i * 4, value, true) : view.setFloat64(i * 8, value, true),
  );
  return new Uint8Array(view.buffer);
}

function packedVarints(values: readonly bigint[]): Uint8Array {
  return Buffer.concat(
    values.map((value) => new MessageWriter().varint(1, value).finish().subarray(1)),
  );
}

const tensor = fc
  .record({
    dtype: fc.constantFrom(0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 14, 17, 19, 22, 23, 8),
    shape: fc.option(
      fc.array(fc.constantFrom(0n, 1n, 2n, 3n, 70_000n, -1n, 2n ** 40n), { maxLength: 3 }),
    ),
    content: fc.option(fc.uint8Array({ maxLength: 50 })),
    lists: fc.array(fc.oneof(...lists), { maxLength: 2 }),
    strings: fc.array(fc.string(), { maxLength: 1 }),
    shapeFirst: fc.boolean(),
  })
  .map(({ dtype, shape, content, lists: listed, strings, shapeFirst }) => {
    const message = new MessageWriter();
    const writeShape = (): void => {
      if (!shape) return;
      const dims = new MessageWriter();
      for (const size of shape) dims.message(2, new MessageWriter().varint(1, size));
      message.message(2, dims);
    };
    if (shapeFirst) message.varint(1, dtype);
    if (shapeFirst) writeShape();
    if (content) message.bytes(4, content);
    for (const write of listed) write(message);
    for (const text of strings) message.text(8, text);
    if (!shapeFirst) message.varint(1, dtype);
    if (!shapeFirst) writeShape();
    return message;
  });

/** Single numbers and rows whose bytes do fill their shape. */
const filled = fc
  .record({
    dtype: fc.constantFrom(1, 2, 3, 4, 5, 6, 9, 10, 14, 17, 19, 22, 23),
    rows: fc.option(fc.integer({ min: 0, max: 5 })),
    seed: fc.uint8Array({ minLength: 120, maxLength: 120 }),
  })
  .map(({ dtype, rows, seed }) => {
    const width = {
      1: 4,
      2: 8,
      3: 4,
      4: 1,
      5: 2,
      6: 1,
      9: 8,
      10: 1,
      14: 2,
      17: 2,
      19: 2,
      22: 4,
      23: 8,
    }[dtype];
    const shape = new MessageWriter();
    if (rows !== null)
      for (const size of [rows, 3]) shape.message(2, new MessageWriter().varint(1, size));
    return new MessageWriter()
      .varint(1, dtype)
      .message(2, shape)
      .bytes(4, seed.subarray(0, width * (rows === null ? 1 : rows * 3)));
  });

const histogram = fc
  .tuple(
    double,
    fc.array(packedDoubles, { maxLength: 2 }),
    fc.array(packedDoubles, { maxLength: 2 }),
    fc.boolean(),
  )
  .map(([num, limits, counts, packed]) => {
    const message = new MessageWriter().double(1, 0).double(3, num);
    const write = (field: number, values: readonly number[]): void => {
      if (packed) message.doubles(field, values);
      else for (const value of values) message.double(field, value);
    };
    for (const { values } of limits) write(6, values);
    for (const { values } of counts) write(7, values);
    return message;
  });

const drawable = fc.array(fc.tuple(double, fc.nat(9)), { maxLength: 6 }).map((buckets) =>
  new MessageWriter()
    .double(3, 7)
    .doubles(
      6,
      buckets.map(([limit]) => (Number.isNaN(limit) ? 0 : limit)),
    )
    .doubles(
      7,
      buckets.map(([, count]) => count),
    ),
);

const saidOfTag = fc
  .record({
    plugin: fc.option(fc.constantFrom("scalars", "histograms", "graph_keras_model", "hparams", "")),
    content: fc.option(fc.uint8Array({ maxLength: 20 })),
    description: fc.option(fc.constantFrom("", "shape [2, 3]", "d".repeat(6000))),
    dataClass: fc.option(fc.nat(3)),
  })
  .map(({ plugin, content, description, dataClass }) => {
    const data = new MessageWriter();
    if (plugin !== null) data.text(1, plugin);
    if (content) data.bytes(2, content);
    const message = new MessageWriter().message(1, data);
    if (description !== null) message.text(3, description);
    if (dataClass !== null) message.varint(4, dataClass);
    return message;
  });

const value = fc
  .record({
    tag: fc.option(tag),
    data: fc.option(
      fc.oneof(
        double.map((number) => (into: MessageWriter) => into.float(2, number)),
        fc
          .oneof(tensor, filled)
          .map((message) => (into: MessageWriter) => into.message(8, message)),
        fc
          .oneof(histogram, drawable)
          .map((message) => (into: MessageWriter) => into.message(5, message)),
        fc
          .constantFrom(4, 6)
          .map((field) => (into: MessageWriter) => into.bytes(field, new Uint8Array(9))),
      ),
    ),
    metadata: fc.array(saidOfTag, { maxLength: 2 }),
    unknown: fc.boolean(),
    dataFirst: fc.boolean(),
  })
  .map(({ tag: name, data, metadata, unknown, dataFirst }) => {
    const message = new MessageWriter();
    if (dataFirst) data?.(message);
    if (name !== null) message.text(1, name);
    if (unknown) message.text(7, "node").varint(77, 5).double(78, 1);
    if (!dataFirst) data?.(message);
    for (const said of metadata) message.message(9, said);
    return message;
  });

const event = fc
  .record({
    wallTime: fc.option(double),
    step: fc.option(int),
    content: fc.array(
      fc.oneof(
        { weight: 6, arbitrary: fc.array(value, { maxLength: 4 }).map((values) => ({ values })) },
        {
          weight: 1,
          arbitrary: fc.constantFrom({ version: "brain.Event:2" }, { session: 1 }, { session: 2 }),
        },
      ),
      { maxLength: 2 },
    ),
  })
  .map(({ wallTime, step, content }) => {
    const message = new MessageWriter();
    if (wallTime !== null) message.double(1, wallTime);
    for (const one of content) {
      if ("values" in one) {
        const summary = new MessageWriter();
        for (const each of one.values) summary.message(1, each);
        message.message(5, summary);
      } else if ("version" in one) message.text(3, one.version);
      else message.message(7, new MessageWriter().varint(1, one.session));
    }
    if (step !== null) message.varint(2, step);
    return message.finish();
  });

const mutation = fc.record({
  at: fc.nat(),
  how: fc.oneof(
    fc.record({ to: fc.nat(255) }),
    fc.record({ insert: fc.nat(255) }),
    fc.constant({ cut: true }),
  ),
});

function mutated(payload: Uint8Array, { at, how }: { at: number; how: object }): Uint8Array {
  if (payload.length === 0) return payload;
  const place = at % payload.length;
  const before = payload.subarray(0, place);
  if ("to" in how)
    return Buffer.concat([before, Uint8Array.of(how.to as number), payload.subarray(place + 1)]);
  if ("insert" in how)
    return Buffer.concat([before, Uint8Array.of(how.insert as number), payload.subarray(place)]);
  return before;
}

describe("the scanner says what the plain decoder says", () => {
  it.each(fixtureFiles().map((file) => [file.slice(FIXTURES.length + 1), file]))(
    "of %s",
    (_, file) => {
      expectAgreement(payloadsOf(file));
    },
  );

  it("of events in every encoding", () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 8 }), (payloads) => expectAgreement(payloads)),
      { numRuns: 600 },
    );
  });

  it("of events with wrong bytes in them", () => {
    const damaged = fc
      .tuple(event, fc.array(mutation, { minLength: 1, maxLength: 3 }))
      .map(([payload, mutations]) => mutations.reduce(mutated, payload));
    fc.assert(
      fc.property(fc.array(fc.oneof(damaged, event), { maxLength: 6 }), (payloads) =>
        expectAgreement(payloads),
      ),
      { numRuns: 1200 },
    );
  });

  it("of the same scalars in turn, with wrong bytes in some of them", () => {
    const tags = ["a", "loss/train", "x".repeat(118), "x".repeat(119)];
    const scalar = fc
      .tuple(fc.nat(9), fc.bigInt(0n, 2n ** 30n), fc.nat(30), double, fc.float())
      .map(([turn, largest, shift, wallTime, number]) => {
        const one = new MessageWriter().text(1, tags[turn % 2 === 0 ? 0 : turn % 4]!);
        const summary = new MessageWriter().message(1, one.float(2, number));
        const said = new MessageWriter().double(1, wallTime).varint(2, largest >> BigInt(shift));
        return said.message(5, summary).finish();
      });
    const damaged = fc.tuple(scalar, mutation).map(([payload, one]) => mutated(payload, one));
    const records = fc.array(
      fc.oneof({ weight: 3, arbitrary: scalar }, { weight: 1, arbitrary: damaged }),
      { maxLength: 24 },
    );
    fc.assert(
      fc.property(records, (payloads) => expectAgreement(payloads)),
      { numRuns: 1000 },
    );
  });

  it("of real records with wrong bytes in them", () => {
    const real = fixtureFiles().flatMap(payloadsOf);
    const damaged = fc
      .tuple(fc.constantFrom(...real), fc.array(mutation, { minLength: 1, maxLength: 3 }))
      .map(([payload, mutations]) => mutations.reduce(mutated, payload));
    fc.assert(
      fc.property(fc.array(damaged, { maxLength: 4 }), (payloads) => expectAgreement(payloads)),
      { numRuns: 600 },
    );
  });

  it("of one record with more values and tags than a batch holds, and of many with new tags", () => {
    const one = (name: string): MessageWriter => new MessageWriter().text(1, name).float(2, 1);
    const summary = new MessageWriter();
    for (let i = 0; i < 150_000; i++) summary.message(1, one(`tag ${i}`));
    const wide = new MessageWriter().varint(2, 3).message(5, summary).finish();
    const few = Array.from({ length: 70_000 }, (_, i) =>
      new MessageWriter().message(5, new MessageWriter().message(1, one(`one ${i}`))).finish(),
    );
    const bytes = Buffer.concat([few[0]!, wide, ...few].map(frameRecord));
    const sum = ({ sessions }: { sessions: Session[] }): number[] => [
      sessions[0]!.records,
      sessions[0]!.values.size,
      [...sessions[0]!.values.values()].reduce((total, rows) => total + rows.length, 0),
    ];
    expect(sum(scanned(bytes))).toEqual([70_002, 220_000, 220_001]);
  });

  it("of a megabyte of empty values in one record", () => {
    const summary = new Uint8Array(1_000_000);
    for (let i = 0; i < summary.length; i += 2) summary.set([0x0a, 0], i);
    const { sessions } = scanned(frameRecord(new MessageWriter().bytes(5, summary).finish()));
    expect(sessions[0]!.values.get("")).toHaveLength(500_000);
  });
});

describe("a file that is scanned window by window", () => {
  it("is told as it is, whatever lies across two windows", () => {
    const plugin = new MessageWriter().message(1, new MessageWriter().text(1, "scalars"));
    const payloads: Uint8Array[] = [];
    for (let step = 0; payloads.reduce((sum, { length }) => sum + length, 0) < 12e6; step++) {
      const one = new MessageWriter().text(1, `tag ${step % 7}`).float(2, step);
      if (step % 5003 === 0) one.message(9, plugin);
      const summary = new MessageWriter().message(1, one);
      const says = new MessageWriter().double(1, step).varint(2, step).message(5, summary);
      payloads.push(says.finish());
      const long = 3000 + ((step * 7919) % 1_500_000);
      if (step % 997 === 0) payloads.push(tensorOf(step, long));
      if (step % 4001 === 0) payloads.push(Uint8Array.of(7));
      if (step % 6007 === 0)
        payloads.push(new MessageWriter().message(7, new MessageWriter().varint(1, 1)).finish());
    }
    const bytes = Buffer.concat(payloads.map(frameRecord));
    const { batches, malformed, settled } = scannedByWindows(bytes);
    expect(settled).toBe(bytes.length);
    expect({ sessions: sessionsOf(batches), malformed }).toEqual(plainly(bytes));
  });

  it("is told up to a record that is too long to be read", () => {
    const before = Buffer.concat(
      Array.from({ length: 5000 }, (_, i) => frameRecord(tensorOf(i, 9))),
    );
    const header = frameRecord(new Uint8Array(9e7)).subarray(0, 12);
    const bytes = Buffer.concat([before, header, new Uint8Array(9.1e7)]);
    const { batches, settled } = scannedByWindows(bytes);
    expect(settled).toBe(before.length);
    expect(batches.reduce((sum, { records }) => sum + records, 0)).toBe(5000);
  });
});

/** What the job for the worker threads makes of a file of these bytes. */
function scannedByWindows(bytes: Uint8Array): {
  batches: EventBatch[];
  malformed: unknown[];
  settled: number;
} {
  const folder = mkdtempSync(join(tmpdir(), "layerlapse-scan-"));
  const descriptor = openSync(writtenTo(join(folder, "file"), bytes), "r");
  const batches: EventBatch[] = [];
  const malformed: unknown[] = [];
  let settled = 0;
  const pieces = scanEvents({ descriptor, from: 0, to: bytes.length, size: bytes.length });
  for (let next = pieces.next([]); !next.done; next = pieces.next(next.value.lent ?? [])) {
    const { piece } = next.value;
    if (piece.batch) batches.push(structuredClone(piece.batch));
    for (const { offset, bytes: length } of piece.malformed.places)
      malformed.push({ offset, bytes: length });
    expect(piece.settled).toBeGreaterThan(settled);
    ({ settled } = piece);
  }
  closeSync(descriptor);
  rmSync(folder, { recursive: true });
  return { batches, malformed, settled };
}

function tensorOf(step: number, length: number): Uint8Array {
  const content = new Uint8Array(length).fill(step);
  const one = new MessageWriter()
    .text(1, "tensor")
    .message(8, new MessageWriter().varint(1, 4).bytes(4, content));
  return new MessageWriter()
    .varint(2, step)
    .message(5, new MessageWriter().message(1, one))
    .finish();
}

function writtenTo(path: string, bytes: Uint8Array): string {
  writeFileSync(path, bytes);
  return path;
}

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
