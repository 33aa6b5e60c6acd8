// Hundreds of models as painted circles: as elements they would cost every change of the list more than a frame has.
import { css, type Rgb } from "./oklch.ts";
import type { Palette } from "./palette.ts";
import type { Surface } from "./surface.ts";

export interface CrowdDot {
  x: number;
  y: number;
  radius: number;
  colour: Rgb;
  /** Its score is not a number any more: a cross over it. */
  isDiverged: boolean;
  /** The end of the axis that it stands at and lies beyond; null where it stands in its place. */
  beyond: 0 | 1 | null;
}

export interface CrowdPicture {
  dots: readonly CrowdDot[];
  /** Where the axis below has its labels. */
  ticks: readonly number[];
  palette: Palette;
}

const TICK_DASH = [1, 4];
const CROSS_SHARE = 0.55;
const CHEVRON_GAP_PX = 5;
const CHEVRON_PX = 3;

export function paintCrowd(surface: Surface, { dots, ticks, palette }: CrowdPicture): void {
  for (const x of ticks) {
    surface.moveTo(x, 0);
    surface.lineTo(x, surface.height);
  }
  surface.stroke({ colour: css(palette.dim), dash: TICK_DASH });
  // One path for all of a colour: the hundreds of strokes and fills are what takes long.
  const byColour = new Map<string, CrowdDot[]>();
  for (const dot of dots) {
    const colour = css(dot.colour);
    const others = byColour.get(colour);
    if (others) others.push(dot);
    else byColour.set(colour, [dot]);
  }
  for (const [colour, alike] of byColour) {
    for (const { x, y, radius } of alike) surface.disc(x, y, radius);
    surface.fill(colour);
  }
  for (const { x, y, radius } of dots.filter(({ isDiverged }) => isDiverged)) {
    const arm = radius * CROSS_SHARE;
    surface.moveTo(x - arm, y - arm);
    surface.lineTo(x + arm, y + arm);
    surface.moveTo(x - arm, y + arm);
    surface.lineTo(x + arm, y - arm);
  }
  surface.stroke({ colour: css(palette.ground), width: 1.5 });
  for (const { x, y, radius, beyond } of dots) {
    if (beyond === null) continue;
    const side = beyond === 0 ? -1 : 1;
    const from = x + side * (radius + CHEVRON_GAP_PX);
    surface.moveTo(from, y - CHEVRON_PX);
    surface.lineTo(from + side * CHEVRON_PX, y);
    surface.lineTo(from, y + CHEVRON_PX);
  }
  surface.stroke({ colour: css(palette.text), width: 1.5 });
}

const FOCUS_GAP_PX = 4;

/** Rings the one that the keyboard is at. */
export function paintCrowdCursor(surface: Surface, picture: CrowdPicture, index: number): void {
  const dot = picture.dots[index];
  if (dot === undefined) return;
  surface.disc(dot.x, dot.y, dot.radius + FOCUS_GAP_PX);
  surface.stroke({ colour: css(picture.palette.text), width: 2.5 });
}

/** Circles of a few pixels are hit from this far. */
const NEAR_PX = 4;

/** The circle at a place, or the nearest beside it; null where there is none. */
export function crowdAt(dots: readonly CrowdDot[], left: number, top: number): number | null {
  let [found, least] = [-1, NEAR_PX];
  dots.forEach(({ x, y, radius }, i) => {
    const off = Math.max(Math.hypot(x - left, y - top) - radius, 0);
    if (off < least) [found, least] = [i, off];
  });
  return found < 0 ? null : found;
}

/** Indices of the circles from left to right, and in a column from top to bottom: the way of the arrow keys. */
export function crowdWalk(dots: readonly CrowdDot[]): number[] {
  return dots
    .map((_, i) => i)
    .sort((one, two) => dots[one]!.x - dots[two]!.x || dots[one]!.y - dots[two]!.y);
}
