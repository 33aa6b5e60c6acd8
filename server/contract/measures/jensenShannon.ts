// The divergence of Jensen and Shannon between two laws, in bins that show the laws and not the noise of the samples.
import type { Law } from "./law.ts";

/** Width of bins that show a law without its noise, in scales: Scott (1979), "On optimal and data-based histograms". */
const SCOTT = 3.49;

/** Shares of the values in bins of one width. */
interface Shares {
  /** Number of the first bin. */
  first: number;
  shares: Float64Array;
}

/**
 * ½ Σ p ln(2p/(p+q)) + ½ Σ q ln(2q/(p+q)) over shared bins, in nats. Of samples it is too large by about bins/(4n), so
 * the bins are as wide as the smaller one's number of values asks for, or as the wider of the two grids.
 */
export function jensenShannon(a: Law, b: Law): number {
  if (a.single !== null && b.single !== null) return a.single === b.single ? 0 : Math.LN2;
  const level = Math.max(levelFor(a), levelFor(b));
  const [p, q] = [sharesAt(a, level), sharesAt(b, level)];
  return Math.min((towardsMiddle(p, q) + towardsMiddle(q, p)) / 2, Math.LN2);
}

/** A single value fits any bins: its own level says nothing. */
function levelFor({ single, scale, count, level }: Law): number {
  if (single !== null) return -Infinity;
  const width = SCOTT * scale * count ** (-1 / 3);
  return Math.max(level, width > 0 ? Math.ceil(Math.log2(width)) : -Infinity);
}

/** In bins of width 2^level, which is no finer than the law's own. */
function sharesAt(law: Law, level: number): Shares {
  if (law.single !== null) {
    return { first: Math.floor(law.single * 2 ** -level), shares: Float64Array.of(1) };
  }
  const bins = law.shares.length - 1;
  const ratio = 2 ** (law.level - level);
  const first = Math.floor(law.first * ratio);
  const last = Math.floor((law.first + bins - 1) * ratio);
  const shares = new Float64Array(last - first + 1);
  let before = 0;
  for (let i = 0; i < shares.length; i++) {
    const end = Math.min(bins, (first + i + 1) / ratio - law.first);
    const below = law.shares[end] ?? 1;
    shares[i] = below - before;
    before = below;
  }
  return { first, shares };
}

/** Σ p ln(2p/(p+q)), the divergence of p from the middle of both: ln 2 where q has no value at all. */
function towardsMiddle(p: Shares, q: Shares): number {
  const offset = p.first - q.first;
  let [divergence, alone] = [0, 0];
  for (let i = 0; i < p.shares.length; i++) {
    const own = p.shares[i]!;
    if (!(own > 0)) continue;
    const other = q.shares[i + offset] ?? 0;
    if (other > 0) divergence += own * Math.log((2 * own) / (own + other));
    else alone += own;
  }
  // Rounding must not take equal shares below nothing.
  return Math.max(0, divergence + alone * Math.LN2);
}
