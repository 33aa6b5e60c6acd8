// The seal of records: the scanner and the walk make the same, and another when one record is another.
import { closeSync, openSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { frameRecord } from "#contract/eventlog/tfrecord.ts";
import { SealWalk } from "../../../../server/logdir/tfevents/kept/seal.ts";
import { scanEvents } from "../../../../server/logdir/tfevents/scanner/scanFile.ts";
import { scalar, temporary } from "../followed.ts";

/** A graph definition: an event that says nothing. */
const silent = (bytes: number): Uint8Array =>
  frameRecord(Uint8Array.of(34, 0x80 | (bytes & 127), bytes >> 7, ...new Uint8Array(bytes)));

const records = fc.array(
  fc.oneof(
    fc.tuple(fc.nat(1000), fc.float()).map(([step, value]) => scalar(step, value)),
    fc.integer({ min: 128, max: 9000 }).map(silent),
  ),
  { minLength: 1, maxLength: 40 },
);

function written(bytes: readonly Uint8Array[]): { descriptor: number; size: number } {
  const path = join(temporary(), "events");
  const whole = Buffer.concat(bytes);
  writeFileSync(path, whole);
  const descriptor = openSync(path, "r");
  onTestFinished(() => closeSync(descriptor));
  return { descriptor, size: whole.length };
}

/** Where the pieces of a scan end, and their seals. */
function scanned({ descriptor, size }: { descriptor: number; size: number }): [number, number][] {
  const pieces: [number, number][] = [];
  const scan = scanEvents({ descriptor, from: 0, to: size, size });
  for (let next = scan.next([]); !next.done; next = scan.next([])) {
    const { settled, seal } = next.value.piece;
    pieces.push([settled, seal]);
  }
  return pieces;
}

describe("the seal of records", () => {
  it("is the same by the scanner and by the walk from record to record", () => {
    fc.assert(
      fc.property(records, (bytes) => {
        const file = written([...bytes, scalar(1, 2)]);
        const pieces = scanned(file);
        expect(pieces.at(-1)![0]).toBe(file.size);
        const walk = new SealWalk(file.descriptor, 0);
        expect(pieces.map(([settled]) => [settled, walk.sealTo(settled)])).toEqual(pieces);
      }),
      { numRuns: 40 },
    );
  });

  it("is another when one record is another, of whatever length", () => {
    fc.assert(
      fc.property(records, fc.nat(), fc.float(), (bytes, at, value) => {
        const place = at % bytes.length;
        const other = scalar(2000, value);
        const file = written([...bytes, scalar(1, 2)]);
        const changed = written([...bytes.with(place, other), scalar(1, 2)]);
        expect(new SealWalk(changed.descriptor, 0).sealTo(changed.size)).not.toBe(
          new SealWalk(file.descriptor, 0).sealTo(file.size),
        );
      }),
      { numRuns: 40 },
    );
  });

  it("is none where no record ends", () => {
    const file = written([scalar(1, 2), scalar(2, 3)]);
    expect(new SealWalk(file.descriptor, 0).sealTo(file.size - 1)).toBeNull();
    expect(new SealWalk(file.descriptor, 0).sealTo(file.size + 40)).toBeNull();
    expect(new SealWalk(file.descriptor, 3).sealTo(file.size)).toBeNull();
  });
});
