// Neurons in clusters, and in the order they are shown in: cluster by cluster, like beside like.
import type { Turns } from "#contract/turns.ts";
import { kMeans } from "./kMeans.ts";
import { likeOrder } from "./likeOrder.ts";
import { type Vectors, vectorsAt } from "./vectors.ts";

export interface Grouped {
  /** Per vector its cluster, numbered by the classes that it responds to. */
  labels: Int32Array;
  /** All vectors, cluster by cluster. */
  order: Int32Array;
}

/** @param k null leaves each by itself, in the order they came in */
export function* grouped(vectors: Vectors, k: number | null): Turns<Grouped> {
  if (k === null) {
    const each = Int32Array.from({ length: vectors.count }, (_, i) => i);
    return { labels: each, order: each.slice() };
  }
  if (vectors.count === 0) return { labels: new Int32Array(), order: new Int32Array() };
  const { labels: found } = yield* kMeans(vectors, k);
  const labels = inOrderOfClasses(vectors, found);
  return { labels, order: yield* orderWithin(vectors, labels) };
}

/** Members of every cluster, by rising numbers of clusters, each cluster's in the order of likeness. */
export function* orderWithin(vectors: Vectors, labels: Int32Array): Turns<Int32Array> {
  const numbers = [...new Set(labels)].sort((one, other) => one - other);
  const order: number[] = [];
  for (const number of numbers) {
    const own = membersOf(labels, number);
    const places = yield* likeOrder(vectorsAt(vectors, own));
    order.push(...places.map((place) => own[place]!));
  }
  return Int32Array.from(order);
}

export function membersOf(labels: Int32Array, number: number): number[] {
  const members: number[] = [];
  labels.forEach((label, i) => {
    if (label === number) members.push(i);
  });
  return members;
}

/** The clusters of the first classes first: where classes are listed downwards, edges cross less. */
function inOrderOfClasses({ size, values }: Vectors, labels: Int32Array): Int32Array {
  const middles = new Map<number, number>();
  for (const label of new Set(labels)) {
    const sums = new Float64Array(size);
    for (const member of membersOf(labels, label)) {
      for (let i = 0; i < size; i++) sums[i]! += values[member * size + i]!;
    }
    middles.set(label, middleOf(sums));
  }
  const ranked = [...middles].sort(([, one], [, other]) => one - other);
  const rank = new Map(ranked.map(([label], place) => [label, place]));
  return labels.map((label) => rank.get(label)!);
}

/** Of the classes that are responded to more than to the mean one; behind all where all are alike. */
function middleOf(sums: Float64Array): number {
  const mean = sums.reduce((sum, value) => sum + value, 0) / sums.length;
  let [weight, weighted] = [0, 0];
  sums.forEach((value, i) => {
    const above = Math.max(value - mean, 0);
    weight += above;
    weighted += above * i;
  });
  return weight > 0 ? weighted / weight : sums.length;
}
