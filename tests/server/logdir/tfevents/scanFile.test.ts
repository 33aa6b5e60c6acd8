// A file that is scanned window by window says what it would say as a whole.
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { EventBatch } from "#contract/eventlog/batch.ts";
import { frameRecord } from "#contract/eventlog/tfrecord.ts";
import { MessageWriter } from "#contract/eventlog/wire.ts";
import { scanEvents } from "../../../../server/logdir/tfevents/scanner/scanFile.ts";
import { plainly, sessionsOf } from "./said.ts";

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
