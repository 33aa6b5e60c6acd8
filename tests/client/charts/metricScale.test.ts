import { describe, expect, it } from "vitest";
import { metricScale } from "../../../client/charts/metricScale.ts";

describe("an accuracy's scale", () => {
  const scale = metricScale([0.1, 0.967, 0.97], false);

  it("rises from 0 at none right to 1 at its upper end", () => {
    expect(scale.place(0)).toBeCloseTo(0);
    expect(scale.place(0.98)).toBe(1);
    for (let i = 1; i < 98; i++) {
      expect(scale.place(i / 100)).toBeGreaterThan(scale.place((i - 1) / 100));
    }
  });

  it("gives halving the error the same distance everywhere", () => {
    const first = scale.place(0.8) - scale.place(0.6);
    expect(scale.place(0.9) - scale.place(0.8)).toBeCloseTo(first);
    expect(scale.place(0.95) - scale.place(0.9)).toBeCloseTo(first);
  });

  it("does not move while a model learns within its end", () => {
    expect(metricScale([0.955, 0.9799], false).place(0.5)).toBe(scale.place(0.5));
  });

  it("has no place for what is not known", () => {
    expect(scale.place(NaN)).toBeNaN();
  });

  it("labels ascending places", () => {
    const places = scale.ticks.map(({ place }) => place);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(scale.ticks.at(-1)!.text).toBe("98%");
  });

  it("holds a perfect score", () => {
    expect(metricScale([1], false).place(1)).toBe(1);
  });
});

describe("a loss's scale", () => {
  it("puts the lowest at the better end", () => {
    const scale = metricScale([0.2, 2.3], true);
    expect([scale.place(0.2), scale.place(2.3)]).toEqual([1, 0]);
  });

  it("puts a single one in the middle, and none nowhere", () => {
    expect(metricScale([0.2], true).place(0.2)).toBe(0.5);
    expect(metricScale([], true).place(NaN)).toBeNaN();
  });
});
