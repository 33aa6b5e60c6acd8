import { expect, it } from "vitest";
import { normalCurve, outline } from "../../../client/charts/histogramPicture.ts";

it("a fitted normal holds as many weights as there are", () => {
  const { xs, ys } = normalCurve(10_000, 0.1, 0.5, 1, [-6, 7]);
  const step = xs[1]! - xs[0]!;
  const area = Array.from(ys).reduce((sum, y) => sum + y, 0) * step;
  expect(area / 0.1).toBeCloseTo(10_000, 0);
});

it("an outline goes up and along every bar", () => {
  const { xs, ys } = outline([2, 5], -1, 0.5);
  expect(Array.from(xs)).toEqual([-1, -0.5, -0.5, 0]);
  expect(Array.from(ys)).toEqual([2, 2, 5, 5]);
});
