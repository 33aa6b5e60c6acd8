import * as fc from "fast-check";
import { expect, it } from "vitest";
import { beeswarm, type Dot, fittingSwarm } from "../../../client/charts/beeswarm.ts";

const dots = fc.array(
  fc.record({
    x: fc.double({ min: 0, max: 300, noNaN: true }),
    radius: fc.double({ min: 4, max: 20, noNaN: true }),
  }),
  { maxLength: 80 },
);

it("no two circles overlap, and the gap is kept", () => {
  fc.assert(
    fc.property(dots, (all) => {
      const ys = beeswarm(all, 3);
      for (let i = 0; i < all.length; i++) {
        for (let j = 0; j < i; j++) expect(apart(all, ys, i, j)).toBeGreaterThanOrEqual(3 - 1e-5);
      }
    }),
  );
});

it("a circle alone stands on the line", () => {
  expect([...beeswarm([{ x: 5, radius: 9 }], 2)]).toEqual([0]);
});

it("300 circles at one place shrink until they fit the height", () => {
  const crowd = Array.from({ length: 300 }, (_, i) => ({ x: (i % 30) * 9, radius: 15 }));
  const { ys, scale } = fittingSwarm(crowd, 5, 200);
  expect(scale).toBeLessThan(1);
  const reach = Math.max(...Array.from(ys, (y) => Math.abs(y))) + 15 * scale;
  expect(reach).toBeLessThanOrEqual(100);
});

function apart(all: readonly Dot[], ys: Float64Array, i: number, j: number): number {
  const [one, two] = [all[i]!, all[j]!];
  return Math.hypot(one.x - two.x, ys[i]! - ys[j]!) - one.radius - two.radius;
}
