import { expect, it } from "vitest";
import { drawable, drawableOnLog } from "../../../client/charts/drawable.ts";

it("what is not finite becomes a gap", () => {
  expect(drawable([NaN, 1, Infinity, -Infinity, 0, -2])).toEqual([null, 1, null, null, 0, -2]);
});

it("a logarithmic axis has no place for zero and below", () => {
  expect(drawableOnLog(Float64Array.of(0, 3, -1, NaN))).toEqual([null, 3, null, null]);
});
