// The laws that weights are drawn from before training, and whether weights can still be told from them.
import type { Distribution } from "../distribution.ts";
import { fansOf, kernelShape } from "./kernelShape.ts";
import { lawOf } from "./law.ts";

/** A law around 0 that a framework draws weights from. */
export interface InitialLaw {
  name: string;
  /** Standard deviation. */
  deviation: number;
  /** What no weight is beyond; infinite for a normal law. */
  limit: number;
  /** Share of the values at or below `x`. */
  share: (x: number) => number;
}

/** How well a law fits: a test of Kolmogorov and Smirnov. */
export interface Fit {
  law: InitialLaw;
  /** max|F−G|. */
  distance: number;
  /** Number of weights. */
  count: number;
  /** The distance that one of a hundred samples of that many weights exceeds. */
  critical: number;
}

/** Keras cuts a normal law at two deviations and makes up for it, so that the rest has the deviation asked for. */
const CUT = 2;
const CUT_DEVIATION = 0.879_625_661_034_239_78;
/** Kolmogorov's distribution: P(√n·D > 1.628) = 1 %. */
export const ONE_PERCENT = 1.628;

/** The usual laws of a kernel of this shape; none for what is no kernel. Glorot 2010, He 2015, LeCun 1998; PyTorch's linear.py. */
export function initialLaws(shape: readonly number[], parameter: string): InitialLaw[] {
  const kernel = kernelShape(shape, parameter);
  if (kernel === null) return [];
  const { fanIn, fanOut } = fansOf(kernel);
  const families = [
    ["Glorot", 2 / (fanIn + fanOut)],
    ["He", 2 / fanIn],
    ["LeCun", 1 / fanIn],
  ] as const;
  const laws = families.flatMap(([name, variance]) => {
    const deviation = Math.sqrt(variance);
    return [
      uniform(`${name} uniform`, deviation),
      normal(`${name} normal`, deviation),
      cutNormal(`${name} normal, cut at two deviations`, deviation),
    ];
  });
  return [...laws, uniform("PyTorch's default, uniform", 1 / Math.sqrt(3 * fanIn))];
}

/** The law of `laws` that the weights are nearest to; null when there is none, or no weight is finite. */
export function nearestLaw(distribution: Distribution, laws: readonly InitialLaw[]): Fit | null {
  const fits = laws.map((law) => fitOf(distribution, law)).filter((fit) => fit !== null);
  return fits.length === 0 ? null : fits.reduce((a, b) => (b.distance < a.distance ? b : a));
}

/** Compares at the edges of the bins, where the shares are counted exactly. Null when no weight is finite. */
export function fitOf(distribution: Distribution, law: InitialLaw): Fit | null {
  const own = lawOf(distribution);
  if (own === null) return null;
  let distance = 0;
  const width = 2 ** own.level;
  own.shares.forEach((share, i) => {
    // The outermost bins reach beyond the values: up to the edge, the shares are as at the last value.
    const edge = Math.min(Math.max((own.first + i) * width, distribution.min), distribution.max);
    distance = Math.max(distance, Math.abs(share - law.share(edge)));
  });
  return { law, distance, count: own.count, critical: ONE_PERCENT / Math.sqrt(own.count) };
}

/** Whether so many weights drawn from the law may well look like these. */
export function isDrawnFrom({ distance, critical }: Fit): boolean {
  return distance <= critical;
}

function uniform(name: string, deviation: number): InitialLaw {
  const limit = deviation * Math.sqrt(3);
  const share = (x: number): number => Math.min(1, Math.max(0, (x / limit + 1) / 2));
  return { name, deviation, limit, share };
}

function normal(name: string, deviation: number): InitialLaw {
  return { name, deviation, limit: Infinity, share: (x) => normalShare(x / deviation) };
}

function cutNormal(name: string, deviation: number): InitialLaw {
  const scale = deviation / CUT_DEVIATION;
  const below = normalShare(-CUT);
  const share = (x: number): number => {
    const z = Math.min(CUT, Math.max(-CUT, x / scale));
    return (normalShare(z) - below) / (1 - 2 * below);
  };
  return { name, deviation, limit: CUT * scale, share };
}

/** Coefficients of Abramowitz & Stegun (1964), 26.2.17: the error is below 7.5e-8. */
const SERIES = [0.319_381_53, -0.356_563_782, 1.781_477_937, -1.821_255_978, 1.330_274_429];
const SERIES_SCALE = 0.231_641_9;

function normalShare(z: number): number {
  const t = 1 / (1 + SERIES_SCALE * Math.abs(z));
  const series = SERIES.reduceRight((sum, coefficient) => (sum + coefficient) * t, 0);
  const above = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series;
  return z > 0 ? 1 - above : above;
}
