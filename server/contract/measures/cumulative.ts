// ∫|F−G| and max|F−G| of two laws: on the finer of their grids, which nest, the difference is a straight line between two edges.
import { reusedRoom } from "../room.ts";
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
  const { shares, first, level } = fine;
  const { length } = shares;
  const ratio = 2 ** (level - coarse.level);
  const start = first * ratio - coarse.first;
  const others = sharesFrom(coarse, start, ratio, length);
  let before = -others[0]!;
  let furthest = Math.abs(before);
  let doubled = 0;
  for (let i = 1; i < length; i++) {
    const difference = shares[i]! - others[i]!;
    const magnitude = Math.abs(difference);
    if (magnitude > furthest) furthest = magnitude;
    // Twice the mean of |line from before to difference|.
    const sum = before + difference;
    doubled +=
      before * difference >= 0
        ? Math.abs(sum)
        : (before * before + difference * difference) / Math.abs(before - difference);
    before = difference;
  }
  const outside = shareBelow(coarse, start) + shareAbove(coarse, start + (length - 1) * ratio);
  return {
    wasserstein: (doubled / 2) * widthOf(fine) + outside * widthOf(coarse),
    kolmogorovSmirnov: furthest,
  };
}

/** Nothing of it is kept. */
const room = reusedRoom();

/** The law's shares at `length` places from `start` on, `ratio` bins apart. */
function sharesFrom(law: Law, start: number, ratio: number, length: number): Float64Array {
  const shares = room(length);
  if (ratio < 1) {
    for (let i = 0; i < length; i++) shares[i] = shareAt(law, start + i * ratio);
    return shares;
  }
  // On one grid, nearly always: no place lies between two edges.
  const from = Math.min(Math.max(-start, 0), length);
  const [skipped, there] = [Math.max(start, 0), length - from];
  const own = law.shares.subarray(skipped, skipped + there);
  shares.set(own, from);
  return shares.fill(1, from + own.length);
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
