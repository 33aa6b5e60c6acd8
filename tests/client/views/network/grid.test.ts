import { expect, it } from "vitest";
import { colourScale } from "../../../../client/views/network/colourScale.ts";
import { commonSteps, gridOf } from "../../../../client/views/network/grid.ts";

function values(steps: number[], numbers: number[]) {
  return {
    steps: Float64Array.from(steps),
    values: Float64Array.from(numbers),
    known: new Uint8Array(steps.length).fill(1),
    estimated: new Uint8Array(steps.length),
    looked: steps.length,
  };
}

it("rows that were logged at different steps share columns, and stay empty where they were not", () => {
  const rows = [values([0, 10], [1, 2]), null, values([5, 10], [3, NaN])];
  const steps = commonSteps(rows);
  expect([...steps]).toEqual([0, 5, 10]);
  const grid = gridOf(rows, steps);
  expect([...grid.known]).toEqual([1, 0, 1, 0, 0, 0, 0, 1, 1]);
  expect([...grid.values]).toEqual([1, NaN, 2, NaN, NaN, NaN, NaN, 3, NaN]);
});

it("a step that was logged twice shows what was logged last", () => {
  const rows = [values([0, 5, 5], [1, 2, 3])];
  expect([...gridOf(rows, commonSteps(rows)).values]).toEqual([1, 3]);
});

it("the ends of colours are round, hold all values, and move only when a value leaves them", () => {
  const ends = (...all: number[]) => {
    const { low, high } = colourScale([all], "log");
    return [low, high];
  };
  expect(ends(0.023, 0.31)).toEqual([0.02, 0.5]);
  expect(ends(0.023, 0.31, 0.44, NaN, Infinity, 0)).toEqual([0.02, 0.5]);
  expect(ends(0.023, 0.51)).toEqual([0.02, 1]);
});

it("what is not positive has the lowest colour of a logarithmic scale, not none", () => {
  const scale = colourScale([[0, 0.1, 1]], "log");
  expect(scale.place(0)).toBe(0);
  expect(scale.place(1)).toBeCloseTo(1);
});

it("there is a scale for nothing, for one value, and for shares", () => {
  expect(colourScale([[]], "log").low).toBeGreaterThan(0);
  const { low, high } = colourScale([[0.2]], "log");
  expect(low).toBeLessThan(high);
  expect(colourScale([[0, 0.03]], "linear")).toMatchObject({ low: 0, high: 0.05 });
});
