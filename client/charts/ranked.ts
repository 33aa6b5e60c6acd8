// Rows from the largest down, as a picture to take along: a name, a bar and its number for each model, and the course over all steps.
import { hair } from "./axes.ts";
import { extremes, strokeStretch } from "./extremes.ts";
import { css, type Rgb } from "./oklch.ts";
import type { Palette } from "./palette.ts";
import { linearScale } from "./scales.ts";
import type { Box, Surface } from "./surface.ts";
import { shortened } from "./textWidth.ts";

export interface RankedBar {
  hue: Rgb;
  /** From 0 to 1 of the longest; null where there is none. */
  length: number | null;
  words: string;
  /** Its values over all steps; null while they are not known. */
  course: { steps: ArrayLike<number>; values: ArrayLike<number> } | null;
  /** Where the playhead stands. */
  at: number;
}

export interface RankedPicture {
  rows: readonly {
    name: string;
    bars: readonly RankedBar[];
    /** Of its courses. */ most: number;
  }[];
  /** What is measured. */
  title: string;
  stepEdges: readonly [number, number];
  /** What steps are called. */
  unit: string;
  palette: Palette;
}

const MARGIN_PX = 16;
const HEAD_PX = 40;
const LINE_PX = 15;
const ROW_GAP_PX = 9;
const COLUMN_GAP_PX = 14;
const BAR_PX = 8;
const NUMBER_PX = 84;
/** Shares of the width that is left of margins and numbers. */
const SHARES = { name: 0.36, bar: 0.36, course: 0.28 } as const;

/** How high a surface has to be for all rows. */
export function rankedHeight({ rows }: Pick<RankedPicture, "rows">): number {
  return HEAD_PX + rows.reduce((sum, row) => sum + heightOf(row), 0) + MARGIN_PX;
}

function heightOf({ bars }: RankedPicture["rows"][number]): number {
  return Math.max(bars.length, 1) * LINE_PX + ROW_GAP_PX;
}

export function paintRanked(surface: Surface, picture: RankedPicture): void {
  const { rows, palette, title, unit, stepEdges } = picture;
  const free = surface.width - 2 * MARGIN_PX - NUMBER_PX - 3 * COLUMN_GAP_PX;
  const bars = MARGIN_PX + free * SHARES.name + COLUMN_GAP_PX;
  const numbers = bars + free * SHARES.bar + COLUMN_GAP_PX;
  const courses = numbers + NUMBER_PX + COLUMN_GAP_PX;
  const dim = { colour: css(palette.dim), baseline: "middle" } as const;
  surface.text("layer", MARGIN_PX, HEAD_PX / 2, dim);
  surface.text(title, bars, HEAD_PX / 2, dim);
  const ends = `${unit}s ${stepEdges.join(" to ")}`;
  const room = surface.width - MARGIN_PX - courses;
  surface.text(shortened(ends, room), courses, HEAD_PX / 2, dim);
  let top = HEAD_PX;
  for (const row of rows) {
    const height = heightOf(row);
    hair(surface, palette.grid, MARGIN_PX, top, surface.width - MARGIN_PX, top);
    const words = shortened(row.name, free * SHARES.name);
    const middle = top + height / 2;
    surface.text(words, MARGIN_PX, middle, { colour: css(palette.text), baseline: "middle" });
    row.bars.forEach(({ hue, length, words: number }, i) => {
      const line = top + ROW_GAP_PX / 2 + (i + 0.5) * LINE_PX;
      if (length !== null && length > 0) {
        const wide = Math.max(Math.min(length, 1) * free * SHARES.bar, 1);
        surface.rect(bars, line - BAR_PX / 2, wide, BAR_PX);
        surface.fill(css(hue));
      }
      surface.text(number, numbers, line, { colour: css(hue), baseline: "middle" });
    });
    const box = {
      left: courses,
      top: top + ROW_GAP_PX / 2,
      width: surface.width - MARGIN_PX - courses,
      height: height - ROW_GAP_PX,
    };
    paintCourses(surface, box, row, picture);
    top += height;
  }
}

function paintCourses(
  surface: Surface,
  box: Box,
  { bars, most }: RankedPicture["rows"][number],
  { stepEdges, palette }: RankedPicture,
): void {
  const plot = { box, x: linearScale(...stepEdges), y: linearScale(0, most) };
  for (const { hue, course, at } of bars.toReversed()) {
    if (course === null) continue;
    for (const stretch of extremes(course.steps, course.values, course.values, plot).stretches)
      strokeStretch(surface, stretch, { colour: css(hue), width: 1.5 });
    const x = box.left + plot.x.place(at) * box.width;
    if (x < box.left || x > box.left + box.width) continue;
    hair(surface, css(palette.text), x, box.top, x, box.top + box.height);
  }
}
