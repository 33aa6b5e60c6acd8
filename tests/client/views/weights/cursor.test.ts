// Walking through weights by key: cells of a matrix, and kernels of a gallery.
import { expect, it } from "vitest";
import { imagesIn } from "../../../../client/charts/tileSet.ts";
import { cellAfter } from "../../../../client/views/weights/cursor.ts";
import { placeAfter, strongestIn } from "../../../../client/views/weights/galleryCursor.ts";

it("keys lead from cell to cell, and no farther than the last", () => {
  const at = { row: 3, column: 4 };
  const keys = ["ArrowUp", "ArrowRight", "PageDown", "Home", "End"];
  expect(keys.map((key) => cellAfter(key, at, 10, 6))).toEqual([
    { row: 2, column: 4 },
    { row: 3, column: 5 },
    { row: 9, column: 4 },
    { row: 3, column: 0 },
    { row: 3, column: 5 },
  ]);
  expect(cellAfter("ArrowDown", null, 10, 6)).toEqual({ row: 0, column: 0 });
  expect(cellAfter("x", at, 10, 6)).toBeNull();
});

it("keys lead from kernel to kernel, also where the last row is not full", () => {
  const layout = { columns: 4, rows: 3 };
  const keys = ["ArrowRight", "ArrowDown", "End"];
  expect(keys.map((key) => placeAfter(key, 5, 10, layout))).toEqual([6, 9, 7]);
  expect(placeAfter("ArrowDown", 6, 10, layout)).toBe(9);
  expect(placeAfter("ArrowLeft", null, 10, layout)).toBe(0);
});

it("a kernel is read by its strongest finite weight", () => {
  const set = imagesIn(Float32Array.of(1, 2, 3, 4, 0, -9, Infinity, NaN), [2, 2]);
  expect(strongestIn(set, 0)).toEqual({ row: 1, column: 1 });
  expect(strongestIn(set, 1)).toEqual({ row: 0, column: 1 });
});
