// The order in which neighbouring vectors are alike: how the rows of a matrix, or the pictures of a cluster, follow each other.
import type { Turns } from "#contract/turns.ts";
import { agglomerated } from "./agglomerate.ts";
import { leafOrder } from "./leafOrder.ts";
import { shortestPath } from "./shortestPath.ts";
import { distancesBetween, type Vectors } from "./vectors.ts";

/** Up to here every order is weighed. */
export const EXACT_UP_TO = 8;
/** Beyond, the best turn of every branch (count³ steps) would take seconds. */
const TURNED_UP_TO = 320;
const MOST_ROUNDS = 20;

/** Indices of the vectors; the sum of distances between neighbours is never greater than in their own order. */
export function* likeOrder(vectors: Vectors): Turns<number[]> {
  const { count } = vectors;
  const distances = yield* distancesBetween(vectors);
  if (count <= EXACT_UP_TO) return shortestPath(distances, count);
  const joins = yield* agglomerated(distances, count);
  const turned =
    count <= TURNED_UP_TO ? yield* leafOrder(joins, distances, count) : leavesOf(joins, count);
  const order = yield* untangled(turned, distances, count);
  const own = Array.from({ length: count }, (_, i) => i);
  return pathLength(order, distances) <= pathLength(own, distances) ? order : own;
}

/** Sum of the distances between neighbours. */
export function pathLength(order: readonly number[], distances: Float64Array): number {
  let sum = 0;
  for (let i = 1; i < order.length; i++)
    sum += distances[order[i - 1]! * order.length + order[i]!]!;
  return sum;
}

function leavesOf(joins: readonly (readonly [number, number])[], count: number): number[] {
  const order: number[] = [];
  const parts = [count + joins.length - 1];
  while (parts.length > 0) {
    const part = parts.pop()!;
    if (part < count) order.push(part);
    else parts.push(...joins[part - count]!);
  }
  return order;
}

/** 2-opt: stretches are turned round as long as that makes the path shorter. */
function* untangled(
  first: readonly number[],
  distances: Float64Array,
  count: number,
): Turns<number[]> {
  const order = [...first];
  const between = (i: number, j: number): number => {
    return i < 0 || j >= count ? 0 : distances[order[i]! * count + order[j]!]!;
  };
  for (let round = 0, isBetter = true; isBetter && round < MOST_ROUNDS; round++) {
    isBetter = false;
    for (let i = 0; i < count - 1; i++) {
      yield;
      for (let j = i + 1; j < count; j++) {
        const now = between(i - 1, i) + between(j, j + 1);
        const turned = between(i - 1, j) + between(i, j + 1);
        if (turned >= now * (1 - 1e-12)) continue;
        for (let a = i, b = j; a < b; a++, b--) [order[a], order[b]] = [order[b]!, order[a]!];
        isBetter = true;
      }
    }
  }
  return order;
}
