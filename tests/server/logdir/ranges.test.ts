// Event files of more than one range: what several threads read of one file is what lies in it, in its order.
import { appendFileSync, readdirSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { frameRecord } from "#contract/eventlog/tfrecord.ts";
import { MessageWriter } from "#contract/eventlog/wire.ts";
import { EVENTS, follow, scalar, scalars, scalarsOf, summary, temporary } from "./followed.ts";

/** As in ranges.ts. */
const RANGE_BYTES = 134_217_728;
const LONG_AGO = new Date(Date.now() - 3_600_000);

/** A record whose value is no number, with these bytes in it. */
function tensor(content: Uint8Array): Uint8Array {
  const made = new MessageWriter().varint(1, 1).bytes(4, content);
  const value = new MessageWriter().text(1, "embedding").message(8, made);
  return frameRecord(
    new MessageWriter().message(5, new MessageWriter().message(1, value)).finish(),
  );
}

const MEGABYTE = tensor(new Uint8Array(1_000_000));

/** Tensors of a megabyte with a scalar behind each, steps from `from` on. */
function mixed(from: number, count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, i) => [MEGABYTE, scalar(from + i, from + i)]).flat();
}

const lengthOf = (pieces: readonly Uint8Array[]): number =>
  pieces.reduce((sum, { length }) => sum + length, 0);

/** A log directory with a file of these bytes. */
function written(pieces: readonly Uint8Array[]): string {
  const folder = temporary();
  const path = join(folder, EVENTS);
  for (const piece of pieces) appendFileSync(path, piece);
  utimesSync(path, LONG_AGO, LONG_AGO);
  return folder;
}

/** Steps of the scalars that are read, and where the file is told to be damaged. */
async function stepsIn(folder: string, cache: string | null = null) {
  const followed = follow(folder, { hints: false, cache });
  await followed.logdir.ready;
  const points = await scalars(followed);
  await followed.logdir.close();
  expect(points.every(([step, value]) => step === value)).toBe(true);
  return {
    steps: points.map(([step]) => step),
    damage: summary(followed).problems.map(({ offset }) => offset),
  };
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

describe("a file of more than one range", () => {
  it("is read whole and in order, and at the next start from what was kept of each range", async () => {
    const pieces = [...mixed(0, 150), scalarsOf(...upTo(3000).map((i) => 150 + i))];
    expect(lengthOf(pieces)).toBeGreaterThan(RANGE_BYTES);
    const [folder, cache] = [written(pieces), temporary()];
    const first = await stepsIn(folder, cache);
    expect(first).toEqual({ steps: upTo(3150), damage: [] });
    expect(readdirSync(join(cache, "events"))).toHaveLength(2);
    expect(await stepsIn(folder, cache)).toEqual(first);
  });

  it("is read right where another event file lies in a record that reaches from one range into the next", async () => {
    const before = mixed(0, 133);
    const reaching = tensor(scalarsOf(...upTo(60_000).map((i) => 1_000_000 + i)));
    expect(lengthOf(before)).toBeLessThan(RANGE_BYTES - 500_000);
    expect(lengthOf(before) + reaching.length).toBeGreaterThan(RANGE_BYTES + 500_000);
    const folder = written([...before, reaching, ...mixed(133, 20)]);
    expect(await stepsIn(folder)).toEqual({ steps: upTo(153), damage: [] });
  });

  it("loses what is damaged and nothing else, in whichever range it is and where two meet", async () => {
    const pieces = mixed(0, 160);
    const meeting = pieces.findIndex((_, i) => lengthOf(pieces.slice(0, i + 1)) > RANGE_BYTES);
    const bad = [10, meeting - (meeting % 2), 300];
    for (const at of bad) {
      pieces[at] = Uint8Array.from(pieces[at]!);
      pieces[at][600]! ^= 1;
    }
    const damage = bad.map((at) => lengthOf(pieces.slice(0, at)));
    expect(await stepsIn(written(pieces))).toEqual({ steps: upTo(160), damage });
  });
});
