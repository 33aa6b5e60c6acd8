import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { summarise } from "#contract/distribution.ts";
import {
  barsOf,
  closer,
  edgesOf,
  gridOver,
  MOST_BARS,
  rangeOfAll,
  snapped,
  tallest,
} from "../../../client/charts/bars.ts";
import { finiteCount, weights } from "../support.ts";

const values = fc.array(
  fc.oneof(
    fc.integer({ min: -1e6, max: 1e6 }).map((value) => value / 7),
    fc.double({ min: 1e-9, max: 1e-6, noNaN: true }),
    fc.constantFrom(0, NaN, Infinity, 0.5),
  ),
  { minLength: 1, maxLength: 200 },
);

describe("the bars over all snapshots", () => {
  it("hold every finite value of every snapshot, in whole counts", () => {
    fc.assert(
      fc.property(fc.array(values, { minLength: 1, maxLength: 4 }), (lists) => {
        const all = lists.map((list) => summarise(list));
        const range = rangeOfAll(all);
        if (range === null) return;
        const grid = gridOver(all, range)!;
        for (const one of all) {
          const { counts, below, above } = barsOf(one, grid);
          expect([below, above]).toEqual([0, 0]);
          expect(counts.reduce((sum, count) => sum + count, 0)).toBe(finiteCount(one));
          expect(counts.every(Number.isInteger)).toBe(true);
        }
      }),
    );
  });

  it("are more than half of the most there may be, and never more", () => {
    for (const scale of [1e-6, 0.068, 1, 37, 1e9]) {
      const all = [summarise(weights(5000, 1, scale)), summarise(weights(5000, 2, scale / 3))];
      const { length } = gridOver(all, rangeOfAll(all)!)!;
      expect(length).toBeLessThanOrEqual(MOST_BARS);
      expect(length).toBeGreaterThanOrEqual(MOST_BARS / 2 - 1);
    }
  });

  it("are fewer where there are few values to count, however far they are zoomed", () => {
    const [few, many] = [summarise(weights(100, 1)), summarise(weights(100_000, 1))];
    for (const range of [rangeOfAll([few])!, [-0.03, 0.04] as const]) {
      expect(gridOver([few], range)!.length).toBeLessThanOrEqual(20);
      expect(gridOver([few], range)!.length).toBeGreaterThanOrEqual(9);
      expect(gridOver([few, many], range)).toEqual(gridOver([many], range));
    }
  });

  it("stay where they are when a snapshot within their range arrives", () => {
    const before = [summarise(weights(5000, 1))];
    const after = [...before, summarise(weights(5000, 2, 0.05))];
    expect(gridOver(after, rangeOfAll(after)!)).toEqual(gridOver(before, rangeOfAll(before)!));
  });

  it("count what lies outside a zoomed range at its edges, and lose nothing", () => {
    const one = summarise(weights(5000, 3));
    const grid = gridOver([one], [-0.01, 0.02])!;
    const { counts, below, above } = barsOf(one, grid);
    const inside = counts.reduce((sum, count) => sum + count, 0);
    expect(below).toBeGreaterThan(0);
    expect(above).toBeGreaterThan(0);
    expect(inside + below + above).toBe(5000);
  });

  it("are one bar for a single value and none where nothing is finite", () => {
    const same = summarise([0.25, 0.25]);
    expect(gridOver([same], rangeOfAll([same])!)).toMatchObject({ length: 1 });
    expect(rangeOfAll([summarise([NaN, Infinity])])).toBeNull();
  });

  it("give the height of the tallest of all snapshots", () => {
    const all = [summarise([0, 0, 0, 1]), summarise([1, 1, 0.5])];
    const grid = gridOver(all, rangeOfAll(all)!)!;
    expect(tallest(all.map((one) => barsOf(one, grid)))).toBe(3);
  });

  it("widen a dragged stretch to whole bars, however it was dragged", () => {
    const grid = { level: -3, first: -8, length: 16 };
    expect(edgesOf(grid)).toEqual([-1, 1]);
    expect(snapped(grid, 0.3, -0.2)).toEqual([-0.25, 0.375]);
    expect(snapped(grid, 0.3, 0.3)).toEqual([0.25, 0.375]);
  });
});

describe("zooming in", () => {
  it("halves the range, never leaves it, and ends at the mean however far the outliers are", () => {
    let range: readonly [number, number] = [-8, 2];
    for (let i = 0; i < 6; i++) {
      const next = closer(range, 0.5);
      expect(next[0]).toBeGreaterThanOrEqual(range[0]);
      expect(next[1]).toBeLessThanOrEqual(range[1]);
      expect(next[1] - next[0]).toBeCloseTo((range[1] - range[0]) / 2, 12);
      range = next;
    }
    expect(range[0]).toBeLessThan(0.5);
    expect(range[1]).toBeGreaterThan(0.5);
  });
});
