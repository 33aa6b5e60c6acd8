// Groups of like vectors by k-means++ (Arthur & Vassilvitskii 2007): the best of several beginnings, the same every time.
import { chance } from "../chance.ts";
import type { Turns } from "#contract/turns.ts";
import type { Vectors } from "./vectors.ts";

export interface Grouping {
  /** The cluster of each vector, 0 … k−1; none is empty. */
  labels: Int32Array;
  /** How many clusters there are: fewer than asked for where fewer vectors differ. */
  k: number;
  /** Sum of the squared distances to the clusters' means. */
  spread: number;
}

export interface KMeansOptions {
  seed: number;
  restarts: number;
}

const MOST_ROUNDS = 100;
export const K_MEANS: KMeansOptions = { seed: 1, restarts: 10 };

/**
 * @param k at least 1
 * @throws RangeError when there is no vector
 */
export function* kMeans(
  vectors: Vectors,
  k: number,
  options: KMeansOptions = K_MEANS,
): Turns<Grouping> {
  if (vectors.count === 0) throw new RangeError("There is nothing to group.");
  let best: Grouping | null = null;
  const draw = chance(options.seed);
  for (let i = 0; i < options.restarts; i++) {
    const grouping = yield* settled(vectors, firstCentres(vectors, k, draw));
    if (best === null || grouping.spread < best.spread) best = grouping;
  }
  return best!;
}

/** Each further centre is drawn with a probability in proportion to its squared distance from those before. */
function firstCentres(vectors: Vectors, k: number, draw: () => number): Float64Array[] {
  const { count, size, values } = vectors;
  const vector = (i: number) => Float64Array.from(values.subarray(i * size, (i + 1) * size));
  const centres = [vector(Math.floor(draw() * count))];
  const nearest = new Float64Array(count).fill(Infinity);
  while (centres.length < k) {
    let all = 0;
    for (let i = 0; i < count; i++) {
      nearest[i] = Math.min(nearest[i]!, squaredFrom(vectors, i, centres.at(-1)!));
      all += nearest[i]!;
    }
    if (all === 0) return centres;
    let left = draw() * all;
    let chosen = nearest.findLastIndex((distance) => distance > 0);
    for (let i = 0; i < count; i++) {
      left -= nearest[i]!;
      if (left >= 0 || nearest[i] === 0) continue;
      chosen = i;
      break;
    }
    centres.push(vector(chosen));
  }
  return centres;
}

/** Lloyd's rounds until no vector changes its cluster. */
function* settled(vectors: Vectors, centres: Float64Array[]): Turns<Grouping> {
  const { count } = vectors;
  const k = centres.length;
  const labels = new Int32Array(count).fill(-1);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    yield;
    let hasChanged = false;
    for (let i = 0; i < count; i++) {
      const label = nearestOf(vectors, i, centres);
      hasChanged ||= label !== labels[i];
      labels[i] = label;
    }
    hasChanged = fillEmpty(vectors, labels, centres) || hasChanged;
    if (!hasChanged) break;
    moveToMeans(vectors, labels, centres);
  }
  let spread = 0;
  for (let i = 0; i < count; i++) spread += squaredFrom(vectors, i, centres[labels[i]!]!);
  return { labels, k, spread };
}

function squaredFrom({ size, values }: Vectors, i: number, centre: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < size; j++) sum += (values[i * size + j]! - centre[j]!) ** 2;
  return sum;
}

function nearestOf(vectors: Vectors, i: number, centres: readonly Float64Array[]): number {
  let [best, least] = [0, Infinity];
  centres.forEach((centre, label) => {
    const distance = squaredFrom(vectors, i, centre);
    if (distance < least) [best, least] = [label, distance];
  });
  return best;
}

/** A cluster that lost all its vectors takes the one that is farthest from its own mean. */
function fillEmpty(vectors: Vectors, labels: Int32Array, centres: Float64Array[]): boolean {
  const sizes = new Int32Array(centres.length);
  for (const label of labels) sizes[label]!++;
  let hasFilled = false;
  for (let empty = sizes.indexOf(0); empty >= 0; empty = sizes.indexOf(0)) {
    let [farthest, most] = [-1, -1];
    labels.forEach((label, i) => {
      const distance = sizes[label]! > 1 ? squaredFrom(vectors, i, centres[label]!) : -1;
      if (distance > most) [farthest, most] = [i, distance];
    });
    sizes[labels[farthest]!]!--;
    sizes[empty] = 1;
    labels[farthest] = empty;
    moveToMeans(vectors, labels, centres);
    hasFilled = true;
  }
  return hasFilled;
}

function moveToMeans(vectors: Vectors, labels: Int32Array, centres: Float64Array[]): void {
  const { size, values } = vectors;
  const sizes = new Int32Array(centres.length);
  for (const label of labels) sizes[label]!++;
  centres.forEach((centre, label) => {
    if (sizes[label]! > 0) centre.fill(0);
  });
  labels.forEach((label, i) => {
    const centre = centres[label]!;
    for (let j = 0; j < size; j++) centre[j]! += values[i * size + j]! / sizes[label]!;
  });
}
