import { describe, expect, it } from "vitest";
import { compactCount, shortValue } from "../../../client/charts/axisText.ts";

describe("numbers on axes", () => {
  it("are not rounded to something else where ticks are a quarter of a thousand apart", () => {
    const ticks = [0, 250, 1000, 1250, 22_500, 2_250_000];
    expect(ticks.map(compactCount)).toEqual(["0", "250", "1K", "1.25K", "22.5K", "2.25M"]);
  });

  it("leave out what a logarithmic axis does not label", () => {
    expect([compactCount(null), compactCount(0.6), shortValue(null)]).toEqual(["", "", ""]);
  });
});
