import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { biclusters } from "../../../../client/network/cluster/biclusters.ts";
import {
  type Edge,
  meanEdges,
  netEdges,
  strongEdges,
} from "../../../../client/network/cluster/edges.ts";

const pairs = fc.uniqueArray(fc.tuple(fc.nat(7), fc.nat(7)), {
  selector: ([from, to]) => `${from}-${to}`,
  maxLength: 50,
});
const edgeLists = pairs.map((list) => list.map(([from, to]): Edge => ({ from, to, strength: 1 })));

describe("bundles of edges", () => {
  it("hold every edge once, and every pair of theirs", () => {
    fc.assert(
      fc.property(edgeLists, (edges) => {
        const bundles = biclusters(edges);
        const drawn = bundles.flatMap((bundle) => bundle.edges.map(nameOf));
        expect([...drawn].sort()).toEqual(edges.map(nameOf).sort());
        for (const { senders, receivers, edges: own } of bundles) {
          const all = senders.flatMap((from) => receivers.map((to) => `${from}-${to}`));
          expect(own.map(nameOf).sort()).toEqual(all.sort());
        }
      }),
    );
  });

  it("are each the largest complete one among the edges left, so that nobody could join it", () => {
    fc.assert(
      fc.property(edgeLists, (edges) => {
        const left = new Set(edges.map(nameOf));
        for (const { senders, receivers, edges: own } of biclusters(edges)) {
          expect(own).toHaveLength(mostComplete(left));
          for (let other = 0; other < 8; other++) {
            const feedsAll = receivers.every((to) => left.has(`${other}-${to}`));
            const isFedByAll = senders.every((from) => left.has(`${from}-${other}`));
            expect(feedsAll).toBe(senders.includes(other));
            expect(isFedByAll).toBe(receivers.includes(other));
          }
          for (const edge of own) left.delete(nameOf(edge));
        }
        expect(left.size).toBe(0);
      }),
      { numRuns: 40 },
    );
  });
});

describe("edges between clusters", () => {
  const weights = Float32Array.from([1, -2, 0, 4, -6, 8]);

  it("are the mean weight over all pairs of neurons, signs apart", () => {
    const edges = meanEdges(weights, 2, [[0, 1], [2]], [[0], [1]]);
    expect(edges.positive).toEqual([
      { from: 0, to: 0, strength: 0.5 },
      { from: 0, to: 1, strength: 2 },
      { from: 1, to: 1, strength: 8 },
    ]);
    expect(edges.negative).toEqual([
      { from: 0, to: 1, strength: 1 },
      { from: 1, to: 0, strength: 6 },
    ]);
  });

  it("are one between each two as net edges: the mean of all weights, under its sign", () => {
    const net = netEdges(meanEdges(weights, 2, [[0, 1], [2]], [[0], [1]]));
    expect(net).toEqual({
      positive: [
        { from: 0, to: 0, strength: 0.5 },
        { from: 0, to: 1, strength: 1 },
        { from: 1, to: 1, strength: 8 },
      ],
      negative: [{ from: 1, to: 0, strength: 6 }],
    });
    const none = { from: 0, to: 0, strength: 2 };
    expect(netEdges({ positive: [none], negative: [none] })).toEqual({
      positive: [],
      negative: [],
    });
  });

  it("are kept when they are strong enough beside the strongest of either sign", () => {
    const edges = meanEdges(weights, 2, [[0, 1], [2]], [[0], [1]]);
    expect(strongEdges(edges, 0.5).positive.map(nameOf)).toEqual(["1-1"]);
    expect(strongEdges(edges, 0.5).negative.map(nameOf)).toEqual(["1-0"]);
    expect(strongEdges(edges, 0)).toEqual(edges);
  });
});

function nameOf({ from, to }: Edge): string {
  return `${from}-${to}`;
}

/** By looking at every set of receivers. */
function mostComplete(left: ReadonlySet<string>): number {
  let most = 0;
  for (let mask = 1; mask < 256; mask++) {
    const receivers = Array.from({ length: 8 }, (_, i) => i).filter((i) => (mask >> i) & 1);
    const senders = Array.from({ length: 8 }, (_, i) => i).filter((from) => {
      return receivers.every((to) => left.has(`${from}-${to}`));
    });
    most = Math.max(most, senders.length * receivers.length);
  }
  return most;
}
