// Every chart with numbers worth looking at, for both themes.
import { barsOf, edgesOf, gridOver, middlesOf, rangeOfAll } from "../../../client/charts/bars.ts";
import { binTable, fullest } from "../../../client/charts/binTable.ts";
import { cellEdges } from "../../../client/charts/columns.ts";
import {
  type HeatMapPicture,
  paintHeatMap,
  paintHeatPlayhead,
} from "../../../client/charts/heatMap.ts";
import { paintHistogram } from "../../../client/charts/histogramPainting.ts";
import {
  type HistogramPicture,
  normalCurve,
  outline,
} from "../../../client/charts/histogramPicture.ts";
import { css } from "../../../client/charts/oklch.ts";
import { paintRanked, type RankedPicture } from "../../../client/charts/ranked.ts";
import { paintOverlay, paintOverlayBin } from "../../../client/charts/overlay.ts";
import { type OverlayPicture, tallestOf } from "../../../client/charts/overlayLayout.ts";
import { paletteOf, scoreColour, type Theme } from "../../../client/charts/palette.ts";
import { diverging, sequential } from "../../../client/charts/ramps.ts";
import {
  paintLitRidge,
  paintRidgeline,
  type RidgelinePicture,
} from "../../../client/charts/ridgeline.ts";
import type { Painting } from "../../../client/charts/surface.ts";
import { course } from "./paper.ts";
import { curves, denseNetwork, heavyTails, models, smallNetwork } from "./made.ts";
import {
  type BandsPicture,
  paintBands,
  paintBandsPlayhead,
  quantilesOf,
} from "../../../client/charts/bands.ts";
import { type LinesPicture, paintLines, paintLinesMarks } from "../../../client/charts/lines.ts";
import {
  type MatrixPicture,
  paintMatrix,
  paintMatrixMarks,
  symmetricEnds,
} from "../../../client/charts/matrix.ts";
import { matrixRows } from "../../../client/charts/matrixRows.ts";
import {
  paintParallel,
  paintParallelLit,
  type ParallelPicture,
} from "../../../client/charts/parallelCoordinates.ts";
import { parallelAxis, passing } from "../../../client/charts/parallelAxes.ts";
import { linearScale, logScale } from "../../../client/charts/scales.ts";
import { paintMultipleLit, paintMultiples } from "../../../client/charts/smallMultiples.ts";
import { INSIDE_SCENES } from "./inside.ts";
import { TAKEN_SCENES } from "./taken.ts";
import { WEIGHT_SCENES } from "./weights.ts";
import { smoothed } from "../../../client/charts/smoothing.ts";
import {
  paintSpectrum,
  paintSpectrumPoint,
  spectrumEdges,
} from "../../../client/charts/spectrumPlot.ts";

export interface Scene {
  height: number;
  painting: (theme: Theme) => Painting;
}

const A = course("dropout-0.2", "hidden1/kernel");
const B = course("dropout-0.9", "hidden1/kernel");
const EPOCH = 9;

function overlay(theme: Theme, more: Partial<OverlayPicture>): Painting {
  const palette = paletteOf(theme);
  const pair = { a: A[EPOCH]!.distribution, b: B[EPOCH]!.distribution };
  const names = { a: "dropout-0.2 · epoch 9", b: "dropout-0.9 · epoch 9" };
  const range = rangeOfAll([pair.a, pair.b])!;
  const look = { heights: "count", logHeights: false, style: "filled" } as const;
  const axis = { range, unit: "value", spacing: "linear" } as const;
  const known = { pair, names, hues: palette.slot, ...axis, ...look, palette, ...more };
  const picture = { ...known, tallest: tallestOf(known) };
  return (surface) => {
    paintOverlay(surface, picture);
    paintOverlayBin(surface, picture, 60);
  };
}

const ALL = [...A, ...B].map(({ distribution }) => distribution);
const GRID = gridOver(ALL, rangeOfAll(ALL)!)!;
const TABLE = binTable(A, GRID);

function ridgeline(theme: Theme): Painting {
  const palette = paletteOf(theme);
  const picture: RidgelinePicture = {
    table: TABLE,
    stepEdges: [0, 15],
    tallest: fullest(TABLE),
    hue: palette.slot.a,
    unit: "epoch",
    palette,
  };
  return (surface) => {
    paintRidgeline(surface, picture);
    paintLitRidge(surface, picture, EPOCH);
  };
}

function heatMap(theme: Theme, isLog: boolean, slot: "a" | "b"): Painting {
  const palette = paletteOf(theme);
  const table = slot === "a" ? TABLE : binTable(B, GRID);
  const picture: HeatMapPicture = {
    table,
    stepEdges: cellEdges(table.steps),
    most: fullest(TABLE),
    isLog,
    ramp: sequential(theme, slot),
    unit: "epoch",
    palette,
  };
  return (surface) => {
    paintHeatMap(surface, picture);
    paintHeatPlayhead(surface, picture, EPOCH);
  };
}

function multiples(theme: Theme, axes: "shared" | "own"): Painting {
  const palette = paletteOf(theme);
  const tags = ["hidden1/kernel", "hidden2/kernel", "output/kernel"] as const;
  const all = (["dropout-0.2", "dropout-0.9"] as const).flatMap((run, nth) =>
    tags.map((tag) => {
      const { distribution } = course(run, tag)[EPOCH]!;
      return {
        name: `${run} · ${tag}`,
        distribution,
        hue: nth === 0 ? palette.slot.a : palette.slot.b,
      };
    }),
  );
  const missing = { name: "decoder.blocks.11.attention.output/bias", hue: palette.slot.a };
  const picture = { multiples: [...all, { ...missing, distribution: null }], axes, palette };
  return (surface) => {
    paintMultiples(surface, picture);
    paintMultipleLit(surface, picture, 1);
  };
}

function bands(theme: Theme): Painting {
  const palette = paletteOf(theme);
  const picture: BandsPicture = {
    steps: TABLE.steps,
    quantiles: quantilesOf(A.map(({ distribution }) => distribution)),
    stepEdges: [0, 15],
    edges: [-0.13, 0.13],
    hue: palette.slot.a,
    unit: "epoch",
    palette,
  };
  return (surface) => {
    paintBands(surface, picture);
    paintBandsPlayhead(surface, picture, EPOCH);
  };
}

function matrix(theme: Theme, kind: "sequential" | "signed"): Painting {
  const palette = paletteOf(theme);
  const isSigned = kind === "signed";
  const { layers, quantities } = isSigned ? smallNetwork() : denseNetwork();
  const picture: MatrixPicture = {
    quantities,
    rows: matrixRows(layers, new Set(["encoder.3", "encoder.7"])),
    title: isSigned ? "mean, A − B" : "standard deviation, log",
    scale: isSigned ? linearScale(...symmetricEnds(quantities.values)) : logScale(0.004, 2),
    ramp: isSigned ? diverging(theme) : sequential(theme, "a"),
    stepEdges: cellEdges(quantities.steps),
    unit: "epoch",
    palette,
  };
  const cell = isSigned ? { row: 2, step: 4 } : { row: 43, step: 610 };
  return (surface) => {
    paintMatrix(surface, picture);
    paintMatrixMarks(surface, picture, { step: isSigned ? 9 : 300, cell });
  };
}

function manyLines(theme: Theme, count: number): Painting {
  const palette = paletteOf(theme);
  const isMany = count > 2;
  const all = curves(count, isMany ? 2000 : 400).map((values, i) => ({
    steps: Float64Array.from(values, (_, step) => step),
    values,
    smooth: isMany ? null : smoothed(values, 0.95),
    colour: isMany ? scoreColour(i / count, theme) : palette.slot[i === 0 ? "a" : "b"],
  }));
  const picture: LinesPicture = {
    lines: all,
    stepEdges: [0, isMany ? 1999 : 399],
    edges: [0.008, 3],
    isLog: true,
    title: "loss/test",
    unit: "step",
    palette,
  };
  return (surface) => {
    paintLines(surface, picture);
    const index = isMany ? 700 : 140;
    paintLinesMarks(surface, picture, { step: index, lit: { line: isMany ? 20 : 0, index } });
  };
}

function parallel(theme: Theme): Painting {
  const palette = paletteOf(theme);
  const columns = models(24);
  const axes = columns.map(parallelAxis);
  const score = axes.at(-1)!;
  const picture: ParallelPicture = {
    axes,
    colours: Array.from(score.places, (place) => scoreColour(place, theme)),
    brushes: [{ axis: 0, from: 0.35, to: 0.95 }],
    palette,
  };
  return (surface) => {
    paintParallel(surface, picture);
    const best = passing(axes, picture.brushes, 24).lastIndexOf(true);
    paintParallelLit(surface, picture, best);
  };
}

function spectrum(theme: Theme): Painting {
  const palette = paletteOf(theme);
  const { spectra, law } = heavyTails();
  const edges = spectrumEdges(spectra);
  const picture = { spectra, edges, lit: EPOCH, law, hue: palette.slot.a, palette };
  return (surface) => {
    paintSpectrum(surface, picture);
    paintSpectrumPoint(surface, picture, 12);
  };
}

function histogram(theme: Theme, logY: boolean): Painting {
  const palette = paletteOf(theme);
  const { distribution } = A[EPOCH]!;
  const edges = edgesOf(GRID);
  const deviation = Math.sqrt(distribution.variance);
  const { count, mean } = distribution;
  const picture: HistogramPicture = {
    xs: middlesOf(GRID),
    counts: barsOf(distribution, GRID).counts,
    edges,
    tallest: fullest(TABLE),
    logY,
    fill: css(scoreColour(0.8, theme)),
    mean,
    deviation,
    curves: [
      outline(barsOf(A[0]!.distribution, GRID).counts, edges[0], 2 ** GRID.level),
      normalCurve(count, 2 ** GRID.level, mean, deviation, edges),
    ],
    palette,
  };
  const title = "dropout-0.2  ·  hidden1/kernel  ·  epoch 9";
  return (surface) => paintHistogram(surface, picture, title, "weights");
}

function ranked(theme: Theme): Painting {
  const palette = paletteOf(theme);
  const tags = ["hidden1/kernel", "decoder.blocks.11.attention.output/kernel", "output/kernel"];
  const steps = Float64Array.from({ length: 16 }, (_, i) => i);
  const picture: RankedPicture = {
    rows: tags.map((name, row) => ({
      name,
      most: 0.06,
      bars: (["a", "b"] as const).map((slot, nth) => {
        const values = steps.map((step) => (0.02 + 0.03 * nth) * (1 - Math.exp(-step / (3 + row))));
        if (row === 1 && nth === 1) values.fill(NaN, 9);
        const value = values[EPOCH]!;
        const isFinite = Number.isFinite(value);
        return {
          hue: palette.slot[slot],
          length: isFinite ? value / 0.06 : null,
          words: isFinite ? value.toFixed(4) : "not finite",
          course: { steps, values },
          at: EPOCH,
        };
      }),
    })),
    title: "W₁, Start and now",
    stepEdges: [0, 15],
    unit: "epoch",
    palette,
  };
  return (surface) => paintRanked(surface, picture);
}

export const SCENES: Readonly<Record<string, Scene>> = {
  "overlay filled": { height: 380, painting: (theme) => overlay(theme, {}) },
  "overlay mirrored log": {
    height: 380,
    painting: (theme) => overlay(theme, { style: "mirrored", logHeights: true, spacing: "log" }),
  },
  "overlay step in deviations": {
    height: 380,
    painting: (theme) =>
      overlay(theme, { style: "step", unit: "deviation", heights: "density", range: [-3, 3] }),
  },
  ridgeline: { height: 420, painting: ridgeline },
  "heat map": { height: 320, painting: (theme) => heatMap(theme, false, "a") },
  "heat map log": { height: 320, painting: (theme) => heatMap(theme, true, "b") },
  "percentile bands": { height: 280, painting: bands },
  "matrix of 200 layers": { height: 420, painting: (theme) => matrix(theme, "sequential") },
  "matrix of few": { height: 260, painting: (theme) => matrix(theme, "signed") },
  "small multiples shared": { height: 440, painting: (theme) => multiples(theme, "shared") },
  "small multiples": { height: 440, painting: (theme) => multiples(theme, "own") },
  "lines of two": { height: 300, painting: (theme) => manyLines(theme, 2) },
  "lines of 40": { height: 300, painting: (theme) => manyLines(theme, 40) },
  "parallel coordinates": { height: 340, painting: parallel },
  spectrum: { height: 340, painting: spectrum },
  histogram: { height: 340, painting: (theme) => histogram(theme, false) },
  "histogram log": { height: 340, painting: (theme) => histogram(theme, true) },
  "ranked rows": { height: 180, painting: ranked },
  ...TAKEN_SCENES,
  ...WEIGHT_SCENES,
  ...INSIDE_SCENES,
};
