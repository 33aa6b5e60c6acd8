// Neurons in clusters, and in the order they are shown in: cluster by cluster, like beside like.
import { kMeans } from "./kMeans.ts";
import { likeOrder } from "./likeOrder.ts";
import { type Vectors, vectorsAt } from "./vectors.ts";

export interface Grouped {
  /** Per vector its cluster; the one whose vectors are longest on average is 0. */
  labels: Int32Array;
  /** All vectors, cluster by cluster. */
  order: Int32Array;
}

/** @param k null leaves each by itself, in the order they came in */
export function grouped(vectors: Vectors, k: number | null): Grouped {
  if (k === null) {
    const each = Int32Array.from({ length: vectors.count }, (_, i) => i);
    return { labels: each, order: each.slice() };
  }
  if (vectors.count === 0) return { labels: new Int32Array(), order: new Int32Array() };
  const labels = strongestFirst(vectors, kMeans(vectors, k).labels);
  return { labels, order: orderWithin(vectors, labels) };
}

/** Members of every cluster, by rising numbers of clusters, each cluster's in the order of likeness. */
export function orderWithin(vectors: Vectors, labels: Int32Array): Int32Array {
  const numbers = [...new Set(labels)].sort((one, other) => one - other);
  const order = numbers.flatMap((number) => {
    const own = membersOf(labels, number);
    return likeOrder(vectorsAt(vectors, own)).map((place) => own[place]!);
  });
  return Int32Array.from(order);
}

export function membersOf(labels: Int32Array, number: number): number[] {
  const members: number[] = [];
  labels.forEach((label, i) => {
    if (label === number) members.push(i);
  });
  return members;
}

function strongestFirst(vectors: Vectors, labels: Int32Array): Int32Array {
  const strengths = new Map<number, number>();
  for (const label of new Set(labels)) {
    const members = membersOf(labels, label);
    let sum = 0;
    for (const member of members) {
      for (let i = 0; i < vectors.size; i++) sum += vectors.values[member * vectors.size + i]!;
    }
    strengths.set(label, sum / members.length);
  }
  const ranked = [...strengths].sort(([, one], [, other]) => other - one);
  const rank = new Map(ranked.map(([label], place) => [label, place]));
  return labels.map((label) => rank.get(label)!);
}
