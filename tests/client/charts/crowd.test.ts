// Painted circles of hundreds of models: each is found where it stands, and the arrow keys come by all of them.
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { type CrowdDot, crowdAt, crowdWalk, paintCrowd } from "../../../client/charts/crowd.ts";
import { paletteOf, scoreColour } from "../../../client/charts/palette.ts";
import { fittingStacks } from "../../../client/charts/stacks.ts";
import { recorded } from "./recorded.ts";

const HEIGHT = 160;

const crowds = fc
  .array(fc.tuple(fc.integer({ min: 20, max: 300 }), fc.integer({ min: 3, max: 12 })), {
    minLength: 1,
    maxLength: 400,
  })
  .map((list) => {
    const dots = list.map(([x, radius]) => ({ x, radius }));
    const { xs, ys, scale } = fittingStacks(dots, 2, HEIGHT);
    return dots.map(({ radius }, i): CrowdDot => {
      const place = { x: xs[i]!, y: HEIGHT / 2 + ys[i]!, radius: radius * scale };
      return { ...place, colour: scoreColour(i / 400, "dark"), isDiverged: false, beyond: null };
    });
  });

it("each is hit in its middle, and none from afar", () => {
  fc.assert(
    fc.property(crowds, (dots) => {
      dots.forEach(({ x, y }, i) => expect(crowdAt(dots, x, y)).toBe(i));
      expect(crowdAt(dots, -50, dots[0]!.y)).toBeNull();
    }),
    { numRuns: 30 },
  );
});

it("the way of the arrow keys comes by each once, from left to right", () => {
  fc.assert(
    fc.property(crowds, (dots) => {
      const walk = crowdWalk(dots);
      expect(walk.toSorted((one, two) => one - two)).toEqual(dots.map((_, i) => i));
      for (let i = 1; i < walk.length; i++) {
        expect(dots[walk[i]!]!.x).toBeGreaterThanOrEqual(dots[walk[i - 1]!]!.x);
      }
    }),
    { numRuns: 30 },
  );
});

it("are filled once a colour; what diverged is crossed out, and what lies beyond the axis points there", () => {
  const dot = { y: 20, radius: 5, colour: scoreColour(0.5, "dark"), beyond: null };
  const palette = paletteOf("dark");
  const surface = recorded({ width: 100, height: 40 });
  const dots: CrowdDot[] = [
    { ...dot, x: 10, isDiverged: false },
    { ...dot, x: 30, isDiverged: true },
    { ...dot, x: 50, isDiverged: false, beyond: 1 },
  ];
  paintCrowd(surface, { dots, ticks: [], palette });
  const [, circles, cross, chevron] = surface.paths;
  expect(circles!.points.map(([x]) => x)).toEqual([10, 30, 50]);
  expect(cross!.points.every(([x]) => Math.abs(x - 30) < 5)).toBe(true);
  expect(chevron!.points.every(([x]) => x > 55)).toBe(true);
});
