// How far the axes of a chart reach: over every finite value, no spike left out, with ends that seldom move while data comes in.
import type { Curve } from "./curves.ts";
import { running } from "./running.ts";

type Edges = readonly [number, number];

/** First to last position of all curves, and on to where the training is to end. */
export function positionEdges(curves: readonly Curve[], end: number | null): Edges {
  let [low, high] = [Infinity, end ?? -Infinity];
  for (const { positions } of curves) {
    low = Math.min(low, positions[0] ?? Infinity);
    high = Math.max(high, positions.at(-1) ?? -Infinity);
  }
  if (!(low <= high)) return [0, 1];
  return low < high ? [low, high] : [low - 0.5, high + 0.5];
}

/** Lowest to highest finite value between two positions; of positive ones only where the axis is logarithmic. */
export function valueEdges(curves: readonly Curve[], [from, to]: Edges, isLog: boolean): Edges {
  let [low, high] = [Infinity, -Infinity];
  for (const { positions, scalars } of curves) {
    const isWhole = positions[0]! >= from && positions.at(-1)! <= to;
    const [least, most] = isWhole
      ? endsOfAll(scalars.values, isLog)
      : endsBetween(scalars.values, positions, [from, to], isLog);
    low = Math.min(low, least);
    high = Math.max(high, most);
  }
  if (!(low <= high)) return isLog ? [0.1, 1] : [0, 1];
  return isLog ? byFactors(low, high) : rounded(low, high);
}

function endsOfAll(values: Float64Array, isLog: boolean): Edges {
  const { low, lowestPositive, high } = running(values);
  return isLog ? [lowestPositive, high > 0 ? high : -Infinity] : [low, high];
}

function endsBetween(
  values: Float64Array,
  positions: Float64Array,
  [from, to]: Edges,
  isLog: boolean,
): Edges {
  let [low, high] = [Infinity, -Infinity];
  values.forEach((value, i) => {
    const isShown = positions[i]! >= from && positions[i]! <= to;
    if (!isShown || !Number.isFinite(value) || (isLog && value <= 0)) return;
    if (value < low) low = value;
    if (value > high) high = value;
  });
  return [low, high];
}

const ROOM = 1.25;

function byFactors(low: number, high: number): Edges {
  return [low / ROOM, high * ROOM];
}

/** About so many steps between the ends. */
const STEPS = 8;

/** The next round values outside. */
function rounded(low: number, high: number): Edges {
  const span = high - low;
  if (span === 0) return [low - (Math.abs(low) || 1) / 2, low + (Math.abs(low) || 1) / 2];
  const decade = 10 ** Math.floor(Math.log10(span / STEPS));
  const apart = decade * [1, 2, 5, 10].find((one) => one * decade >= span / STEPS)!;
  const from = Math.floor(low / apart) * apart;
  const to = Math.ceil(high / apart) * apart;
  return [from, to];
}
