import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assignment } from "../../../../client/network/cluster/assignment.ts";
import { keptNumbers } from "../../../../client/network/cluster/identity.ts";
import { permutations } from "./drawn.ts";

const sides = fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 }));

describe("an assignment", () => {
  it("costs as little as the cheapest of all", () => {
    const tables = sides.chain(([rows, columns]) => {
      const cost = fc.integer({ min: -9, max: 9 });
      const list = fc.array(cost, { minLength: rows * columns, maxLength: rows * columns });
      return list.map((costs) => ({ rows, columns, costs: Float64Array.from(costs) }));
    });
    fc.assert(
      fc.property(tables, ({ rows, columns, costs }) => {
        const columnOf = assignment(costs, rows, columns);
        const used = [...columnOf].filter((column) => column >= 0);
        expect(new Set(used).size).toBe(used.length);
        expect(used).toHaveLength(Math.min(rows, columns));
        expect(costOf([...columnOf], costs, columns)).toBeCloseTo(
          cheapest(costs, rows, columns),
          9,
        );
      }),
    );
  });
});

describe("the numbers that clusters keep", () => {
  const labels = fc.array(fc.tuple(fc.nat(4), fc.nat(4)), { minLength: 1, maxLength: 30 });

  it("group the neurons as before", () => {
    fc.assert(
      fc.property(labels, (pairs) => {
        const [now, before] = [0, 1].map((side) => Int32Array.from(pairs, (pair) => pair[side]!));
        const kept = keptNumbers(now!, before!);
        for (let i = 0; i < kept.length; i++) {
          for (let j = 0; j < i; j++) {
            expect(kept[i] === kept[j]).toBe(now![i] === now![j]);
          }
        }
      }),
    );
  });

  it("stay whatever the clusters are called now", () => {
    fc.assert(
      fc.property(labels, fc.constantFrom(...permutations(5)), (pairs, names) => {
        const before = Int32Array.from(pairs, ([label]) => label);
        const renamed = before.map((label) => names[label]!);
        expect(keptNumbers(renamed, before)).toEqual(before);
      }),
    );
  });

  it("are new for a cluster that shares no neuron, or whose like is taken", () => {
    const before = Int32Array.from([0, 0, 0, 0, 2, 2]);
    const now = Int32Array.from([5, 5, 5, 6, 7, 7]);
    expect([...keptNumbers(now, before)]).toEqual([0, 0, 0, 1, 2, 2]);
  });
});

function costOf(columnOf: readonly number[], costs: Float64Array, columns: number): number {
  return columnOf.reduce((sum, column, row) => {
    return column < 0 ? sum : sum + costs[row * columns + column]!;
  }, 0);
}

function cheapest(costs: Float64Array, rows: number, columns: number): number {
  const size = Math.max(rows, columns);
  const all = permutations(size).map((order) => {
    const columnOf = order.slice(0, rows).map((column) => (column < columns ? column : -1));
    return costOf(columnOf, costs, columns);
  });
  return Math.min(...all);
}
