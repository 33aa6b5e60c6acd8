import { describe, expect, it } from "vitest";
import {
  completed,
  extended,
  type History,
  isHeld,
  nearestHeld,
  NO_HISTORY,
} from "../../../client/store/history.ts";
import { missingAround } from "../../../client/store/missing.ts";
import { snapshot } from "../support.ts";

const point = (index: number) => snapshot(index * 10, [index, index + 1]);

/** A history of `length` steps, ten apart, of which some are here. */
function history(length: number, indices: readonly number[]): History {
  const steps = Float64Array.from({ length }, (_, i) => i * 10);
  const arrived = { steps, indices, points: indices.map(point), byChange: true };
  return extended(NO_HISTORY, arrived);
}

describe("a history", () => {
  it("knows every step, and shows the last snapshot before one that is not here", () => {
    const known = history(1000, [0, 400, 999]);
    expect(known.steps).toHaveLength(1000);
    expect([0, 399, 400, 998].map((index) => nearestHeld(known, index)?.step)).toEqual([
      0, 0, 4000, 4000,
    ]);
    expect(nearestHeld(NO_HISTORY, 0)).toBeNull();
  });

  it("puts what arrives on demand where it belongs, once", () => {
    const once = completed(history(1000, [0, 999]), 8, [point(8), point(9)]);
    const twice = completed(once, 8, [point(8), point(9)]);
    expect(twice.indices).toEqual([0, 8, 9, 999]);
    expect(twice.points.map(({ step }) => step)).toEqual([0, 80, 90, 9990]);
    expect(isHeld(twice, 9) && !isHeld(twice, 10)).toBe(true);
  });

  it("keeps no more snapshots than a page can hold, the first, the last and what differs among them", () => {
    let known = history(1, [0]);
    for (let index = 1; index < 5000; index++) {
      const odd = index === 2345 ? snapshot(index * 10, [-99, 99]) : point(0);
      const arrived = { steps: Float64Array.of(index * 10), indices: [index], points: [odd] };
      known = extended(known, { ...arrived, byChange: true });
    }
    expect(known.steps).toHaveLength(5000);
    expect(known.points.length).toBeLessThanOrEqual(1536);
    for (const index of [0, 2345, 4999]) expect(isHeld(known, index), `${index}`).toBe(true);
  });
});

describe("what is fetched for the playhead", () => {
  it("is its own snapshot first, then its neighbours, in stretches that caches can share", () => {
    const known = history(1000, [0, 999]);
    expect(missingAround(known, 403)).toEqual([
      { from: 400, to: 408 },
      { from: 392, to: 400 },
      { from: 408, to: 416 },
    ]);
    expect(missingAround(known, 999)).toEqual([
      { from: 992, to: 1000 },
      { from: 984, to: 992 },
    ]);
  });

  it("is every other too, one at a time, where so few were dear enough not to be sent", () => {
    const missing = missingAround(history(50, [49]), 48);
    expect(missing.slice(0, 2)).toEqual([
      { from: 48, to: 49 },
      { from: 47, to: 48 },
    ]);
    expect(missing).toHaveLength(49);
  });

  it("is nothing where all is here", () => {
    expect(missingAround(history(3, [0, 1, 2]), 1)).toEqual([]);
  });
});
