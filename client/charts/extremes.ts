// Many values for few pixels, as an area: the lowest and the highest in every column, so that no spike is lost.
import { type Plot, xOf, yOf } from "./axes.ts";
import { slotsOver } from "./columns.ts";
import type { Stroke, Surface } from "./surface.ts";

/** An unbroken area, in pixels; `highs` are further up. */
export interface Stretch {
  xs: number[];
  lows: number[];
  highs: number[];
}

/** Areas, and the columns that hold a value that is not finite. Where a column has no other, an area ends. */
export interface Extremes {
  stretches: Stretch[];
  notFinite: number[];
}

/** The lowest of `lower` and the highest of `upper` in every column of pixels; the two may be the same. */
export function extremes(
  steps: ArrayLike<number>,
  lower: ArrayLike<number>,
  upper: ArrayLike<number>,
  plot: Plot,
): Extremes {
  const { from, to } = slotsOver(steps, plot.x, Math.ceil(plot.box.width));
  const below = plot.box.top + plot.box.height + BEYOND_PX;
  // What a logarithmic axis has no place for lies below all that it has.
  const yWithin = (value: number): number => {
    const y = yOf(plot, value);
    return Number.isNaN(y) ? below : y;
  };
  const found: Extremes = { stretches: [], notFinite: [] };
  let open: Stretch | null = null;
  for (let column = 0; column < from.length; column++) {
    const [start, end] = [from[column]!, to[column]!];
    if (start === end) continue;
    let [least, most, isWhole] = [Infinity, -Infinity, true];
    for (let i = start; i < end; i++) {
      const [low, high] = [lower[i]!, upper[i]!];
      if (!(high - low >= 0)) {
        isWhole = false;
        continue;
      }
      if (low < least) least = low;
      if (high > most) most = high;
    }
    const x = xOf(plot, (steps[start]! + steps[end - 1]!) / 2);
    if (!isWhole) found.notFinite.push(x);
    if (least > most) {
      open = null;
      continue;
    }
    if (open === null) found.stretches.push((open = { xs: [], lows: [], highs: [] }));
    open.xs.push(x);
    open.lows.push(yWithin(least));
    open.highs.push(yWithin(most));
  }
  return found;
}

const BEYOND_PX = 2;
/** A single column is as wide as can be seen. */
const LONE_PX = 3;

/** Fills an area. */
export function fillStretch(surface: Surface, { xs, lows, highs }: Stretch, colour: string): void {
  const last = xs.length - 1;
  const lone = last === 0 ? LONE_PX : 0;
  surface.moveTo(xs[0]! - lone, highs[0]!);
  for (let i = 1; i <= last; i++) surface.lineTo(xs[i]!, highs[i]!);
  if (lone > 0) surface.lineTo(xs[0]! + lone, highs[0]!);
  surface.lineTo(xs[last]! + lone, lows[last]!);
  for (let i = last - 1; i >= 0; i--) surface.lineTo(xs[i]!, lows[i]!);
  if (lone > 0) surface.lineTo(xs[0]! - lone, lows[0]!);
  surface.fill(colour);
}

/** Draws a line up or down each column: as a line, an area is painted many times faster than filled. */
export function strokeStretch(
  surface: Surface,
  { xs, lows, highs }: Stretch,
  stroke: Stroke,
): void {
  const lone = xs.length === 1 ? LONE_PX : 0;
  let before = highs[0]!;
  surface.moveTo(xs[0]! - lone, before);
  for (let i = 0; i < xs.length; i++) {
    const [low, high] = [lows[i]!, highs[i]!];
    const isUpwards = Math.abs(low - before) <= Math.abs(high - before);
    surface.lineTo(xs[i]!, isUpwards ? low : high);
    if (low !== high) surface.lineTo(xs[i]!, isUpwards ? high : low);
    before = isUpwards ? high : low;
  }
  if (lone > 0) surface.lineTo(xs[0]! + lone, before);
  surface.stroke(stroke);
}
