// The axes of a parallel-coordinates plot: numbers evenly or by factors, names one below the other, and who passes the brushes.
import { compactCount, shortValue } from "./axisText.ts";
import { linearScale, logScale, type Scale } from "./scales.ts";

/** What is known of every model: a hyperparameter or a metric. Null where a model has none. */
export interface ParallelColumn {
  name: string;
  values: readonly (number | string | boolean | null)[];
}

export interface ParallelAxis {
  name: string;
  /** Every model's place, 0 at the bottom, 1 at the top; NaN where it has none. */
  places: Float64Array;
  ticks: readonly { place: number; text: string }[];
  isNumeric: boolean;
  isLog: boolean;
}

/** Where the largest is so many times the smallest, even spacing would press all but a few together. */
const WIDE = 100;
const MOST_TICKS = 6;
/** Written in full up to here. */
const THOUSANDS = 10_000;

export function parallelAxis({ name, values }: ParallelColumn): ParallelAxis {
  const numbers = values.filter((value) => typeof value === "number");
  const isNumeric = values.every((value) => value === null || typeof value === "number");
  return isNumeric ? numericAxis(name, values, numbers) : namedAxis(name, values);
}

function numericAxis(
  name: string,
  values: ParallelColumn["values"],
  numbers: readonly number[],
): ParallelAxis {
  const finite = numbers.filter((value) => Number.isFinite(value));
  const low = finite.reduce((least, value) => Math.min(least, value), Infinity);
  const high = finite.reduce((most, value) => Math.max(most, value), -Infinity);
  if (!(low < high)) {
    const places = Float64Array.from(values, (value) => (value === low ? 0.5 : NaN));
    const ticks = low === high ? [{ place: 0.5, text: shortValue(low) }] : [];
    return { name, places, ticks, isNumeric: true, isLog: false };
  }
  const isLog = low > 0 && high / low > WIDE;
  const scale: Scale = isLog ? logScale(low, high) : linearScale(low, high);
  const places = Float64Array.from(values, (value) => {
    return typeof value === "number" && Number.isFinite(value) ? scale.place(value) : NaN;
  });
  // Between two whole numbers of units or epochs there is none to be read.
  const areWhole = finite.every(Number.isInteger);
  const ticks = scale
    .ticks(MOST_TICKS)
    .filter((value) => !areWhole || Number.isInteger(value))
    .map((value) => {
      const text = areWhole && value >= THOUSANDS ? compactCount(value) : shortValue(value);
      return { place: scale.place(value), text };
    });
  return { name, places, ticks, isNumeric: true, isLog };
}

function namedAxis(name: string, values: ParallelColumn["values"]): ParallelAxis {
  const order = new Intl.Collator("en", { numeric: true });
  const known = values.filter((value) => value !== null).map(String);
  const names = [...new Set(known)].sort((one, two) => order.compare(one, two));
  const place = new Map(names.map((one, i) => [one, (i + 0.5) / names.length]));
  const ticks = names.map((text) => ({ place: place.get(text)!, text }));
  const places = Float64Array.from(values, (value) => {
    return value === null ? NaN : place.get(String(value))!;
  });
  return { name, places, ticks, isNumeric: false, isLog: false };
}

/** A stretch of one axis, in its places. */
export interface Brush {
  axis: number;
  from: number;
  to: number;
}

/** Whether each of `count` models lies in every brush; one without a value passes no brush of that axis. */
export function passing(
  axes: readonly ParallelAxis[],
  brushes: readonly Brush[],
  count: number,
): boolean[] {
  return Array.from({ length: count }, (_, model) =>
    brushes.every(({ axis, from, to }) => {
      const place = axes[axis]?.places[model] ?? NaN;
      return place >= Math.min(from, to) && place <= Math.max(from, to);
    }),
  );
}
