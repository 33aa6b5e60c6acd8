// Like units together: rows and columns of a matrix, whichever way round it lies and whatever is in it.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pathLength } from "../../../../client/network/cluster/likeOrder.ts";
import { distancesBetween } from "../../../../client/network/cluster/vectors.ts";
import { likeUnits } from "../../../../client/network/methods/likeUnits.ts";
import { given } from "./given.ts";
import { atOnce } from "#contract/turns.ts";

const NO_NETWORK = given(null as never);
const ascending = (order: Uint32Array): number[] => [...order].sort((one, other) => one - other);
const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

describe("like units", () => {
  it("are found in rows and columns, none lost, whatever the weights are", async () => {
    const weights = fc.array(fc.oneof(fc.float(), fc.constant(NaN)), {
      minLength: 60,
      maxLength: 60,
    });
    await fc.assert(
      fc.asyncProperty(weights, async (values) => {
        const apart = { row: 6, column: 1 };
        const params = { values: Float32Array.from(values), rows: 10, columns: 6, apart };
        const found = await likeUnits(NO_NETWORK, params);
        expect(ascending(found.rows)).toEqual(upTo(10));
        expect(ascending(found.columns)).toEqual(upTo(6));
      }),
    );
  });

  it("are the same units in a matrix that lies the other way round", async () => {
    const [rows, columns] = [9, 14];
    const values = Float32Array.from({ length: rows * columns }, (_, i) => Math.sin(i * i));
    const turned = values.map((_, i) => values[(i % rows) * columns + Math.floor(i / rows)]!);
    const one = await likeUnits(NO_NETWORK, {
      values,
      rows,
      columns,
      apart: { row: columns, column: 1 },
    });
    const other = await likeUnits(NO_NETWORK, {
      values: turned,
      rows,
      columns,
      apart: { row: 1, column: rows },
    });
    expect(other).toEqual(one);
  });

  it("stand on a shorter path than by index: shuffled neighbours come together again", async () => {
    const [count, size] = [40, 12];
    const shuffled = upTo(count).map((i) => (i * 17) % count);
    const values = Float32Array.from({ length: count * size }, (_, i) => {
      return Math.sin(shuffled[Math.floor(i / size)]! / 9 + (i % size));
    });
    const apart = { row: size, column: 1 };
    const { rows } = await likeUnits(NO_NETWORK, { values, rows: count, columns: size, apart });
    const places = Array.from(rows, (row) => shuffled[row]!);
    for (let i = 1; i < count; i++) expect(Math.abs(places[i]! - places[i - 1]!)).toBe(1);
    const distances = atOnce(distancesBetween({ count, size, values }));
    expect(pathLength([...rows], distances)).toBeLessThan(pathLength(upTo(count), distances));
  });
});
