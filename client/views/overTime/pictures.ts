// The three pictures of a course, each with what the playhead lights in it and what a place in it stands for.
import {
  type BandsPicture,
  bandsLayout,
  paintBands,
  paintBandsPlayhead,
} from "../../charts/bands.ts";
import {
  paintHovered,
  paintHoveredAcross,
  type Plot,
  valueAtX,
  xOf,
  yOf,
} from "../../charts/axes.ts";
import type { BinTable } from "../../charts/binTable.ts";
import { cellEdges, nearestStep } from "../../charts/columns.ts";
import {
  heatMapLayout,
  type HeatMapPicture,
  paintHeatMap,
  paintHeatPlayhead,
} from "../../charts/heatMap.ts";
import { css } from "../../charts/oklch.ts";
import { type Palette, paletteOf } from "../../charts/palette.ts";
import { sequential } from "../../charts/ramps.ts";
import {
  paintLitRidge,
  paintRidgeline,
  ridgelineLayout,
  type RidgelinePicture,
} from "../../charts/ridgeline.ts";
import type { Size, Surface } from "../../charts/surface.ts";
import type { SlotName } from "../../store/selectionRules.ts";
import type { Store } from "../../store/store.ts";
import { valueText, wholeText } from "../../ui/format.ts";
import type { Courses } from "./course.ts";

/** What is pointed at in one of the pictures, and lit in both. */
export interface Pointed {
  step: number;
  value: number;
}

/** A picture whose kind no longer matters. */
export interface Drawn {
  paint(surface: Surface): void;
  paintPlayhead(surface: Surface, step: number): void;
  /** A step that is pointed at in another picture. */
  paintHovered(surface: Surface, step: number): void;
  /** The step at a place, also between two snapshots. */
  stepAt(size: Size, left: number, top: number): number;
  /** Paints over the steps between two. */
  paintBrush(surface: Surface, from: number, to: number, colour: string): void;
  /** The step and value at a place. */
  pointAt(size: Size, left: number, top: number): Pointed;
  /** Rings what is pointed at, wherever the pointer itself is. */
  paintPoint(surface: Surface, point: Pointed): void;
  /** What stands there, in words; null where nothing does. */
  wordsAt(point: Pointed): string | null;
}

/** Null where there is nothing to draw. Reads signals: call it inside of a computed one. */
export function drawnOf(store: Store, courses: Courses, slot: SlotName): Drawn | null {
  const table = courses.of[slot].table.value;
  if (table === null || table.steps.length === 0) return null;
  return DRAWINGS[courses.options.value.kind](store, courses, slot, table);
}

type Drawing = (store: Store, courses: Courses, slot: SlotName, table: BinTable) => Drawn;

const DRAWINGS: Readonly<Record<"ridges" | "heat" | "bands", Drawing>> = {
  ridges({ theme, unit }, courses, slot, table) {
    const palette = paletteOf(theme.value);
    const picture: RidgelinePicture = {
      table,
      stepEdges: courses.stepEdges.value,
      tallest: courses.tallest.value,
      hue: palette.slot[slot],
      unit: unit.value,
      palette,
    };
    const stepAt = (size: Size, top: number): number => {
      const { box, y } = ridgelineLayout(picture, size);
      return y.at(1 - (top - box.top) / box.height);
    };
    return {
      paint: (surface) => paintRidgeline(surface, picture),
      paintPlayhead: (surface, step) =>
        paintLitRidge(surface, picture, nearestStep(table.steps, step)),
      paintHovered(surface, step) {
        const { box, y } = ridgelineLayout(picture, surface);
        paintHoveredAcross(surface, box, box.top + (1 - y.place(step)) * box.height, palette);
      },
      stepAt: (size, _, top) => stepAt(size, top),
      paintBrush(surface, from, to, colour) {
        const { box, y } = ridgelineLayout(picture, surface);
        const [top, bottom] = [from, to].map((step) => box.top + (1 - y.place(step)) * box.height);
        surface.rect(box.left, top!, box.width, bottom! - top!);
        surface.fill(colour);
      },
      pointAt(size, left, top) {
        return { step: stepAt(size, top), value: valueAtX(ridgelineLayout(picture, size), left) };
      },
      paintPoint(surface, { step, value }) {
        const { box, x, y } = ridgelineLayout(picture, surface);
        const top = box.top + (1 - y.place(step)) * box.height;
        paintRing(surface, palette, box.left + x.place(value) * box.width, top);
      },
      wordsAt: (point) => binWords(table, point, unit.value),
    };
  },
  heat({ theme, unit, settings }, courses, slot, table) {
    const palette = paletteOf(theme.value);
    const [first, last] = courses.stepEdges.value;
    const [low, high] = cellEdges(table.steps);
    const picture: HeatMapPicture = {
      table,
      // Half a cell of room, so that the first and the last are as wide as the others.
      stepEdges: [Math.min(first, low), Math.max(last, high)],
      most: courses.tallest.value,
      isLog: settings.logY.value,
      ramp: sequential(theme.value, slot),
      unit: unit.value,
      palette,
    };
    const plotOf = (size: Size) => heatMapLayout(picture, size);
    return {
      paint: (surface) => paintHeatMap(surface, picture),
      paintPlayhead: (surface, step) => paintHeatPlayhead(surface, picture, step),
      paintHovered: (surface, step) => paintHovered(surface, plotOf(surface), step, palette),
      stepAt: (size, left) => valueAtX(plotOf(size), left),
      paintBrush: (surface, from, to, colour) =>
        paintAcross(surface, plotOf(surface), from, to, colour),
      pointAt: (size, left, top) => pointIn(plotOf(size), left, top),
      paintPoint: (surface, point) => paintIn(surface, palette, plotOf(surface), point),
      wordsAt: (point) => binWords(table, point, unit.value),
    };
  },
  bands({ theme, unit }, courses, slot, table) {
    const palette = paletteOf(theme.value);
    const quantiles = courses.of[slot].quantiles.value;
    const picture: BandsPicture = {
      steps: table.steps,
      quantiles,
      stepEdges: courses.stepEdges.value,
      edges: courses.bandEdges.value,
      hue: palette.slot[slot],
      unit: unit.value,
      palette,
    };
    const plotOf = (size: Size) => bandsLayout(picture, size);
    return {
      paint: (surface) => paintBands(surface, picture),
      paintPlayhead: (surface, step) => paintBandsPlayhead(surface, picture, step),
      paintHovered: (surface, step) => paintHovered(surface, plotOf(surface), step, palette),
      stepAt: (size, left) => valueAtX(plotOf(size), left),
      paintBrush: (surface, from, to, colour) =>
        paintAcross(surface, plotOf(surface), from, to, colour),
      pointAt: (size, left, top) => pointIn(plotOf(size), left, top),
      paintPoint: (surface, point) => paintIn(surface, palette, plotOf(surface), point),
      wordsAt({ step }) {
        const row = rowAt(table, step);
        if (row === null) return null;
        return `${unit.value} ${wholeText(table.steps[row]!)}: ${quantilesInWords(quantiles, row)}`;
      },
    };
  },
};

function paintAcross(
  surface: Surface,
  { box, x }: Plot,
  from: number,
  to: number,
  colour: string,
): void {
  const [left, right] = [from, to].map((step) => box.left + x.place(step) * box.width);
  surface.rect(left!, box.top, right! - left!, box.height);
  surface.fill(colour);
}

function pointIn(plot: Plot, left: number, top: number): Pointed {
  const { box, y } = plot;
  return { step: valueAtX(plot, left), value: y.at(1 - (top - box.top) / box.height) };
}

function paintIn(surface: Surface, palette: Palette, plot: Plot, { step, value }: Pointed): void {
  paintRing(surface, palette, xOf(plot, step), yOf(plot, value));
}

const RING_PX = 5;

/** With a rim of the ground's colour, that parts it from whatever lies below. */
function paintRing(surface: Surface, palette: Palette, x: number, y: number): void {
  for (const [colour, width] of [
    [palette.ground, 4],
    [palette.text, 1.5],
  ] as const) {
    surface.disc(x, y, RING_PX);
    surface.stroke({ colour: css(colour), width });
  }
}

/** The snapshot nearest to a step; null beyond the ends of a shorter training. */
function rowAt({ steps }: BinTable, step: number): number | null {
  const [low, high] = cellEdges(steps);
  const row = nearestStep(steps, step);
  return row < 0 || step < low || step > high ? null : row;
}

/** "epoch 3: 1,203 in −0.012 … −0.011"; null beside the bins. */
function binWords(table: BinTable, { step, value }: Pointed, unit: string): string | null {
  const { level, first, length } = table.grid;
  const width = 2 ** level;
  const bin = Math.floor(value / width) - first;
  const row = rowAt(table, step);
  if (row === null || !(bin >= 0 && bin < length)) return null;
  const held = table.counts[row * length + bin]!;
  const from = (first + bin) * width;
  return `${unit} ${wholeText(table.steps[row]!)}: ${wholeText(held)} in ${valueText(from)} … ${valueText(from + width)}`;
}

/** "median 0.1, 5–95% −0.3 … 0.5": of the seven percentiles the middle and the usual ends. */
export function quantilesInWords(quantiles: readonly ArrayLike<number>[], row: number): string {
  const [, p5, , median, , p95] = quantiles.map((column) => column[row]!);
  if (Number.isNaN(median)) return "no finite value";
  return `median ${valueText(median!)}, 5–95% ${valueText(p5!)} … ${valueText(p95!)}`;
}
