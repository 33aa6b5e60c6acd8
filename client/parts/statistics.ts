// What is listed about one snapshot, number by number, and whether each is exact, estimated or not to be had.
import { type Distribution, quantile } from "#contract/distribution.ts";
import { shareText, valueText, wholeText } from "../ui/format.ts";

/** The shares below which quantiles are listed. */
export const QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95] as const;

/** Whether a number is that of the values themselves; where it is not, why. */
export type Origin =
  | { kind: "exact" }
  | { kind: "estimated"; how: string }
  | { kind: "unavailable"; why: string };

/** One line of the list: what it is, its text, and where it comes from. */
export interface Statistic {
  id: string;
  label: string;
  /** What the label leaves out, for those who do not see what stands around it. */
  spoken: string;
  text: string;
  value: number;
  origin: Origin;
}

const EXACT: Origin = { kind: "exact" };
const FROM_BINS: Origin = {
  kind: "estimated",
  how: "Read from the bins: right to within one of about a thousand bins over the range.",
};
const FROM_BUCKETS: Origin = {
  kind: "estimated",
  how: "Estimated from the logged buckets, each taken as evenly filled.",
};
const NO_ZEROS: Origin = {
  kind: "unavailable",
  why: "The log does not tell how many are exactly zero: its buckets hold their neighbours too.",
};
const NO_FINITE: Origin = { kind: "unavailable", why: "No value is known to be finite here." };

/** Everything that is listed about one snapshot; `counted` names its values. */
export function statisticsOf(distribution: Distribution, counted = "weights"): Statistic[] {
  const { mean, variance, min, max, zeros, nonFinite, count } = distribution;
  const moments = distribution.exactMoments ? EXACT : FROM_BUCKETS;
  const bins = distribution.exactBins ? FROM_BINS : FROM_BUCKETS;
  const value = (id: string, label: string, number: number, origin: Origin): Statistic => {
    // Without a finite value there is no mean, however well all is logged.
    const named = { id, label, spoken: label.endsWith("%") ? " quantile" : "", value: number };
    if (Number.isNaN(number)) return { ...named, text: "—", origin: NO_FINITE };
    return { ...named, text: valueText(number), origin };
  };
  const whole = (id: string, label: string, number: number): Statistic => {
    const named = { id, label, spoken: "", value: number };
    if (Number.isNaN(number)) return { ...named, text: "—", origin: NO_ZEROS };
    const share = number > 0 ? ` (${shareText(number, count)})` : "";
    return { ...named, text: wholeText(number) + share, origin: EXACT };
  };
  return [
    value("mean", "mean", mean, moments),
    value("std", "std", Math.sqrt(variance), moments),
    value("variance", "variance", variance, moments),
    value("min", "min", min, EXACT),
    ...QUANTILES.map((p) => {
      const label = p === 0.5 ? "median" : `${p * 100}%`;
      return value(`q${p * 100}`, label, quantile(distribution, p), bins);
    }),
    value("max", "max", max, EXACT),
    whole("zeros", "zeros", zeros),
    whole("non-finite", "non-finite", nonFinite),
    {
      id: "count",
      label: counted,
      spoken: "",
      text: wholeText(count),
      value: count,
      origin: EXACT,
    },
  ];
}

/** Where a number comes from, in words. */
export function wordsOf(origin: Origin): string {
  switch (origin.kind) {
    case "exact":
      return "Exact: of the values themselves.";
    case "estimated":
      return `≈ ${origin.how}`;
    case "unavailable":
      return `— ${origin.why}`;
    default:
      return origin satisfies never;
  }
}
