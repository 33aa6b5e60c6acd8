// Which bins become bars: one window over every snapshot of every shown model, so that scrubbing moves only the bars.
import { type Distribution, type Window, windowOf } from "#contract/distribution.ts";

/** Bars of width 2^level from bin `first` on; bin i covers [(first+i)·2^level, (first+i+1)·2^level). */
export interface BarGrid {
  level: number;
  first: number;
  length: number;
}

/** A grid has at most this many bars, and more than half as many where there are values enough and nothing is zoomed. */
export const MOST_BARS = 120;

/** Times the root of the count, so many bars at the most: more would hold one value each or none, and show chance. */
const BARS_PER_ROOT = 2;

/** The lowest and highest finite value of all; null when none has one. */
export function rangeOfAll(all: Iterable<Distribution>): [number, number] | null {
  let [low, high] = [Infinity, -Infinity];
  for (const { min, max } of all) {
    if (min < low) low = min;
    if (max > high) high = max;
  }
  return low <= high ? [low, high] : null;
}

/**
 * The finest grid over `range` with at most `most` bars, and not more than so many values bear, whose counts are still
 * sums of whole bins.
 */
export function gridOver(
  all: Iterable<Distribution>,
  range: readonly [number, number],
  most = MOST_BARS,
): BarGrid | null {
  let [level, values] = [-Infinity, 0];
  for (const one of all) {
    if (one.bins.length === 0) continue;
    level = Math.max(level, one.level);
    values = Math.max(values, one.count - one.nonFinite);
  }
  if (level === -Infinity) return null;
  const [low, high] = range;
  const borne = Math.min(most, Math.ceil(BARS_PER_ROOT * Math.sqrt(values)));
  while (gridAt(level, low, high).length > borne) level++;
  return gridAt(level, low, high);
}

function gridAt(level: number, low: number, high: number): BarGrid {
  const width = 2 ** level;
  const first = Math.floor(low / width);
  return { level, first, length: Math.floor(high / width) - first + 1 };
}

export function edgesOf({ level, first, length }: BarGrid): [number, number] {
  return [first * 2 ** level, (first + length) * 2 ** level];
}

/** The middles of the bars, as uPlot's x values. */
export function middlesOf({ level, first, length }: BarGrid): Float64Array {
  return Float64Array.from({ length }, (_, i) => (first + i + 0.5) * 2 ** level);
}

/** A snapshot's bars. */
export function barsOf(distribution: Distribution, grid: BarGrid): Window {
  return windowOf(distribution, grid.level, grid.first, grid.length);
}

/** The tallest bar of all snapshots. */
export function tallest(windows: Iterable<Window>): number {
  let most = 0;
  for (const { counts } of windows) {
    for (let i = 0; i < counts.length; i++) if (counts[i]! > most) most = counts[i]!;
  }
  return most;
}

const CLOSER = 0.5;

/** Half of the range, as near around `towards` as it lets: asked again and again, it ends there. */
export function closer([low, high]: readonly [number, number], towards: number): [number, number] {
  const half = ((high - low) * CLOSER) / 2;
  const middle = Math.min(Math.max(towards, low + half), high - half);
  return [middle - half, middle + half];
}

/** The range between two places of a drag, widened to whole bars and not narrower than a few of them. */
export function snapped(grid: BarGrid, from: number, to: number): [number, number] {
  const width = 2 ** grid.level;
  const [low, high] = [Math.min(from, to), Math.max(from, to)];
  return [
    Math.floor(low / width) * width,
    Math.max(Math.ceil(high / width), 1 + Math.floor(low / width)) * width,
  ];
}
