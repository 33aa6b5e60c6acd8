import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { agglomerated, type Join } from "../../../../client/network/cluster/agglomerate.ts";
import { leafOrder } from "../../../../client/network/cluster/leafOrder.ts";
import { likeOrder, pathLength } from "../../../../client/network/cluster/likeOrder.ts";
import { distancesBetween } from "../../../../client/network/cluster/vectors.ts";
import { drawnVectors, permutations } from "./drawn.ts";
import { atOnce } from "#contract/turns.ts";

const ALMOST = 1e-9;

describe("the order of likeness", () => {
  it("has every vector once and is never longer than the order they came in", () => {
    fc.assert(
      fc.property(drawnVectors(0, 40), (vectors) => {
        const distances = atOnce(distancesBetween(vectors));
        const own = Array.from({ length: vectors.count }, (_, i) => i);
        const order = atOnce(likeOrder(vectors));
        expect([...order].sort((one, other) => one - other)).toEqual(own);
        expect(pathLength(order, distances)).toBeLessThanOrEqual(
          pathLength(own, distances) + ALMOST,
        );
      }),
    );
  });

  it("is the best of all orders for up to eight", () => {
    fc.assert(
      fc.property(drawnVectors(0, 7), (vectors) => {
        const distances = atOnce(distancesBetween(vectors));
        expect(pathLength(atOnce(likeOrder(vectors)), distances)).toBeCloseTo(
          shortestOf(permutations(vectors.count), distances),
          6,
        );
      }),
      { numRuns: 40 },
    );
    const values = Float32Array.from([3, 1, 4, 1.5, 9, 2.6, 5, 3.5, 8, 9.7, 9, 3, 2, 3.8, 4, 6]);
    const eight = { count: 8, size: 2, values };
    const distances = atOnce(distancesBetween(eight));
    const best = shortestOf(permutations(8), distances);
    expect(pathLength(atOnce(likeOrder(eight)), distances)).toBeCloseTo(best, 6);
  });

  it("sorts numbers, also a thousand of them", () => {
    const values = Float32Array.from({ length: 1000 }, (_, i) => (i * 617) % 1000);
    const order = atOnce(likeOrder({ count: 1000, size: 1, values }));
    const distances = atOnce(distancesBetween({ count: 1000, size: 1, values }));
    // Beyond what is turned exactly, 2-opt alone comes near: the least is 999.
    expect(pathLength(order, distances)).toBeLessThan(1.2 * 999);
  });
});

describe("the joins", () => {
  it("make one tree of all leaves, as looking for the nearest pair each time does", () => {
    fc.assert(
      fc.property(drawnVectors(2, 12), (drawn) => {
        const distances = atOnce(distancesBetween(drawn));
        const expected = nearestPairs(distances, drawn.count);
        fc.pre(expected !== null);
        const joins = atOnce(agglomerated(distances, drawn.count));
        expect(partsOf(joins, drawn.count)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });
});

describe("the order of a tree's leaves", () => {
  it("is the best of all that turning its branches gives", () => {
    fc.assert(
      fc.property(drawnVectors(2, 9), (vectors) => {
        const { count } = vectors;
        const distances = atOnce(distancesBetween(vectors));
        const joins = atOnce(agglomerated(distances, count));
        const order = atOnce(leafOrder(joins, distances, count));
        const turned = turns(joins, count, count + joins.length - 1);
        expect(turned.map(String)).toContain(String(order));
        expect(pathLength(order, distances)).toBeCloseTo(shortestOf(turned, distances), 9);
      }),
    );
  });
});

function shortestOf(orders: readonly (readonly number[])[], distances: Float64Array): number {
  return Math.min(...orders.map((order) => pathLength(order, distances)));
}

/** All orders of a part's leaves. */
function turns(joins: readonly Join[], count: number, part: number): number[][] {
  if (part < count) return [[part]];
  const [one, other] = joins[part - count]!;
  const [ones, others] = [turns(joins, count, one), turns(joins, count, other)];
  return ones.flatMap((a) =>
    others.flatMap((b) => [
      [...a, ...b],
      [...b, ...a],
    ]),
  );
}

/** Every part's leaves, in words that can be sorted. */
function partsOf(joins: readonly Join[], count: number): string[] {
  const leaves = Array.from({ length: count }, (_, i) => [i]);
  for (const [one, other] of joins) leaves.push([...leaves[one]!, ...leaves[other]!]);
  return leaves.map((part) => part.sort((one, other) => one - other).join()).sort();
}

/** The same by looking at all pairs each time; null where rounding decides which is nearest. */
function nearestPairs(distances: Float64Array, count: number): string[] | null {
  let parts = Array.from({ length: count }, (_, i) => [i]);
  const all = parts.map(String);
  const between = (one: readonly number[], other: readonly number[]): number => {
    const pairs = one.flatMap((i) => other.map((j) => distances[i * count + j]!));
    return pairs.reduce((sum, value) => sum + value) / pairs.length;
  };
  while (parts.length > 1) {
    const pairs = parts
      .flatMap((one, i) => parts.slice(i + 1).map((other) => [one, other] as const))
      .map((pair) => ({ pair, distance: between(...pair) }))
      .sort((one, other) => one.distance - other.distance);
    const [nearest, next] = pairs;
    if (next !== undefined && next.distance - nearest!.distance < ALMOST) return null;
    const best: readonly (readonly number[])[] = nearest!.pair;
    const joined = best.flat().sort((one, other) => one - other);
    parts = [...parts.filter((part) => !best.includes(part)), joined];
    all.push(joined.join());
  }
  return all.sort();
}
