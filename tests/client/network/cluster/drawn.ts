// Small vectors and matrices for properties of clusters.
import * as fc from "fast-check";
import type { Vectors } from "../../../../client/network/cluster/vectors.ts";

/** A coarse grid, so that ties and equal vectors come up. */
const value = fc.integer({ min: -8, max: 8 }).map((number) => number / 4);

export function drawnVectors(minCount: number, maxCount: number): fc.Arbitrary<Vectors> {
  return fc.integer({ min: 1, max: 3 }).chain((size) => {
    const vector = fc.array(value, { minLength: size, maxLength: size });
    return fc.array(vector, { minLength: minCount, maxLength: maxCount }).map((vectors) => {
      return { count: vectors.length, size, values: Float32Array.from(vectors.flat()) };
    });
  });
}

export function permutations(count: number): number[][] {
  if (count === 0) return [[]];
  return permutations(count - 1).flatMap((rest) => {
    return Array.from({ length: count }, (_, at) => rest.toSpliced(at, 0, count - 1));
  });
}
