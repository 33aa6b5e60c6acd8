import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chance } from "../../../../client/network/chance.ts";
import { K_MEANS, kMeans } from "../../../../client/network/cluster/kMeans.ts";
import type { Vectors } from "../../../../client/network/cluster/vectors.ts";
import { drawnVectors } from "./drawn.ts";
import { atOnce } from "#contract/turns.ts";

const someK = fc.integer({ min: 1, max: 4 });

describe("k-means++", () => {
  it("gives every cluster a vector, and numbers them from 0", () => {
    fc.assert(
      fc.property(drawnVectors(1, 20), someK, (vectors, k) => {
        const grouping = atOnce(kMeans(vectors, k));
        const used = [...new Set(grouping.labels)].sort((one, other) => one - other);
        expect(used).toEqual(Array.from({ length: grouping.k }, (_, i) => i));
        expect(grouping.k).toBe(Math.min(k, different(vectors)));
      }),
    );
  });

  it("tells the spread of what it gives, as plain loops have it", () => {
    fc.assert(
      fc.property(drawnVectors(1, 20), someK, (vectors, k) => {
        const { labels, spread } = atOnce(kMeans(vectors, k));
        expect(spread).toBeCloseTo(spreadOf(vectors, [...labels]), 9);
      }),
    );
  });

  it("leaves no vector that another cluster's mean is nearer to", () => {
    fc.assert(
      fc.property(drawnVectors(1, 20), someK, (vectors, k) => {
        const { labels } = atOnce(kMeans(vectors, k));
        const means = meansOf(vectors, [...labels]);
        labels.forEach((label, i) => {
          const own = distanceTo(vectors, i, means.get(label)!);
          for (const mean of means.values()) {
            expect(own).toBeLessThanOrEqual(distanceTo(vectors, i, mean) + 1e-9);
          }
        });
      }),
    );
  });

  it("finds the best grouping there is of clouds that lie apart", () => {
    for (let seed = 0; seed < 5; seed++) {
      const vectors = threeClouds(seed);
      const best = bestSpread(vectors, 3);
      expect(atOnce(kMeans(vectors, 3)).spread).toBeCloseTo(best, 6);
    }
  });

  it("gives the same for the same seed", () => {
    const vectors = threeClouds(5);
    expect(atOnce(kMeans(vectors, 4, K_MEANS))).toEqual(atOnce(kMeans(vectors, 4, K_MEANS)));
  });

  it("refuses to group nothing", () => {
    const nothing = { count: 0, size: 2, values: new Float32Array() };
    expect(() => atOnce(kMeans(nothing, 2))).toThrow("nothing to group");
  });
});

function threeClouds(seed: number): Vectors {
  const draw = chance(seed);
  const middles = [0, 10, 25];
  const values = Array.from({ length: 12 }, (_, i) => middles[Math.floor(i / 2) % 3]! + draw());
  return { count: 6, size: 2, values: Float32Array.from(values) };
}

function rowOf({ size, values }: Vectors, i: number): number[] {
  return [...values.subarray(i * size, (i + 1) * size)];
}

function different(vectors: Vectors): number {
  const rows = Array.from({ length: vectors.count }, (_, i) => rowOf(vectors, i).join());
  return new Set(rows).size;
}

function meansOf(vectors: Vectors, labels: readonly number[]): Map<number, number[]> {
  const means = new Map<number, number[]>();
  for (const label of new Set(labels)) {
    const own = labels.flatMap((one, i) => (one === label ? [rowOf(vectors, i)] : []));
    const sums = own.reduce((sum, row) => sum.map((value, j) => value + row[j]!));
    means.set(
      label,
      sums.map((sum) => sum / own.length),
    );
  }
  return means;
}

function distanceTo(vectors: Vectors, i: number, mean: readonly number[]): number {
  return rowOf(vectors, i).reduce((sum, value, j) => sum + (value - mean[j]!) ** 2, 0);
}

function spreadOf(vectors: Vectors, labels: readonly number[]): number {
  const means = meansOf(vectors, labels);
  return labels.reduce((sum, label, i) => sum + distanceTo(vectors, i, means.get(label)!), 0);
}

function bestSpread(vectors: Vectors, k: number): number {
  let best = Infinity;
  for (let code = 0; code < k ** vectors.count; code++) {
    const labels = Array.from({ length: vectors.count }, (_, i) => Math.floor(code / k ** i) % k);
    best = Math.min(best, spreadOf(vectors, labels));
  }
  return best;
}
