// The fast scanner against the plain decoder: on every record, of every writer, damaged in every way, they say the same.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { frameRecord, scanRecords } from "#contract/eventlog/tfrecord.ts";
import { MessageWriter } from "#contract/eventlog/wire.ts";
import { double, event, mutated, mutation } from "./anyEvents.ts";
import { plainly, scanned, type Session } from "./said.ts";

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
