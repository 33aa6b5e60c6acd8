// Points of equal size, one after the other, and how far they are apart.
import type { Turns } from "#contract/turns.ts";

export interface Vectors {
  count: number;
  /** Numbers in each. */
  size: number;
  /** count × size. */
  values: Float32Array;
}

export function squaredDistance(vectors: Vectors, one: number, other: number): number {
  const { size, values } = vectors;
  let sum = 0;
  for (let i = one * size, j = other * size, end = i + size; i < end; i++, j++) {
    const apart = values[i]! - values[j]!;
    sum += apart * apart;
  }
  return sum;
}

/** Euclidean distances between all, count × count. */
export function* distancesBetween(vectors: Vectors): Turns<Float64Array> {
  const { count } = vectors;
  const distances = new Float64Array(count * count);
  for (let i = 0; i < count; i++) {
    yield;
    for (let j = i + 1; j < count; j++) {
      const distance = Math.sqrt(squaredDistance(vectors, i, j));
      distances[i * count + j] = distance;
      distances[j * count + i] = distance;
    }
  }
  return distances;
}

/** Only those, in that order. */
export function vectorsAt({ size, values }: Vectors, indices: ArrayLike<number>): Vectors {
  const some = new Float32Array(indices.length * size);
  for (let i = 0; i < indices.length; i++) {
    const from = indices[i]! * size;
    some.set(values.subarray(from, from + size), i * size);
  }
  return { count: indices.length, size, values: some };
}
