// The order of a tree's leaves in which neighbours are most alike, of all that turning its branches allows.
import type { Turns } from "#contract/turns.ts";
import type { Join } from "./agglomerate.ts";

/**
 * Optimal leaf order (Bar-Joseph, Gifford & Jaakkola 2001): the sum of distances between neighbours is the least that
 * the tree allows. Takes in the order of count³ steps.
 *
 * @param distances symmetric, count × count
 */
export function* leafOrder(
  joins: readonly Join[],
  distances: Float64Array,
  count: number,
): Turns<number[]> {
  if (count < 2) return count === 1 ? [0] : [];
  const leaves = Array.from({ length: count }, (_, i): number[] => [i]);
  /** Of the leaves of the smallest part that holds both, the shortest path from one end to the other. */
  const shortest = new Float64Array(count * count);
  const end = { joins, distances, count, shortest, leaves };
  for (const [one, other] of joins) {
    yield* measureJoin(end, one, other);
    leaves.push([...leaves[one]!, ...leaves[other]!]);
  }
  const [one, other] = joins.at(-1)!;
  let [first, last, least] = [0, 0, Infinity];
  for (const u of leaves[one]!) {
    for (const w of leaves[other]!) {
      const length = shortest[u * count + w]!;
      if (length < least) [first, last, least] = [u, w, length];
    }
  }
  return pathBetween(end, count + joins.length - 1, first, last);
}

interface Measured {
  joins: readonly Join[];
  distances: Float64Array;
  count: number;
  shortest: Float64Array;
  /** Leaves of every part. */
  leaves: number[][];
}

/** Where a path through the part that begins at `from` can end: in its other branch. */
function endsFrom({ joins, count, leaves }: Measured, part: number, from: number): number[] {
  if (part < count) return leaves[part]!;
  const [one, other] = joins[part - count]!;
  return leaves[one]!.includes(from) ? leaves[other]! : leaves[one]!;
}

function* measureJoin(measured: Measured, one: number, other: number): Turns<void> {
  const { distances, count, shortest, leaves } = measured;
  const [ones, others] = [leaves[one]!, leaves[other]!];
  const ends = new Map(others.map((k) => [k, endsFrom(measured, other, k)]));
  /** From u through all of `one`, and on to k. */
  const reach = new Float64Array(count);
  for (const u of ones) {
    yield;
    const middles = endsFrom(measured, one, u);
    for (const k of others) {
      let least = Infinity;
      for (const m of middles) {
        const length = shortest[u * count + m]! + distances[m * count + k]!;
        if (length < least) least = length;
      }
      reach[k] = least;
    }
    for (const w of others) {
      let least = Infinity;
      for (const k of ends.get(w)!) {
        const length = reach[k]! + shortest[k * count + w]!;
        if (length < least) least = length;
      }
      shortest[u * count + w] = least;
      shortest[w * count + u] = least;
    }
  }
}

/** The path itself: where it goes over from one branch to the other is found again. */
function pathBetween(measured: Measured, part: number, first: number, last: number): number[] {
  const { joins, distances, count, shortest, leaves } = measured;
  if (part < count) return [part];
  const [left, right] = joins[part - count]!;
  const isForward = leaves[left]!.includes(first);
  const [one, other] = isForward ? [left, right] : [right, left];
  let [from, to, least] = [first, last, Infinity];
  const onward = endsFrom(measured, other, last);
  for (const m of endsFrom(measured, one, first)) {
    for (const k of onward) {
      const length =
        shortest[first * count + m]! + distances[m * count + k]! + shortest[k * count + last]!;
      if (length < least) [from, to, least] = [m, k, length];
    }
  }
  return [...pathBetween(measured, one, first, from), ...pathBetween(measured, other, to, last)];
}
