import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { summarise } from "#contract/distribution.ts";
import { bandsLayout, paintBands, quantilesOf } from "../../../client/charts/bands.ts";
import { gridOver, rangeOfAll } from "../../../client/charts/bars.ts";
import { type BinTable, binTable, fullest, rowOf } from "../../../client/charts/binTable.ts";
import { cellEdges } from "../../../client/charts/columns.ts";
import {
  heatAt,
  heatMapLayout,
  type HeatMapPicture,
  heatPixels,
} from "../../../client/charts/heatMap.ts";
import { paletteOf } from "../../../client/charts/palette.ts";
import { sequential } from "../../../client/charts/ramps.ts";
import {
  paintLitRidge,
  ridgeAt,
  ridgelineLayout,
  type RidgelinePicture,
} from "../../../client/charts/ridgeline.ts";
import { ridgeRows } from "../../../client/charts/ridgeSelection.ts";
import { linearScale } from "../../../client/charts/scales.ts";
import { finiteCount, weights } from "../support.ts";
import { recorded } from "./recorded.ts";

const PALETTE = paletteOf("light");
const SIZE = { width: 600, height: 400 };

/** Rows of four bins, all alike but where `bumps` says. */
function table(rows: number, bumps: readonly number[] = []): BinTable {
  const counts = new Float32Array(rows * 4);
  for (let row = 0; row < rows; row++) counts.set([1, 5, 5, 1], row * 4);
  for (const row of bumps) counts.set([9, 0, 0, 3], row * 4);
  const steps = Float64Array.from({ length: rows }, (_, i) => i);
  return { steps, grid: { level: -1, first: -2, length: 4 }, counts };
}

function heat(of: BinTable, more: Partial<HeatMapPicture> = {}): HeatMapPicture {
  const ramp = sequential("light", "a");
  const edges = cellEdges(of.steps);
  const look = { isLog: false, ramp, unit: "epoch", palette: PALETTE };
  return { table: of, stepEdges: edges, most: fullest(of), ...look, ...more };
}

function ridges(of: BinTable): RidgelinePicture {
  const stepEdges = [0, of.steps.at(-1)!] as const;
  const look = { hue: PALETTE.slot.a, unit: "epoch", palette: PALETTE };
  return { table: of, stepEdges, tallest: fullest(of), ...look };
}

describe("the table of bars over time", () => {
  it("holds every finite value of every step", () => {
    const points = [1, 2, 3].map((seed) => ({
      step: seed * 10,
      distribution: summarise([...weights(500, seed), NaN]),
    }));
    const all = points.map(({ distribution }) => distribution);
    const made = binTable(points, gridOver(all, rangeOfAll(all)!)!);
    expect([...made.steps]).toEqual([10, 20, 30]);
    points.forEach(({ distribution }, row) => {
      const sum = rowOf(made, row).reduce((total, count) => total + count, 0);
      expect(sum).toBe(finiteCount(distribution));
    });
    expect(fullest(made)).toBe(Math.max(...made.counts));
  });
});

describe("the ridges of 10,000 epochs", () => {
  const steps = linearScale(0, 9999);

  it("are as many as there is room for: the first, the last, and the one that changed", () => {
    const rows = ridgeRows(table(10_000, [4321]), steps, 120);
    expect(rows.length).toBeLessThanOrEqual(120);
    expect(rows.length).toBeGreaterThan(100);
    expect(rows[0]).toBe(0);
    expect(rows.at(-1)).toBe(9999);
    expect(rows).toContain(4321);
  });

  it("are the same for the same table, and ascend", () => {
    const of = table(10_000, [17, 5000]);
    const rows = ridgeRows(of, steps, 90);
    expect(ridgeRows(of, steps, 90)).toEqual(rows);
    expect([...rows].sort((one, two) => one - two)).toEqual(rows);
  });

  it("are all where there is room for all", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), (count) => {
        const all = Array.from({ length: count }, (_, i) => i);
        expect(ridgeRows(table(count), linearScale(0, count - 1), 2 * count)).toEqual(all);
      }),
    );
  });

  it("can each be reached with the pointer, drawn or not", () => {
    const picture = ridges(table(10_000));
    const { box, y } = ridgelineLayout(picture, SIZE);
    for (const row of [0, 1234, 9999]) {
      const top = box.top + (1 - y.place(row)) * box.height;
      expect(ridgeAt(picture, SIZE, 300, top)!.row).toBe(row);
    }
    expect(ridgeAt(ridges({ ...table(0), steps: Float64Array.of(3) }), SIZE, 1, 1)!.row).toBe(0);
  });

  it("light up with the number of their epoch", () => {
    const surface = recorded(SIZE);
    paintLitRidge(surface, ridges(table(10_000)), 77);
    expect(surface.texts.map(({ words }) => words)).toEqual(["77"]);
  });
});

describe("the heat map", () => {
  it("has the colour of a cell's count, and none where no weight is", () => {
    const picture = heat(table(2, [1]));
    const { data } = heatPixels(picture, linearScale(-0.5, 1.5), 2);
    const pixels = new Uint32Array(data.buffer);
    const { pixels: ramp } = picture.ramp;
    const at = (value: number): number => ramp[Math.round((value / 9) * 255)]!;
    // Rows from the highest bin down; the first column is [1, 5, 5, 1], the second [9, 0, 0, 3].
    expect([...pixels]).toEqual([at(1), at(3), at(5), 0, at(5), 0, at(1), at(9)]);
  });

  it("loses no epoch where several share a column: it is their mean", () => {
    const picture = heat(table(4, [2]), { most: 9 });
    const { data } = heatPixels(picture, linearScale(-0.5, 3.5), 1);
    const lowest = new Uint32Array(data.buffer).at(-1);
    expect(lowest).toBe(picture.ramp.pixels[Math.round(((3 * 1 + 9) / 4 / 9) * 255)]);
  });

  it("tells a single weight from none on its logarithmic scale", () => {
    const picture = heat(table(1), { isLog: true, most: 1e6 });
    const { data } = heatPixels(picture, linearScale(-0.5, 0.5), 1);
    expect(new Uint32Array(data.buffer).every((colour) => colour !== 0)).toBe(true);
  });

  it("is read at a place: epoch, bin and count", () => {
    const picture = heat(table(10, [7]));
    const { box } = heatMapLayout(picture, SIZE);
    const left = box.left + (7.5 / 10) * box.width;
    const hit = heatAt(picture, SIZE, left, box.top + box.height - 2);
    expect(hit).toEqual({ row: 7, from: -1, to: -0.5, count: 9 });
    expect(heatAt(picture, SIZE, left, box.top + 1)!.count).toBe(3);
    expect(heatAt(picture, SIZE, box.left - 2, box.top + 1)).toBeNull();
  });
});

describe("percentile bands", () => {
  const course = [1, 2, 3].map((seed) => summarise(weights(2000, seed, seed)));

  it("lie within each other", () => {
    const columns = quantilesOf(course);
    for (let step = 0; step < 3; step++) {
      const across = columns.map((column) => column[step]!);
      expect([...across].sort((one, two) => one - two)).toEqual(across);
    }
  });

  it("break where nothing is finite, and show a step that stands alone", () => {
    const broken = quantilesOf([course[0]!, summarise([NaN]), course[2]!]);
    const surface = recorded(SIZE);
    const picture = {
      steps: [0, 1, 2],
      quantiles: broken,
      stepEdges: [0, 2] as const,
      edges: [-4, 4] as const,
      hue: PALETTE.slot.b,
      unit: "epoch",
      palette: PALETTE,
    };
    paintBands(surface, picture);
    const { box } = bandsLayout(picture, SIZE);
    const areas = surface.paths.filter(({ fill, points }) => fill && points.length > 2);
    expect(areas).toHaveLength(3 * 2);
    const middle = box.left + box.width / 2;
    for (const { points } of areas) {
      const xs = points.map(([x]) => x);
      expect(Math.max(...xs) - Math.min(...xs)).toBeGreaterThan(2);
      expect(Math.max(...xs) < middle || Math.min(...xs) > middle).toBe(true);
    }
  });

  it("keep the widest of all steps that share a pixel", () => {
    const count = 20_000;
    const quantiles = quantilesOf([course[0]!]).map((column) =>
      new Float64Array(count).fill(column[0]!),
    );
    quantiles[6]![12_345] = 3.9;
    const surface = recorded(SIZE);
    const steps = Float64Array.from({ length: count }, (_, i) => i);
    const ends = { stepEdges: [0, count] as const, edges: [-4, 4] as const };
    const look = { hue: PALETTE.slot.a, unit: "step", palette: PALETTE };
    const picture = { steps, quantiles, ...ends, ...look };
    paintBands(surface, picture);
    const { box, y } = bandsLayout(picture, SIZE);
    const ys = surface.paths[surface.paths.findIndex(({ points }) => points.length > 99)]!.points;
    const spike = box.top + (1 - y.place(3.9)) * box.height;
    expect(Math.min(...ys.map(([, at]) => at))).toBeCloseTo(spike, 6);
  });
});
