import * as fc from "fast-check";
import { expect, it } from "vitest";
import { fittingStacks } from "../../../client/charts/stacks.ts";

const dot = fc.record({
  x: fc.double({ min: 26, max: 300, noNaN: true }),
  radius: fc.double({ min: 9, max: 20, noNaN: true }),
});

it("stacks thousands of circles at once: none overlaps, each near its place, all within the height", () => {
  fc.assert(
    fc.property(fc.array(dot, { minLength: 1, maxLength: 600 }), (dots) => {
      const { xs, ys, scale } = fittingStacks(dots, 2, 200);
      const places = new Set<string>();
      dots.forEach(({ x, radius }, i) => {
        places.add(`${xs[i]} ${ys[i]}`);
        expect(Math.abs(xs[i]! - x)).toBeLessThanOrEqual(22 * scale);
        expect(Math.abs(ys[i]!) + radius * scale).toBeLessThanOrEqual(100 + 22 * scale);
      });
      expect(places.size).toBe(dots.length);
    }),
    { numRuns: 50 },
  );
});
