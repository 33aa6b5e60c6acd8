// What a histogram draws, as plain numbers: the bars, the marks on them, the curves over them.
import type { Palette } from "./palette.ts";

/** A line over the bars, in the bars' own units. */
export interface Curve {
  xs: ArrayLike<number>;
  ys: ArrayLike<number>;
  dash: readonly number[];
}

export interface HistogramPicture {
  /** Middles of the bars. */
  xs: ArrayLike<number>;
  counts: ArrayLike<number>;
  /** Ends of the value axis. */
  edges: readonly [number, number];
  /** Height of the count axis: the tallest bar that may ever stand here. */
  tallest: number;
  logY: boolean;
  fill: string;
  mean: number;
  deviation: number;
  curves: readonly Curve[];
  palette: Palette;
}

const SQRT_TAU = Math.sqrt(2 * Math.PI);
const CURVE_POINTS = 240;

/** The counts per bar of `width` that a normal law with these moments would give. */
export function normalCurve(
  count: number,
  width: number,
  mean: number,
  deviation: number,
  [low, high]: readonly [number, number],
): Curve {
  const xs = Float64Array.from({ length: CURVE_POINTS }, (_, i) => {
    return low + ((high - low) * i) / (CURVE_POINTS - 1);
  });
  const ys = xs.map((x) => {
    return (
      ((count * width) / (deviation * SQRT_TAU)) * Math.exp(-0.5 * ((x - mean) / deviation) ** 2)
    );
  });
  return { xs, ys, dash: [] };
}

/** The outline of bars: up at every left edge, along, down at the right. */
export function outline(counts: ArrayLike<number>, low: number, width: number): Curve {
  const xs = new Float64Array(counts.length * 2);
  const ys = new Float64Array(counts.length * 2);
  for (let i = 0; i < counts.length; i++) {
    xs[2 * i] = low + i * width;
    xs[2 * i + 1] = low + (i + 1) * width;
    ys[2 * i] = ys[2 * i + 1] = counts[i]!;
  }
  return { xs, ys, dash: [5, 4] };
}
