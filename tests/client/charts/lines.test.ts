import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { extremes } from "../../../client/charts/extremes.ts";
import {
  lineAt,
  linesLayout,
  type LinesPicture,
  paintLines,
} from "../../../client/charts/lines.ts";
import { paletteOf } from "../../../client/charts/palette.ts";
import { linearScale, logScale } from "../../../client/charts/scales.ts";
import { smoothed } from "../../../client/charts/smoothing.ts";
import { recorded } from "./recorded.ts";

const PALETTE = paletteOf("dark");
const SIZE = { width: 500, height: 300 };
const BOX = { left: 0, top: 0, width: 100, height: 100 };

function picture(all: readonly number[][], more: Partial<LinesPicture> = {}): LinesPicture {
  const lines = all.map((values) => {
    const steps = Float64Array.from(values, (_, i) => i);
    return { steps, values, smooth: null, colour: PALETTE.slot.a };
  });
  const ends = { stepEdges: [0, Math.max(...all.map(({ length }) => length)) - 1] as const };
  const look = { isLog: false, title: "loss", unit: "step", palette: PALETTE };
  return { lines, ...ends, edges: [0, 10], ...look, ...more };
}

describe("the extremes of a long line", () => {
  const plot = (count: number) => {
    return { box: BOX, x: linearScale(0, count - 1), y: linearScale(-1, 1) };
  };

  it("are those of the values, in no more columns than there are", () => {
    const value = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(value, { minLength: 2, maxLength: 1000 }), (values) => {
        const steps = Float64Array.from(values, (_, i) => i);
        const { stretches, notFinite } = extremes(steps, values, values, plot(values.length));
        expect(stretches).toHaveLength(1);
        expect(notFinite).toEqual([]);
        const { xs, lows, highs } = stretches[0]!;
        expect(xs.length).toBeLessThanOrEqual(100);
        expect(Math.min(...highs)).toBeCloseTo((1 - Math.max(...values)) * 50);
        expect(Math.max(...lows)).toBeCloseTo((1 - Math.min(...values)) * 50);
      }),
    );
  });

  it("keep one spike among a million", () => {
    const values = new Float64Array(1_000_000);
    values[500_123] = 1;
    const steps = Float64Array.from(values, (_, i) => i);
    const { highs } = extremes(steps, values, values, plot(values.length)).stretches[0]!;
    expect(highs.filter((y) => y === 0)).toHaveLength(1);
  });

  it("mark what is not finite, and break where nothing is", () => {
    const values = Float64Array.from({ length: 10 }, (_, i) => i / 10);
    values[4] = NaN;
    const steps = Float64Array.from(values, (_, i) => i);
    const { stretches, notFinite } = extremes(steps, values, values, plot(10));
    expect(stretches.map(({ xs }) => xs.length)).toEqual([4, 5]);
    expect(notFinite).toHaveLength(1);
    expect(notFinite[0]).toBeCloseTo((4 / 9) * 100);
  });

  it("run out of a logarithmic plot at its foot where a value has no place", () => {
    const y = logScale(0.1, 10);
    const { stretches } = extremes([0, 1], [1, 0], [1, 0], { box: BOX, x: linearScale(0, 1), y });
    expect(stretches[0]!.lows[1]).toBeGreaterThan(100);
  });
});

describe("curves", () => {
  it("are found near the pointer, at the nearest step of the nearest one", () => {
    const shown = picture([Array(50).fill(2), Array(50).fill(8)]);
    const { box, x, y } = linesLayout(shown, SIZE);
    const left = box.left + x.place(20.4) * box.width;
    const at = (value: number): number => box.top + (1 - y.place(value)) * box.height;
    expect(lineAt(shown, SIZE, left, at(7.6))).toEqual({ line: 1, index: 20 });
    expect(lineAt(shown, SIZE, left, at(2.1))).toEqual({ line: 0, index: 20 });
    expect(lineAt(shown, SIZE, left, at(5))).toBeNull();
    expect(lineAt(shown, SIZE, 3, at(2))).toBeNull();
  });

  it("have a cross for what is not finite, and the raw line behind the smooth one", () => {
    const values = [1, 2, NaN, 4];
    const raw = recorded(SIZE);
    paintLines(raw, picture([values]));
    const smooth = recorded(SIZE);
    const shown = picture([values]);
    paintLines(smooth, {
      ...shown,
      lines: shown.lines.map((line) => ({ ...line, smooth: smoothed(values, 0.5) })),
    });
    const lines = (surface: typeof raw) => surface.paths.filter(({ stroke }) => stroke?.width);
    const crosses = raw.paths.filter(({ points }) => points.length === 4);
    expect(crosses).toHaveLength(1);
    expect(lines(smooth).length).toBe(lines(raw).length);
    expect(smooth.paths.length).toBe(raw.paths.length + 2);
  });
});

describe("smoothing", () => {
  it("leaves a constant as it is, from the first value on", () => {
    expect([...smoothed([3, 3, 3], 0.9)].every((value) => Math.abs(value - 3) < 1e-12)).toBe(true);
  });

  it("is the mean with falling weights", () => {
    const [first, second, third] = smoothed([1, 2, 4], 0.5);
    expect(first).toBe(1);
    expect(second).toBeCloseTo((0.5 * 1 + 2) / 1.5);
    expect(third).toBeCloseTo((0.25 * 1 + 0.5 * 2 + 4) / 1.75);
  });

  it("neither hides nor spreads what is not finite", () => {
    expect([...smoothed([1, NaN, Infinity, 1], 0.9)]).toEqual([1, NaN, Infinity, 1]);
  });
});
