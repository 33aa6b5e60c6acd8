// Where a score stands between worse and better: one scale for the circles' place, their colour, and the bars' colour.
import { type Range, rangeWithoutSpikes } from "./spikes.ts";

export interface MetricScale {
  /** 0 = worst, 1 = best; NaN for a score that is not known. What lies beyond the scale stands at its ends. */
  place(value: number): number;
  /** The end at which a value stands that lies beyond it: 0 or 1; null for one on the scale. */
  beyond(value: number): 0 | 1 | null;
  ticks: { value: number; place: number; text: string }[];
  /** What the spacing is, in words. */
  spacing: string;
}

/** Upper ends of an accuracy scale: the axis grows in these few jumps while a model learns. */
const TOPS = [0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9999];
const HIGHEST_TOP = 1 - 1e-5;
const ACCURACY_TICKS = [0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9999];

/** What a scale is made for. */
interface Measured {
  values: readonly number[];
  /** Which way is better; where neither is, more lies where better would. */
  direction: "higher" | "lower" | "neither";
  /** Whether the values are shares like an accuracy. */
  isShare: boolean;
}

/** Of the scores of several models, so many at most count as spikes. */
const SPIKES = 1 / 4;
/** Where the largest is so many times the smallest, even spacing would press all but a few together. */
const WIDE = 30;

/** The scale over the values but a few that lie far from the others; null has nothing on it. */
export function metricScale(measured: Measured | null): MetricScale {
  const values = measured?.values ?? [];
  if (measured?.isShare) return accuracyScale(values);
  return scaleOver(spikelessRange(values), measured?.direction ?? "higher");
}

/** The finite values' range without spikes, judged by factors where they differ by far. */
function spikelessRange(values: readonly number[]): Range {
  const whole = rangeOf(values);
  const finite = values.filter((value) => Number.isFinite(value)).toSorted((a, b) => a - b);
  if (!isWide(whole)) return rangeWithoutSpikes(finite, SPIKES);
  const { low, high } = rangeWithoutSpikes(finite.map(Math.log), SPIKES);
  const within = finite.filter((value) => Math.log(value) >= low && Math.log(value) <= high);
  return { low: within[0]!, high: within.at(-1)! };
}

/** The scale over a range of what is no share. */
export function scaleOver(range: Range, direction: Measured["direction"]): MetricScale {
  const isReversed = direction === "lower";
  const scale = isWide(range) ? logScale(range, isReversed) : linearScale(range, isReversed);
  const isBeyond = (value: number): boolean => value < range.low || value > range.high;
  return {
    ...scale,
    beyond: (value) => (isBeyond(value) ? (value > range.high === isReversed ? 0 : 1) : null),
  };
}

function rangeOf(values: readonly number[]): Range {
  const finite = values.filter((value) => Number.isFinite(value));
  return {
    low: finite.reduce((least, value) => Math.min(least, value), Infinity),
    high: finite.reduce((most, value) => Math.max(most, value), -Infinity),
  };
}

function isWide({ low, high }: Range): boolean {
  return low > 0 && high / low > WIDE;
}

/**
 * Halving the error is always the same distance: 90 → 95 % is as far as 95 → 97.5 %. No error at all would be infinitely
 * far: it has the end of the axis to itself.
 */
function accuracyScale(values: readonly number[]): MetricScale {
  const best = Math.max(0, ...values.filter((value) => value < 1));
  const isAllRight = values.some((value) => value >= 1);
  const enough = TOPS.findIndex((end) => best <= end);
  const top = (enough < 0 ? undefined : TOPS[enough + Number(isAllRight)]) ?? HIGHEST_TOP;
  const depth = (value: number): number => Math.log10(1 / (1 - Math.min(value, top)));
  const place = (value: number): number => depth(value) / depth(top);
  const ends = isAllRight ? [1] : ACCURACY_TICKS.filter((value) => value === top);
  const ticks = [...ACCURACY_TICKS.filter((value) => value < top), ...ends].map((value) => {
    return { value, place: place(value), text: percent(value) };
  });
  return {
    place,
    beyond: () => null,
    ticks,
    spacing: "halving the error is always the same distance",
  };
}

type Spaced = Omit<MetricScale, "beyond">;

/** Multiplying by the same factor is always the same distance. */
function logScale({ low, high }: Range, isReversed: boolean): Spaced {
  const place = (value: number): number => {
    const share = Math.log(Math.max(value, Number.MIN_VALUE) / low) / Math.log(high / low);
    return Math.min(Math.max(isReversed ? 1 - share : share, 0), 1);
  };
  const first = Math.ceil(Math.log10(low));
  const decades = Math.floor(Math.log10(high)) - first + 1;
  const ticks = Array.from({ length: decades }, (_, i) => 10 ** (first + i)).map((value) => {
    return { value, place: place(value), text: short(value) };
  });
  const spacing = "multiplying by the same factor is always the same distance";
  return { place, ticks: ticks.sort((a, b) => a.place - b.place), spacing };
}

function linearScale({ low, high }: Range, isReversed: boolean): Spaced {
  if (!(low < high)) {
    const place = (value: number): number => (Number.isFinite(value) ? 0.5 : NaN);
    const ticks = Number.isFinite(low) ? [{ value: low, place: 0.5, text: short(low) }] : [];
    return { place, ticks, spacing: "even" };
  }
  const place = (value: number): number => {
    const share = (value - low) / (high - low);
    return Math.min(Math.max(isReversed ? 1 - share : share, 0), 1);
  };
  const { values, apart } = roundValues(low, high);
  const ticks = values.map((value) => ({ value, place: place(value), text: told(value, apart) }));
  return { place, ticks: ticks.sort((a, b) => a.place - b.place), spacing: "even" };
}

const MOST_TICKS = 6;
const MOST_DIGITS = 12;

/** Round values from `low` to `high`, evenly apart. */
function roundValues(low: number, high: number): { values: number[]; apart: number } {
  const decade = 10 ** (Math.floor(Math.log10(high - low)) - 1);
  const factor = [1, 2, 5, 10, 20, 50].find((one) => (high - low) / (one * decade) < MOST_TICKS)!;
  const apart = factor * decade;
  const first = Math.ceil(low / apart);
  const values = Array.from({ length: Math.floor(high / apart) - first + 1 }, (_, i) => {
    return Number(((first + i) * apart).toPrecision(MOST_DIGITS));
  });
  return { values, apart };
}

function percent(value: number): string {
  return `${Number((value * 100).toFixed(2))}%`;
}

const FEWEST_DIGITS = 3;

function short(value: number, digits = FEWEST_DIGITS): string {
  return String(Number(value.toPrecision(digits)));
}

/** With the digits that tell it from its neighbours. */
function told(value: number, apart: number): string {
  const digits =
    1 + Math.floor(Math.log10(Math.abs(value) || apart)) - Math.floor(Math.log10(apart));
  return short(value, Math.min(Math.max(digits, FEWEST_DIGITS), MOST_DIGITS));
}
