import { describe, expect, it } from "vitest";
import { Lanes, type Worker } from "../../../server/logdir/lanes.ts";

/** Works until it is let go; `order` says who began when. */
function workers(order: string[], sizes: Record<string, { ageMs: number; bytesLeft: number }>) {
  return Object.entries(sizes).map(([name, size]): Worker & { name: string } => ({
    name,
    ...size,
    waiting: false,
    async work() {
      order.push(name);
      await new Promise((resolve) => setImmediate(resolve));
    },
  }));
}

const SIZES = {
  first: { ageMs: 500, bytesLeft: 50 },
  old: { ageMs: 900, bytesLeft: 10 },
  newest: { ageMs: 1, bytesLeft: 20 },
  biggest: { ageMs: 800, bytesLeft: 1000 },
  newer: { ageMs: 2, bytesLeft: 30 },
  bigger: { ageMs: 700, bytesLeft: 900 },
};

function begun(urgent: readonly string[]): Promise<string[]> {
  const order: string[] = [];
  return new Promise((resolve) => {
    const lanes = new Lanes(1, () => resolve(order));
    for (const worker of workers(order, SIZES)) lanes.add(worker, urgent.includes(worker.name));
  });
}

describe("lanes", () => {
  it("take the newest and the biggest in turns", async () => {
    const [first, ...others] = await begun([]);
    expect(first).toBe("first");
    expect(others).toEqual(["biggest", "newest", "bigger", "newer", "old"]);
  });

  it("take first what is urgent", async () => {
    expect((await begun(["old", "newer"])).slice(0, 3)).toEqual(["first", "old", "newer"]);
  });

  it("hold no more than there are, and a worker once", async () => {
    let [at, most, works] = [0, 0, 0];
    const all = Array.from({ length: 9 }, (): Worker => ({
      waiting: false,
      ageMs: 0,
      bytesLeft: 0,
      async work() {
        works++;
        most = Math.max(most, ++at);
        await new Promise((resolve) => setImmediate(resolve));
        at--;
      },
    }));
    await new Promise<void>((resolve) => {
      const lanes = new Lanes(3, resolve);
      for (const worker of all) for (const urgent of [false, true]) lanes.add(worker, urgent);
    });
    expect(most).toBe(3);
    expect(works).toBeLessThanOrEqual(2 * all.length);
    expect(works).toBeGreaterThanOrEqual(all.length);
  });
});
