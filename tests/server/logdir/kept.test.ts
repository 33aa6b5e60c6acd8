// What was found in large event files is kept for the next start: it reads next to nothing, and says the same.
import {
  appendFileSync,
  chmodSync,
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scalarValue } from "#contract/eventlog/event.ts";
import { frameRecord } from "#contract/eventlog/tfrecord.ts";
import { MessageWriter } from "#contract/eventlog/wire.ts";
import type { Problem } from "#contract/protocol.ts";
import { makeRoom, PARTIAL } from "../../../server/logdir/tfevents/kept/room.ts";
import { EVENTS, follow, record, scalar, scalars, summary, temporary, until } from "./followed.ts";

const TENSORS = 70;
const SCALARS_BETWEEN = 20;
/** As in keptPieces.ts: what changed later may have changed again at what the system calls the same time. */
const AT_REST_MS = 2000;
const LONG_AGO = new Date(Date.now() - 3_600_000);

/** A megabyte that is no number. */
const tensor = (() => {
  const content = new MessageWriter().varint(1, 1).bytes(4, new Uint8Array(1_000_000));
  const value = new MessageWriter().text(1, "embedding").message(8, content);
  return frameRecord(
    new MessageWriter().message(5, new MessageWriter().message(1, value)).finish(),
  );
})();
const negative = new MessageWriter()
  .text(1, "odd")
  .message(5, new MessageWriter().double(6, 1).double(7, -1));
const rejected = frameRecord(
  new MessageWriter().message(5, new MessageWriter().message(1, negative)).finish(),
);
const malformed = frameRecord(Uint8Array.of(7));

function written(folder: string): string {
  const pieces: Uint8Array[] = [rejected, malformed];
  for (let i = 0; i < TENSORS; i++) {
    pieces.push(tensor);
    for (let j = 0; j < SCALARS_BETWEEN; j++) pieces.push(scalar(i * SCALARS_BETWEEN + j, j));
  }
  const path = join(folder, EVENTS);
  writeFileSync(path, Buffer.concat(pieces));
  utimesSync(path, LONG_AGO, LONG_AGO);
  return path;
}

/** Writes another value, of as many bytes, over the first. */
function rewriteOne(path: string): void {
  const file = openSync(path, "r+");
  const at = rejected.length + malformed.length + tensor.length;
  writeSync(file, scalar(0, 77), 0, undefined, at);
  closeSync(file);
}

interface Start {
  points: [number, number][];
  problems: readonly Problem[];
  /** Null where the system does not tell. */
  bytesRead: number | null;
}

function bytesReadSoFar(): number | null {
  if (!existsSync("/proc/self/io")) return null;
  return Number(/^rchar: (\d+)$/m.exec(readFileSync("/proc/self/io", "utf8"))![1]);
}

async function start(folder: string, cache: string | null): Promise<Start> {
  const before = bytesReadSoFar();
  const followed = follow(folder, { cache, hints: false });
  await followed.logdir.ready;
  const after = bytesReadSoFar();
  await followed.logdir.close();
  const bytesRead = before === null ? null : after! - before;
  return { points: await scalars(followed), problems: summary(followed).problems, bytesRead };
}

const keptIn = (cache: string): string[] => {
  const folder = join(cache, "events");
  return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
};

const shareOf = ({ bytesRead }: Start, path: string): number =>
  bytesRead === null ? 0 : bytesRead / statSync(path).size;

describe("a second start on a large event file", () => {
  it("reads next to nothing of it, and says the same, what is wrong with it too", async () => {
    const [folder, cache] = [temporary(), temporary()];
    const path = written(folder);
    const first = await start(folder, cache);
    expect(first.points).toHaveLength(TENSORS * SCALARS_BETWEEN);
    expect(first.problems).toHaveLength(2);
    const second = await start(folder, cache);
    expect({ ...second, bytesRead: 0 }).toEqual({ ...first, bytesRead: 0 });
    expect(shareOf(second, path)).toBeLessThan(0.01);
  });

  it("looks at nothing but its ends where it had been at rest, until anything about it changes", async () => {
    const [folder, cache] = [temporary(), temporary()];
    const path = written(folder);
    await until(() => Date.now() - statSync(path).ctimeMs > AT_REST_MS);
    const first = await start(folder, cache);
    const second = await start(folder, cache);
    expect(second.points).toEqual(first.points);
    expect(shareOf(second, path)).toBeLessThan(0.005);
    chmodSync(path, 0o600);
    const third = await start(folder, cache);
    expect(third.points).toEqual(first.points);
    expect(third.bytesRead === null || shareOf(third, path) > 0.9).toBe(true);
  });

  it("reads what has come since", async () => {
    const [folder, cache] = [temporary(), temporary()];
    const path = written(folder);
    const first = await start(folder, cache);
    appendFileSync(path, Buffer.concat([scalar(5000, 1), tensor, scalar(5001, 2)]));
    const second = await start(folder, cache);
    expect(second.points).toEqual([...first.points, [5000, 1], [5001, 2]]);
    expect(shareOf(second, path)).toBeLessThan(0.03);
  });

  it("keeps what has come since when that is much", async () => {
    const [folder, cache] = [temporary(), temporary()];
    const path = written(folder);
    await start(folder, cache);
    for (let i = 0; i < TENSORS; i++) appendFileSync(path, tensor);
    appendFileSync(path, scalar(5000, 1));
    const second = await start(folder, cache);
    const third = await start(folder, cache);
    expect(second.points.at(-1)).toEqual([5000, 1]);
    expect(third.points).toEqual(second.points);
    expect(shareOf(third, path)).toBeLessThan(0.01);
  });

  it("goes on behind what is damaged", async () => {
    const [folder, cache] = [temporary(), temporary()];
    const path = written(folder);
    const file = openSync(path, "r+");
    writeSync(file, Uint8Array.of(1), 0, 1, rejected.length + malformed.length + 500);
    closeSync(file);
    utimesSync(path, LONG_AGO, LONG_AGO);
    const first = await start(folder, cache);
    expect(first.problems).toHaveLength(3);
    const second = await start(folder, cache);
    expect({ ...second, bytesRead: 0 }).toEqual({ ...first, bytesRead: 0 });
    expect(shareOf(second, path)).toBeLessThan(0.05);
  });

  it.each<[string, (path: string) => void]>([
    [
      "was replaced",
      (path) => {
        const bytes = readFileSync(path);
        scalar(0, 77).copy(bytes, rejected.length + malformed.length + tensor.length);
        writeFileSync(`${path}.new`, bytes);
        utimesSync(`${path}.new`, LONG_AGO, LONG_AGO);
        renameSync(`${path}.new`, path);
      },
    ],
    ["was cut", (path) => truncateSync(path, 69_000_000)],
    ["was rewritten, as long as before", rewriteOne],
    [
      "was rewritten, as long as before, and its time set back",
      (path) => {
        rewriteOne(path);
        utimesSync(path, LONG_AGO, LONG_AGO);
      },
    ],
    [
      "was rewritten in its middle, and has grown since",
      (path) => {
        rewriteOne(path);
        appendFileSync(path, scalar(5000, 1));
      },
    ],
  ])("reads it again when it %s", async (_, change) => {
    const [folder, cache] = [temporary(), temporary()];
    const path = written(folder);
    const first = await start(folder, cache);
    change(path);
    const second = await start(folder, cache);
    const fresh = await start(folder, null);
    expect(second.points).toEqual(fresh.points);
    expect(second.points).not.toEqual(first.points);
  });

  it("says the same however what was kept is damaged", async () => {
    const [folder, cache] = [temporary(), temporary()];
    written(folder);
    const first = await start(folder, cache);
    const [kept] = keptIn(cache) as [string];
    const good = readFileSync(kept);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(good.length - 1),
        fc.integer({ min: 1, max: 255 }),
        fc.boolean(),
        async (at, flip, cut) => {
          const bad = Buffer.from(cut ? good.subarray(0, at) : good);
          if (!cut) bad[at]! ^= flip;
          writeFileSync(kept, bad);
          const again = await start(folder, cache);
          expect({ ...again, bytesRead: 0 }).toEqual({ ...first, bytesRead: 0 });
        },
      ),
      { numRuns: 8 },
    );
    writeFileSync(kept, "");
    await start(folder, cache);
    expect(readFileSync(kept).length).toBe(good.length);
  });
});

describe("what is kept", () => {
  it("is nothing of a file that consists of small values, or when nothing may be kept", async () => {
    const [folder, cache] = [temporary(), temporary()];
    const values = Array.from({ length: 20 }, (_, i) => scalarValue(`tag ${i}`, i));
    const many = Buffer.alloc(70_000_000, record({ wallTime: 1, step: 1, values }));
    writeFileSync(join(folder, EVENTS), many);
    await start(folder, cache);
    expect(keptIn(cache)).toEqual([]);
    written(folder);
    await start(folder, null);
    expect(keptIn(cache)).toEqual([]);
  });

  it("makes room for what is newer, and what was begun long ago goes", () => {
    const folder = temporary();
    const hoursAgo = {
      old: 4,
      newer: 2,
      newest: 1,
      [`begun${PARTIAL}`]: 3,
      [`lost${PARTIAL}`]: 50,
    };
    for (const [name, hours] of Object.entries(hoursAgo)) {
      writeFileSync(join(folder, name), new Uint8Array(100));
      const at = new Date(Date.now() - hours * 3_600_000);
      utimesSync(join(folder, name), at, at);
    }
    makeRoom(folder, 300);
    expect(readdirSync(folder).toSorted()).toEqual([`begun${PARTIAL}`, "newer", "newest"]);
  });
});
