import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Gathered } from "../../../../server/logdir/workers/gather.ts";
import { WorkerPool } from "../../../../server/logdir/workers/pool.ts";

function pool(): WorkerPool {
  const made = new WorkerPool();
  onTestFinished(() => made.close());
  return made;
}

/** Descriptor of a temporary file of these bytes. */
function opened(bytes: Uint8Array): number {
  const folder = mkdtempSync(join(tmpdir(), "layerlapse-"));
  writeFileSync(join(folder, "file"), bytes);
  const descriptor = openSync(join(folder, "file"), "r");
  onTestFinished(() => {
    closeSync(descriptor);
    rmSync(folder, { recursive: true });
  });
  return descriptor;
}

function rangesOf(
  descriptor: number,
  ranges: readonly (readonly [start: number, end: number])[],
): { descriptor: number; starts: Float64Array; ends: Float64Array } {
  return {
    descriptor,
    starts: Float64Array.from(ranges, ([start]) => start),
    ends: Float64Array.from(ranges, ([, end]) => end),
  };
}

const NUMBERED = Uint8Array.from({ length: 5_000_000 }, (_, i) => (i * 7 + (i >>> 8)) & 0xff);

/** A list of ranges that costs many pieces. */
const MANY = Array.from({ length: 40 }, (_, i) => [i, i + 1_000_000 + i] as const);

describe("a job", () => {
  it("tells its pieces in order, and they hold what lies in the file", async () => {
    const descriptor = opened(NUMBERED);
    const ranges = [[5, 9], [0, 3_000_000], [9, 9], [2_000_000, 2_000_001], ...MANY] as const;
    const read: Uint8Array[] = [];
    await pool().run("gather", rangesOf(descriptor, ranges), ({ bytes, ends }) => {
      ends.forEach((end, i) => read.push(bytes.subarray(i === 0 ? 0 : ends[i - 1]!, end)));
    });
    expect(read.length).toBe(ranges.length);
    ranges.forEach(([start, end], i) => {
      expect(Buffer.compare(read[i]!, NUMBERED.subarray(start, end)), `range ${i}`).toBe(0);
    });
  });

  it("that fails rejects with its reason, and the thread does the next one", async () => {
    const descriptor = opened(NUMBERED);
    const workers = pool();
    const beyond = rangesOf(descriptor, [[NUMBERED.length - 1, NUMBERED.length + 1]]);
    await expect(workers.run("gather", beyond, () => {})).rejects.toThrow("was cut while");
    await expect(workers.run("gather", rangesOf(descriptor, [[0, 1]]), () => {})).resolves.toBe(
      null,
    );
  });

  it("whose piece cannot be taken stops, and rejects with what was thrown", async () => {
    const descriptor = opened(NUMBERED);
    let taken = 0;
    const reading = pool().run("gather", rangesOf(descriptor, MANY), () => {
      taken++;
      throw new Error("full");
    });
    await expect(reading).rejects.toThrow("full");
    expect(taken).toBe(1);
  });

  it("tells a piece when the one before has been taken, however long that takes, and then its end", async () => {
    const descriptor = opened(NUMBERED);
    let [taking, taken] = [0, 0];
    await pool().run("gather", rangesOf(descriptor, MANY), async () => {
      expect(taking++).toBe(0);
      await new Promise((resolve) => setImmediate(resolve));
      taking--;
      taken++;
    });
    expect(taken).toBe(MANY.length);
  });

  it("that is small does not wait for the big ones", async () => {
    const descriptor = opened(NUMBERED);
    const workers = pool();
    const order: string[] = [];
    const input = rangesOf(descriptor, [...MANY, ...MANY, ...MANY]);
    const big = [1, 2, 3, 4, 5].map(async (bytes) => {
      await workers.run("gather", input, () => {}, bytes);
      order.push(`big ${bytes}`);
    });
    await workers.run("gather", rangesOf(descriptor, [[0, 10]]), () => {});
    order.push("small");
    await Promise.all(big);
    expect(order.indexOf("small")).toBeLessThan(order.length - 1);
    expect(order[0]).toBe("small");
  });

  it("is in flight only as far as it is taken", async () => {
    const descriptor = opened(NUMBERED);
    const pieces: Gathered[] = [];
    const before = process.memoryUsage.rss();
    const ranges = Array.from({ length: 400 }, () => [0, 4_000_000] as const);
    let most = 0;
    await pool().run("gather", rangesOf(descriptor, ranges), (piece) => {
      // Whoever takes slowly is not run over by 1.6 GB.
      const until = performance.now() + 2;
      while (performance.now() < until);
      most = Math.max(most, process.memoryUsage.rss() - before);
      pieces[0] = piece;
    });
    expect(most).toBeLessThan(400_000_000);
  });
});

describe("a pool", () => {
  it("that is closed rejects what it was at and what waited, and takes nothing more", async () => {
    const descriptor = opened(NUMBERED);
    const workers = new WorkerPool();
    const input = rangesOf(descriptor, [...MANY, ...MANY]);
    const reasons = Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        workers
          .run("gather", input, () => {}, i + 1)
          .then(
            () => "done",
            (error: Error) => error.message,
          ),
      ),
    );
    await workers.close();
    for (const reason of await reasons) expect(reason).toMatch(/it was stopped|has been closed/);
    await expect(workers.run("gather", input, () => {})).rejects.toThrow("has been closed");
  });
});
