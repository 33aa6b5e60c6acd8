import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { summarise } from "#contract/distribution.ts";
import { paintOverlay } from "../../../client/charts/overlay.ts";
import {
  overlayAt,
  overlayLayout,
  type OverlayPicture,
  standingOf,
  tallestOf,
} from "../../../client/charts/overlayLayout.ts";
import { paletteOf } from "../../../client/charts/palette.ts";
import { sharedBins } from "../../../client/charts/sharedBins.ts";
import { finiteCount, weights } from "../support.ts";
import { recorded } from "./recorded.ts";

const PALETTE = paletteOf("dark");
const SIZE = { width: 700, height: 400 };
const values = fc.array(
  fc.oneof(fc.double({ min: -3, max: 3, noNaN: true }), fc.constantFrom(0, NaN, Infinity, 2)),
  { maxLength: 150 },
);
const range = fc
  .tuple(fc.double({ min: -4, max: 2, noNaN: true }), fc.double({ min: 0.1, max: 6, noNaN: true }))
  .map(([low, span]) => [low, low + span] as const);

function total(counts: Float64Array): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

function picture(more: Partial<OverlayPicture> = {}): OverlayPicture {
  const pair = { a: summarise(weights(4000, 1)), b: summarise(weights(2000, 2, 0.08)) };
  const known = {
    pair,
    names: { a: "one", b: "two" },
    hues: PALETTE.slot,
    range: [-0.1, 0.1] as const,
    unit: "value" as const,
    spacing: "linear" as const,
    heights: "count" as const,
    logHeights: false,
    style: "filled" as const,
    palette: PALETTE,
    ...more,
  };
  return { tallest: tallestOf(known), ...known };
}

describe("the bins that two distributions share", () => {
  it.each(["value", "deviation"] as const)(
    "lose no finite value: what is outside is counted (by %s)",
    (unit) => {
      fc.assert(
        fc.property(values, values, range, (one, two, shown) => {
          const pair = { a: summarise(one), b: summarise(two) };
          const bins = sharedBins(pair, shown, unit);
          if (bins === null) {
            expect(finiteCount(pair.a) + finiteCount(pair.b)).toBe(0);
            return;
          }
          for (const slot of ["a", "b"] as const) {
            const held = total(bins.counts[slot]!) + bins.below[slot] + bins.above[slot];
            expect(held).toBeCloseTo(finiteCount(pair[slot]), 6);
          }
          expect(bins.counts.a).toHaveLength(bins.edges.length - 1);
        }),
      );
    },
  );

  it("are whole bins of both, and exact, where values are not divided", () => {
    const pair = { a: summarise([0.1, 0.2, 0.3]), b: summarise([-7, 9]) };
    const bins = sharedBins(pair, [-8, 10], "value")!;
    expect(bins.isExact).toBe(true);
    expect(total(bins.counts.a!.map((count) => count % 1))).toBe(0);
    const estimated = { a: { ...pair.a, exactBins: false }, b: pair.b };
    expect(sharedBins(estimated, [-8, 10], "value")!.isExact).toBe(false);
  });

  it("in deviations are the same for a distribution and its double", () => {
    const one = weights(5000, 3);
    const pair = { a: summarise(one), b: summarise(one.map((value) => 2 * value)) };
    const { counts, isExact } = sharedBins(pair, [-2, 2], "deviation")!;
    expect(isExact).toBe(false);
    counts.a!.forEach((count, i) => expect(counts.b![i]).toBeCloseTo(count, 6));
  });

  it("are none where nothing is finite", () => {
    expect(sharedBins({ a: summarise([NaN]), b: null }, [-1, 1], "value")).toBeNull();
  });
});

describe("two distributions in one plot", () => {
  it("have an area of one each as densities", () => {
    const { bins, heights } = overlayLayout(picture({ heights: "density" }), SIZE)!;
    const width = bins.edges[1]! - bins.edges[0]!;
    expect(total(heights.a!) * width).toBeCloseTo(1);
    expect(total(heights.b!) * width).toBeCloseTo(1);
  });

  it("are read at any place: the bin that lies there", () => {
    const shown = picture({ spacing: "log" });
    const layout = overlayLayout(shown, SIZE)!;
    for (let left = layout.plot.left; left < 680; left += 7) {
      const hit = overlayAt(layout, left)!;
      const value = layout.x.at((left - layout.plot.left) / layout.plot.width);
      expect(value).toBeGreaterThanOrEqual(hit.from - 1e-9);
      expect(value).toBeLessThanOrEqual(hit.to + 1e-9);
      expect(hit.counts.a).toBe(layout.bins.counts.a![hit.bin]);
    }
    expect(overlayAt(layout, layout.plot.left - 10)).toBeNull();
    expect(overlayAt(layout, 695)).toBeNull();
  });

  it("stand against each other when mirrored, both within the plot", () => {
    const shown = picture({ style: "mirrored", logHeights: true });
    const layout = overlayLayout(shown, SIZE)!;
    const { plot } = layout;
    const [a, b] = (["a", "b"] as const).map((slot) => standingOf(layout, "mirrored", slot));
    expect(a!.base).toBe(b!.base);
    expect(a!.yOf(50)).toBeLessThan(a!.base);
    expect(b!.yOf(50) - b!.base).toBeCloseTo(a!.base - a!.yOf(50));
    expect(a!.yOf(1e9)).toBeCloseTo(plot.top);
    expect(b!.yOf(0)).toBe(b!.base);
  });

  it("differ by what one has more: above for A, below for B", () => {
    const { differences, heights } = overlayLayout(picture(), SIZE)!;
    differences!.forEach((more, i) => expect(more).toBe(heights.a![i]! - heights.b![i]!));
  });

  it("say at the edges what lies outside, and in words that there is nothing to subtract", () => {
    const zoomed = recorded(SIZE);
    paintOverlay(zoomed, picture({ range: [0, 0.05] }));
    const words = zoomed.texts.map((text) => text.words);
    expect(words.filter((one) => one.endsWith("below"))).toHaveLength(2);
    expect(words.filter((one) => one.endsWith("above ›"))).toHaveLength(2);
    const alone = recorded(SIZE);
    const one = picture();
    paintOverlay(alone, { ...one, pair: { ...one.pair, b: null } });
    expect(alone.texts.map((text) => text.words)).toContain("nothing to subtract");
  });

  it("leave the picture to its names where neither has a finite value", () => {
    const nothing = picture({ pair: { a: summarise([NaN]), b: null }, tallest: 1 });
    const surface = recorded(SIZE);
    paintOverlay(surface, nothing);
    expect(surface.texts.map((text) => text.words)).toEqual(["one", "two"]);
  });
});
