// Keys that walk through a picture over time.
import { expect, it } from "vitest";
import { pointAfter } from "../../../../client/views/overTime/cursor.ts";

/** Four bins of a quarter from −0.5 on, at three steps. */
const TABLE = {
  steps: Float64Array.of(0, 10, 30),
  grid: { level: -2, first: -2, length: 4 },
  counts: new Float32Array(12),
};

it("the first key leads to the playhead's snapshot or its neighbour, in the middle of the values", () => {
  expect(pointAfter("ArrowUp", null, TABLE, 10)).toEqual({ step: 10, value: 0.375 });
  expect(pointAfter("ArrowRight", null, TABLE, 10)).toEqual({ step: 30, value: 0.125 });
  expect(pointAfter("ArrowLeft", null, TABLE, null)).toEqual({ step: 10, value: 0.125 });
});

it("keys walk from snapshot to snapshot and from bin to bin, and end at the edges", () => {
  const from = { step: 11, value: 0.3 };
  expect(pointAfter("Home", from, TABLE, 0)).toEqual({ step: 0, value: 0.375 });
  expect(pointAfter("End", from, TABLE, 0)).toEqual({ step: 30, value: 0.375 });
  expect(pointAfter("ArrowUp", from, TABLE, 0)).toEqual({ step: 10, value: 0.375 });
  expect(pointAfter("ArrowDown", from, TABLE, 0)).toEqual({ step: 10, value: 0.125 });
});

it("Escape leads nowhere, and another key is another's", () => {
  expect(pointAfter("Escape", { step: 0, value: 0 }, TABLE, 0)).toBeNull();
  expect(pointAfter("a", null, TABLE, 0)).toBeUndefined();
  expect(pointAfter("Home", null, { ...TABLE, steps: new Float64Array() }, 0)).toBeUndefined();
});
