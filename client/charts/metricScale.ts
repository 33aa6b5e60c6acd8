// Where a score stands between worse and better: one scale for the circles' place, their colour, and the bars' colour.

export interface MetricScale {
  /** 0 = worst, 1 = best; NaN for a score that is not known. */
  place(value: number): number;
  ticks: { value: number; place: number; text: string }[];
  /** What the spacing is, in words. */
  spacing: string;
}

/** Upper ends of an accuracy scale: the axis grows in these few jumps while a model learns. */
const TOPS = [0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9999];
const ACCURACY_TICKS = [0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9999];

/** The scale over `values`; shares between 0 and 1 of which more is better count as accuracies. */
export function metricScale(values: readonly number[], lowerIsBetter: boolean): MetricScale {
  const finite = values.filter((value) => Number.isFinite(value));
  if (!lowerIsBetter && finite.every((value) => value >= 0 && value <= 1)) {
    return accuracyScale(Math.max(0, ...finite));
  }
  return linearScale(finite, lowerIsBetter);
}

/** Halving the error is always the same distance: 90 → 95 % is as far as 95 → 97.5 %. */
function accuracyScale(best: number): MetricScale {
  const top = TOPS.find((end) => best <= end) ?? 1 - 1e-5;
  const depth = (value: number): number => -Math.log10(Math.max(1 - value, 1e-5));
  const place = (value: number): number => Math.min(depth(value) / depth(top), 1);
  const ticks = ACCURACY_TICKS.filter((value) => value <= top).map((value) => {
    return { value, place: place(value), text: percent(value) };
  });
  return { place, ticks, spacing: "halving the error is always the same distance" };
}

function linearScale(finite: readonly number[], lowerIsBetter: boolean): MetricScale {
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  if (!(low < high)) {
    const place = (value: number): number => (Number.isFinite(value) ? 0.5 : NaN);
    const ticks = finite.slice(0, 1).map((value) => ({ value, place: 0.5, text: short(value) }));
    return { place, ticks, spacing: "even" };
  }
  const place = (value: number): number => {
    const share = (value - low) / (high - low);
    return Math.min(Math.max(lowerIsBetter ? 1 - share : share, 0), 1);
  };
  const ticks = Array.from({ length: 5 }, (_, i) => low + ((high - low) * i) / 4).map((value) => {
    return { value, place: place(value), text: short(value) };
  });
  return { place, ticks: ticks.sort((a, b) => a.place - b.place), spacing: "even" };
}

function percent(value: number): string {
  return `${Number((value * 100).toFixed(2))}%`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
