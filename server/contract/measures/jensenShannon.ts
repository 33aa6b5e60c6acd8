// The divergence of Jensen and Shannon between two laws, in bins that show the laws and not the noise of the samples.
import type { Law } from "./law.ts";

/** Width of bins that show a law without its noise, in scales: Scott (1979), "On optimal and data-based histograms". */
const SCOTT = 3.49;

/**
 * ½ Σ p ln(2p/(p+q)) + ½ Σ q ln(2q/(p+q)) over shared bins, in nats. Of samples it is too large by about bins/(4n), so
 * the bins are as wide as the smaller one's number of values asks for, or as the wider of the two grids.
 */
export function jensenShannon(a: Law, b: Law): number {
  if (a.single !== null && b.single !== null) return a.single === b.single ? 0 : Math.LN2;
  const level = Math.max(levelFor(a), levelFor(b));
  const [p, q] = [edgesAt(a, level), edgesAt(b, level)];
  const [from, to] = [Math.max(p.first, q.first), Math.min(p.end, q.end)];
  if (from >= to) return Math.LN2;
  // What lies where the other has nothing is told from it by every value.
  const start = [belowEdge(p, from), belowEdge(q, from)] as const;
  let [beforeA, beforeB] = start;
  let divergence = 0;
  for (let bin = from; bin < to; bin++) {
    const belowA = belowEdge(p, bin + 1);
    const belowB = belowEdge(q, bin + 1);
    divergence += parting(belowA - beforeA, belowB - beforeB);
    beforeA = belowA;
    beforeB = belowB;
  }
  const alone = 2 - (beforeA - start[0] + (beforeB - start[1]));
  // Rounding must not take equal shares below nothing.
  return Math.min(Math.max((divergence + alone * Math.LN2) / 2, 0), Math.LN2);
}

/** A single value fits any bins: its own level says nothing. */
function levelFor({ single, scale, count, level }: Law): number {
  if (single !== null) return -Infinity;
  const width = SCOTT * scale * count ** (-1 / 3);
  return Math.max(level, width > 0 ? Math.ceil(Math.log2(width)) : -Infinity);
}

/** A law's edges in bins of width 2^level, which are no finer than its own. */
interface Edges {
  /** Numbers of the first bin, and of the one behind the last. */
  first: number;
  end: number;
  law: Law;
  /** How many of the law's own bins are in one. */
  bins: number;
}

function edgesAt(law: Law, level: number): Edges {
  if (law.single !== null) {
    const first = Math.floor(law.single * 2 ** -level);
    return { first, end: first + 1, law, bins: 0 };
  }
  const bins = 2 ** (level - law.level);
  const first = Math.floor(law.first / bins);
  const last = Math.floor((law.first + law.shares.length - 2) / bins);
  return { first, end: last + 1, law, bins };
}

/** Share of the values below the left edge of a bin. */
function belowEdge({ law, bins, first }: Edges, bin: number): number {
  if (law.single !== null) return bin > first ? 1 : 0;
  const at = bin * bins - law.first;
  const last = law.shares.length - 1;
  return at <= 0 ? 0 : at >= last ? 1 : law.shares[at]!;
}

/** Shares that differ by less of their sum are parted by a series, which is exact where logarithms cancel out. */
const NEAR = 1 / 8;

/** p ln(2p/(p+q)) + q ln(2q/(p+q)) of the shares in one bin. */
function parting(p: number, q: number): number {
  const middle = (p + q) / 2;
  const apart = (p - q) / (p + q);
  // (p+q) Σ r^2k / (2k (2k−1)), of r = (p−q)/(p+q).
  if (Math.abs(apart) < NEAR) {
    const r = apart * apart;
    const further = r * (1 / 56 + r * (1 / 90 + r * (1 / 132 + r / 182)));
    return (p + q) * r * (1 / 2 + r * (1 / 12 + r * (1 / 30 + further)));
  }
  return (p > 0 ? p * Math.log(p / middle) : 0) + (q > 0 ? q * Math.log(q / middle) : 0);
}
