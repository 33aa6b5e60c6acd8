// A parameter's whole history as one picture: epochs to the right, values upwards, the colour telling how many weights.
import { type Plot, BELOW_PX, paintPlayhead, paintXAxis, paintYAxis, valueAtX } from "./axes.ts";
import { compactCount, shortValue } from "./axisText.ts";
import { edgesOf } from "./bars.ts";
import { type BinTable } from "./binTable.ts";
import { columnsOver, nearestStep } from "./columns.ts";
import { LEGEND_PX, paintLegend } from "./legend.ts";
import type { Palette } from "./palette.ts";
import { type Ramp, rampIndex } from "./ramps.ts";
import { linearScale, logScale, type Scale } from "./scales.ts";
import { holds, type Pixels, type Size, type Surface } from "./surface.ts";

export interface HeatMapPicture {
  table: BinTable;
  /** Ends of the step axis, the same for both models. */
  stepEdges: readonly [number, number];
  /** The fullest bin of all models shown. */
  most: number;
  isLog: boolean;
  ramp: Ramp;
  /** What steps are called. */
  unit: string;
  palette: Palette;
}

const LEFT_PX = 52;
const RIGHT_PX = 14;
const TOP_PX = LEGEND_PX + 16;
/** A logarithmic scale begins at half a weight: a column may be the mean of several epochs. */
const LEAST_WEIGHTS = 0.5;

export function heatMapLayout({ table, stepEdges }: HeatMapPicture, size: Size): Plot {
  const box = {
    left: LEFT_PX,
    top: TOP_PX,
    width: Math.max(size.width - LEFT_PX - RIGHT_PX, 1),
    height: Math.max(size.height - TOP_PX - BELOW_PX, 1),
  };
  const [low, high] = edgesOf(table.grid);
  return { box, x: linearScale(...stepEdges), y: linearScale(low, high) };
}

export function heatScale({ most, isLog }: Pick<HeatMapPicture, "most" | "isLog">): Scale {
  const top = Math.max(most, 1);
  return isLog ? logScale(LEAST_WEIGHTS, top) : linearScale(0, top);
}

export function paintHeatMap(surface: Surface, picture: HeatMapPicture): void {
  const { palette, ramp, isLog } = picture;
  const plot = heatMapLayout(picture, surface);
  surface.image(heatPixels(picture, plot.x, Math.round(plot.box.width * surface.ratio)), plot.box);
  paintXAxis(surface, plot, { palette, title: picture.unit, words: wholeWords });
  paintYAxis(surface, plot, { palette, hasGrid: false, title: "value" });
  const title = isLog ? "weights per bin, log" : "weights per bin";
  const legend = { title, ramp, scale: heatScale(picture), palette, words: compactCount };
  paintLegend(surface, plot.box.left + plot.box.width, 8, legend);
}

function wholeWords(value: number): string {
  return Number.isInteger(value) ? shortValue(value) : "";
}

/**
 * One pixel for each column and bin, stretched when drawn. A column of several epochs is their mean, so that nothing is
 * left out; a bin without weights has no colour.
 */
export function heatPixels(picture: HeatMapPicture, x: Scale, columns: number): Pixels {
  const { table, ramp } = picture;
  const { counts } = table;
  const { length } = table.grid;
  const data = new Uint8ClampedArray(columns * length * 4);
  const pixels = new Uint32Array(data.buffer);
  const scale = heatScale(picture);
  const { from, to } = columnsOver(table.steps, x, columns);
  const sums = new Float64Array(length);
  for (let column = 0; column < columns; column++) {
    const held = to[column]! - from[column]!;
    if (held === 0) continue;
    sums.fill(0);
    for (let at = from[column]! * length; at < to[column]! * length;) {
      for (let bin = 0; bin < length; bin++) sums[bin]! += counts[at++]!;
    }
    for (let bin = 0; bin < length; bin++) {
      if (sums[bin] === 0) continue;
      const colour = ramp.pixels[rampIndex(scale.place(sums[bin]! / held))]!;
      pixels[(length - 1 - bin) * columns + column] = colour;
    }
  }
  return { width: columns, height: length, data };
}

export function paintHeatPlayhead(surface: Surface, picture: HeatMapPicture, step: number): void {
  paintPlayhead(surface, heatMapLayout(picture, surface), step, picture.palette);
}

/** The row of the table, the bin, its edges and its count at a place; null beside the plot. */
export function heatAt(
  picture: HeatMapPicture,
  size: Size,
  left: number,
  top: number,
): { row: number; from: number; to: number; count: number } | null {
  const plot = heatMapLayout(picture, size);
  const { steps, grid, counts } = picture.table;
  if (!holds(plot.box, left, top) || grid.length === 0) return null;
  const row = nearestStep(steps, valueAtX(plot, left));
  if (row < 0) return null;
  const upwards = (plot.box.top + plot.box.height - top) / plot.box.height;
  const bin = Math.min(Math.floor(upwards * grid.length), grid.length - 1);
  const width = 2 ** grid.level;
  const from = (grid.first + bin) * width;
  return { row, from, to: from + width, count: counts[row * grid.length + bin]! };
}
