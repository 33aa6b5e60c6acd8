import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  BETWEEN,
  type Between,
  distancesOptions,
  type DistancesOptions,
  RANKINGS,
  type Ranking,
  wordsOfDistances,
} from "../../../../client/views/distances/options.ts";
import { largest, ranked, toldAt } from "../../../../client/views/distances/ranking.ts";
import { pathOf } from "../../../../client/views/distances/sparkline.tsx";
import { ROW_KINDS, type RowKind } from "../../../../client/store/measuredRows.ts";
import { textOf, wordsFrom } from "../../../../client/store/optionWords.ts";
import { DISTANCES, type DistanceName } from "../../../../client/store/quantities.ts";

function row(numbers: number[], estimated = 0) {
  const values = {
    steps: Float64Array.from(numbers, (_, i) => i * 10),
    values: Float64Array.from(numbers),
    known: new Uint8Array(numbers.length).fill(1),
    estimated: new Uint8Array(numbers.length).fill(estimated),
    looked: numbers.length,
  };
  return { a: values, b: null };
}

const NOW = { a: 10, b: 10 };

describe("the order", () => {
  const rows = [row([9, 1, 0]), row([0, 5, 2]), row([0, NaN, 3]), { a: null, b: null }];

  it("is by the playhead's step, what is not finite first and what is not known last", () => {
    expect(ranked(rows, "now", NOW)).toEqual([2, 1, 0, 3]);
    expect(ranked(rows, "now", { a: 29, b: 29 })).toEqual([2, 1, 0, 3]);
    expect(ranked(rows, "now", { a: 0, b: 0 })).toEqual([0, 1, 2, 3]);
  });

  it("stays while the newest step is not measured yet, or is in one model alone", () => {
    const measuring = rows.map(({ a, b }) => {
      return { a: a && { ...a, known: Uint8Array.of(1, 1, 0) }, b };
    });
    expect(ranked(measuring, "now", { a: 20, b: 20 })).toEqual(ranked(rows, "now", NOW));
  });

  it("is by the largest of all, or the network's", () => {
    expect(ranked(rows, "most", NOW)).toEqual([0, 1, 2, 3]);
    expect(ranked(rows.toReversed(), "most", NOW)).toEqual([3, 2, 1, 0]);
    expect(ranked(rows, "network", NOW)).toEqual([0, 1, 2, 3]);
  });

  it("holds every row once, whatever the values", () => {
    const anyRow = fc.array(fc.double(), { maxLength: 4 }).map((numbers) => row(numbers));
    fc.assert(
      fc.property(fc.array(anyRow), fc.constantFrom<Ranking>("now", "most"), (some, ranking) => {
        const order = ranked(some, ranking, NOW);
        expect(order.toSorted((one, two) => one - two)).toEqual(some.map((_, i) => i));
      }),
    );
  });
});

describe("what a row says", () => {
  it("is the value at the last step not behind the playhead, and whether it is estimated", () => {
    const { a } = row([1, 2, 3], 1);
    expect(toldAt(a, 19)).toEqual({ kind: "value", value: 2, from: "buckets" });
    expect(toldAt(a, -1)).toEqual({ kind: "missing" });
    expect(toldAt(null, 0)).toEqual({ kind: "missing" });
  });

  it("is in words where it is no number", () => {
    expect(toldAt(row([NaN]).a, 0)).toEqual({ kind: "notFinite" });
    expect(largest(row([NaN, 2, Infinity]).a)).toBe(2);
  });
});

it("a curve keeps its highest point however many share a pixel, and has a gap where nothing is finite", () => {
  const numbers = Array.from({ length: 5000 }, (_, i) => (i === 2500 ? 1 : 0.1));
  const steps = Float64Array.from(numbers, (_, i) => i);
  const spike = pathOf({ steps, values: Float64Array.from(numbers) }, [0, 4999], 1);
  expect(spike).toContain("L80 2.0");
  const { a } = row([1, NaN, 1]);
  expect(pathOf(a, [0, 20], 1).match(/M/g)).toHaveLength(2);
});

it("whatever is set comes back from the address", () => {
  const anyOptions = fc.record<DistancesOptions>({
    between: fc.constantFrom(null, ...(Object.keys(BETWEEN) as Between[])),
    distance: fc.constantFrom(...(Object.keys(DISTANCES) as DistanceName[])),
    ranking: fc.constantFrom(...(Object.keys(RANKINGS) as Ranking[])),
    kind: fc.constantFrom(null, ...(Object.keys(ROW_KINDS) as RowKind[])),
  });
  fc.assert(
    fc.property(anyOptions, (options) => {
      expect(distancesOptions(wordsFrom(textOf(wordsOfDistances(options))))).toEqual(options);
    }),
  );
});
