// What the benchmark of the charts runs in the browser: how long each takes to be on its canvas, pixels and all.
import { paintBands, quantilesOf } from "../../../client/charts/bands.ts";
import { binTable, fullest } from "../../../client/charts/binTable.ts";
import { canvasSurface } from "../../../client/charts/canvasSurface.ts";
import { cellEdges } from "../../../client/charts/columns.ts";
import { paintHeatMap, paintHeatPlayhead } from "../../../client/charts/heatMap.ts";
import { paintLines, paintLinesMarks } from "../../../client/charts/lines.ts";
import { matrixAt, paintMatrix, paintMatrixMarks } from "../../../client/charts/matrix.ts";
import { matrixRows } from "../../../client/charts/matrixRows.ts";
import { paletteOf } from "../../../client/charts/palette.ts";
import { sequential } from "../../../client/charts/ramps.ts";
import { paintLitRidge, paintRidgeline } from "../../../client/charts/ridgeline.ts";
import { logScale } from "../../../client/charts/scales.ts";
import type { Painting } from "../../../client/charts/surface.ts";
import { curves, denseNetwork } from "../../browser/gallery/made.ts";
import { summarise } from "#contract/distribution.ts";

const SIZE = { width: 1100, height: 640 };
const PALETTE = paletteOf("dark");
const EPOCHS = 10_000;
const BINS = 200;

interface Timed {
  name: string;
  /** Each repetition, in milliseconds. */
  times: number[];
  /** The longest that is allowed. */
  allowed: number;
}

type Case = [name: string, allowed: number, paint: (nth: number) => Painting];

function table() {
  const grid = { level: -6, first: -BINS / 2, length: BINS };
  const counts = new Float32Array(EPOCHS * BINS);
  for (let row = 0; row < EPOCHS; row++) {
    const width = 12 + row / 200;
    for (let bin = 0; bin < BINS; bin++) {
      const off = (bin - BINS / 2 + 6 * Math.sin(row / 400)) / width;
      counts[row * BINS + bin] = Math.round(3000 * Math.exp(-off * off));
    }
  }
  return { steps: Float64Array.from({ length: EPOCHS }, (_, i) => i), grid, counts };
}

function cases(): Case[] {
  const bins = table();
  const stepEdges = cellEdges(bins.steps);
  const shared = { table: bins, stepEdges, unit: "epoch", palette: PALETTE };
  const ramp = sequential("dark", "a");
  const heat = { ...shared, most: fullest(bins), isLog: true, ramp };
  const ridges = { ...shared, tallest: fullest(bins), hue: PALETTE.slot.a };
  const { layers, quantities } = denseNetwork();
  const matrix = {
    quantities,
    rows: matrixRows(layers, new Set()),
    title: "std",
    scale: logScale(0.004, 2),
    ramp,
    stepEdges: cellEdges(quantities.steps),
    unit: "epoch",
    palette: PALETTE,
  };
  const lines = {
    lines: curves(200, 5000).map((values) => ({
      steps: Float64Array.from(values, (_, i) => i),
      values,
      smooth: null,
      colour: PALETTE.slot.a,
    })),
    stepEdges: [0, 4999] as const,
    edges: [0.01, 3] as const,
    isLog: true,
    title: "loss",
    unit: "step",
    palette: PALETTE,
  };
  const one = summarise(Float64Array.from({ length: 500 }, (_, i) => Math.sin(i)));
  const bands = {
    steps: bins.steps,
    quantiles: quantilesOf(Array.from({ length: EPOCHS }, () => one)),
    stepEdges: [0, EPOCHS] as const,
    edges: [-1, 1] as const,
    hue: PALETTE.slot.a,
    unit: "epoch",
    palette: PALETTE,
  };
  const points = Array.from({ length: 1000 }, (_, step) => ({ step, distribution: one }));
  return [
    ["matrix, 200 layers × 1,000 epochs", 100, () => (to) => paintMatrix(to, matrix)],
    [
      "matrix, pointer and playhead",
      16,
      (nth) => (to) => {
        const hit = matrixAt(matrix, SIZE, 300 + nth, 60 + nth * 5);
        const cell = hit?.kind === "cell" ? hit.cell : null;
        paintMatrixMarks(to, matrix, { step: nth, cell });
      },
    ],
    ["heat map, 10,000 epochs × 200 bins", 16, () => (to) => paintHeatMap(to, heat)],
    ["heat map, playhead", 2, (nth) => (to) => paintHeatPlayhead(to, heat, nth * 100)],
    ["ridgeline, 10,000 epochs", 100, () => (to) => paintRidgeline(to, ridges)],
    ["ridgeline, playhead", 16, (nth) => (to) => paintLitRidge(to, ridges, nth * 100)],
    ["bands, 10,000 epochs", 100, () => (to) => paintBands(to, bands)],
    ["lines, 200 × 5,000 steps", 400, () => (to) => paintLines(to, lines)],
    [
      "lines, pointer and playhead",
      16,
      (nth) => (to) =>
        paintLinesMarks(to, lines, { step: nth, lit: { line: nth % 200, index: nth } }),
    ],
    ["bins of 1,000 epochs in a table", 100, () => () => binTable(points, bins.grid)],
  ];
}

const REPETITIONS = 40;

/** Every case painted again and again on a canvas of the size of a screen's half. */
export function timed(): Timed[] {
  const canvas = document.createElement("canvas");
  canvas.width = SIZE.width;
  canvas.height = SIZE.height;
  const context = canvas.getContext("2d")!;
  return cases().map(([name, allowed, paint]) => {
    const times = Array.from({ length: REPETITIONS }, (_, nth) => {
      const start = performance.now();
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, SIZE.width, SIZE.height);
      paint(nth)(canvasSurface(context, SIZE, 1));
      // The browser draws later unless somebody asks what the pixels are.
      context.getImageData(0, 0, 1, 1);
      return performance.now() - start;
    });
    return { name, times: times.sort((a, b) => a - b), allowed };
  });
}
