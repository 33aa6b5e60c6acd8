// How far two distributions are apart: Wasserstein-1, Jensen-Shannon and Kolmogorov-Smirnov, from their bins.
import type { Distribution } from "../distribution.ts";
import { type Law, lawOf } from "./law.ts";

/** All three are symmetric, 0 between equal distributions, and NaN where one has no finite value. */
export interface Distances {
  /** ∫|F−G|, in the unit of the values: how far they have to be carried on average. */
  wasserstein: number;
  /** In nats, at most ln 2. */
  jensenShannon: number;
  /** max|F−G|: from 0 to 1. */
  kolmogorovSmirnov: number;
}

export const NO_DISTANCES: Distances = {
  wasserstein: NaN,
  jensenShannon: NaN,
  kolmogorovSmirnov: NaN,
};

/** The distances of two distributions; only estimates where the bins of one are (`exactBins`). */
export function distancesBetween(a: Distribution, b: Distribution): Distances {
  return distancesOfLaws(lawOf(a), lawOf(b));
}

/** The same of laws, for who compares one distribution with several. */
export function distancesOfLaws(a: Law | null, b: Law | null): Distances {
  if (a === null || b === null) return NO_DISTANCES;
  return { ...cumulativeDistances(a, b), jensenShannon: jensenShannon(a, b) };
}

/** Walks the edges of both laws in one pass; between two of them the difference is a straight line. */
function cumulativeDistances(a: Law, b: Law): Pick<Distances, "wasserstein" | "kolmogorovSmirnov"> {
  const { edges: xs, shares: fs } = a;
  const { edges: ys, shares: gs } = b;
  let [wasserstein, furthest] = [0, 0];
  let [i, j] = [0, 0];
  let at = Math.min(xs[0]!, ys[0]!);
  let difference = 0;
  while (i < xs.length || j < ys.length) {
    const x = i < xs.length ? xs[i]! : Infinity;
    const y = j < ys.length ? ys[j]! : Infinity;
    const next = x < y ? x : y;
    const arriving = shareAt(xs, fs, i, next) - shareAt(ys, gs, j, next);
    wasserstein += (next - at) * meanMagnitude(difference, arriving);
    while (i < xs.length && xs[i] === next) i++;
    while (j < ys.length && ys[j] === next) j++;
    difference = (i === 0 ? 0 : fs[i - 1]!) - (j === 0 ? 0 : gs[j - 1]!);
    // Where one law is between its edges, its share is still that on the line to the next one.
    if (i > 0 && i < xs.length && xs[i - 1] !== next) difference += risen(xs, fs, i, next);
    if (j > 0 && j < ys.length && ys[j - 1] !== next) difference -= risen(ys, gs, j, next);
    furthest = Math.max(furthest, Math.abs(arriving), Math.abs(difference));
    at = next;
  }
  return { wasserstein, kolmogorovSmirnov: furthest };
}

/** The share at `x` or, where values lie on `x` itself, below it; `next` is the first edge at `x` or after. */
function shareAt(edges: Float64Array, shares: Float64Array, next: number, x: number): number {
  if (next === edges.length) return 1;
  if (edges[next] === x) return shares[next]!;
  if (next === 0) return 0;
  return shares[next - 1]! + risen(edges, shares, next, x);
}

/** What the share has risen by between the edge before `next` and `x`. */
function risen(edges: Float64Array, shares: Float64Array, next: number, x: number): number {
  const before = edges[next - 1]!;
  const rise = shares[next]! - shares[next - 1]!;
  return rise === 0 ? 0 : (rise * (x - before)) / (edges[next]! - before);
}

/** Mean of |line from `one` to `two`|. */
function meanMagnitude(one: number, two: number): number {
  if (one * two >= 0) return Math.abs(one + two) / 2;
  return (one * one + two * two) / (2 * Math.abs(one - two));
}

/** Width of bins that show a law without its noise, in scales: Scott (1979), "On optimal and data-based histograms". */
const SCOTT = 3.49;

/**
 * ½ Σ p ln(2p/(p+q)) + ½ Σ q ln(2q/(p+q)) over shared bins. Of samples it is too large by about bins/(4n), so the bins
 * are as wide as the smaller one's number of values asks for, or as the wider of the two grids.
 */
function jensenShannon(a: Law, b: Law): number {
  const level = Math.max(levelForShares(a), levelForShares(b));
  const [p, q] = [sharesAt(a, level), sharesAt(b, level)];
  return Math.min((towardsMiddle(p, q) + towardsMiddle(q, p)) / 2, Math.LN2);
}

interface Shares {
  /** Number of the first bin. */
  first: number;
  shares: Float64Array;
}

/** Σ p ln(2p/(p+q)), the divergence of p from the middle of both: ln 2 where q has no value at all. */
function towardsMiddle(p: Shares, q: Shares): number {
  const offset = p.first - q.first;
  let [divergence, alone] = [0, 0];
  for (let i = 0; i < p.shares.length; i++) {
    const own = p.shares[i]!;
    if (own === 0) continue;
    const other = q.shares[i + offset] ?? 0;
    if (other === 0) alone += own;
    else divergence += own * Math.log((2 * own) / (own + other));
  }
  // Rounding must not take equal shares below nothing.
  return Math.max(0, divergence + alone * Math.LN2);
}

/** A single value fits any bins: its own level says nothing. */
function levelForShares({ distribution, scale, count }: Law): number {
  if (distribution.min === distribution.max) return -Infinity;
  const width = SCOTT * scale * count ** (-1 / 3);
  return Math.max(distribution.level, width > 0 ? Math.ceil(Math.log2(width)) : -Infinity);
}

/** Shares of the values in bins of width 2^level, which is no finer than the distribution's own. */
function sharesAt(law: Law, level: number): Shares {
  const { distribution, count } = law;
  // Two single values: the same, or not.
  if (level === -Infinity) return { first: distribution.min, shares: Float64Array.of(1) };
  const { bins, first: ownFirst, level: own, min, max } = distribution;
  if (min === max) return { first: Math.floor(min * 2 ** -level), shares: Float64Array.of(1) };
  const ratio = 2 ** (own - level);
  const first = Math.floor(ownFirst * ratio);
  const last = Math.floor((ownFirst + bins.length - 1) * ratio);
  const shares = new Float64Array(last - first + 1);
  for (let i = 0; i < bins.length; i++)
    shares[Math.floor((ownFirst + i) * ratio) - first]! += bins[i]! / count;
  return { first, shares };
}
