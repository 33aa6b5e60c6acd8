// ∫|F−G| and max|F−G| of two laws: on the finer of their grids, which nest, the difference is a straight line between two edges.
import { type Law, positionOf, shareAt } from "./law.ts";

export interface CumulativeDistances {
  wasserstein: number;
  kolmogorovSmirnov: number;
}

export function cumulativeDistances(a: Law, b: Law): CumulativeDistances {
  if (a.single !== null && b.single !== null) {
    const wasserstein = Math.abs(a.single - b.single);
    return { wasserstein, kolmogorovSmirnov: wasserstein === 0 ? 0 : 1 };
  }
  if (a.single !== null) return fromSingle(a.single, b);
  if (b.single !== null) return fromSingle(b.single, a);
  return a.level <= b.level ? onFinerGrid(a, b) : onFinerGrid(b, a);
}

/** A law whose values are all `value` jumps there from 0 to 1. */
function fromSingle(value: number, law: Law): CumulativeDistances {
  const position = positionOf(law, value);
  const share = shareAt(law, position);
  return {
    wasserstein: widthOf(law) * (shareBelow(law, position) + shareAbove(law, position)),
    kolmogorovSmirnov: Math.max(share, 1 - share),
  };
}

function onFinerGrid(fine: Law, coarse: Law): CumulativeDistances {
  const { shares, first } = fine;
  const ratio = 2 ** (fine.level - coarse.level);
  const bins = shares.length - 1;
  const start = first * ratio - coarse.first;
  let before = -shareAt(coarse, start);
  let [area, furthest] = [0, Math.abs(before)];
  const steps = ratio === 1 && Number.isInteger(start) ? coarse.shares : null;
  const last = coarse.shares.length - 1;
  for (let i = 1; i <= bins; i++) {
    // On one grid, nearly always: no place lies between two edges.
    const at = start + i * ratio;
    const other = steps === null ? shareAt(coarse, at) : at <= 0 ? 0 : at >= last ? 1 : steps[at]!;
    const difference = shares[i]! - other;
    const magnitude = Math.abs(difference);
    if (magnitude > furthest) furthest = magnitude;
    // The mean of |line from before to difference|.
    area +=
      before * difference >= 0
        ? Math.abs(before + difference) / 2
        : (before * before + difference * difference) / (2 * Math.abs(before - difference));
    before = difference;
  }
  const outside = shareBelow(coarse, start) + shareAbove(coarse, start + bins * ratio);
  return {
    wasserstein: area * widthOf(fine) + outside * widthOf(coarse),
    kolmogorovSmirnov: furthest,
  };
}

const widthOf = ({ level }: Law): number => 2 ** level;

/** ∫F up to a position, in bins. */
function shareBelow(law: Law, position: number): number {
  const { shares } = law;
  const last = shares.length - 1;
  if (!(position > 0)) return 0;
  let area = Math.max(0, position - last);
  const end = Math.min(position, last);
  const whole = Math.floor(end);
  for (let i = 0; i < whole; i++) area += (shares[i]! + shares[i + 1]!) / 2;
  return area + ((end - whole) * (shares[whole]! + shareAt(law, end))) / 2;
}

/** ∫(1−F) from a position on, in bins. */
function shareAbove(law: Law, position: number): number {
  const { shares } = law;
  const last = shares.length - 1;
  if (position >= last) return 0;
  let area = Math.max(0, -position);
  const start = Math.max(position, 0);
  const whole = Math.ceil(start);
  for (let i = whole; i < last; i++) area += 1 - (shares[i]! + shares[i + 1]!) / 2;
  return area + (whole - start) * (1 - (shareAt(law, start) + shares[whole]!) / 2);
}
