import { describe, expect, it } from "vitest";
import { metricScale } from "../../../client/charts/metricScale.ts";

const accuracies = (values: number[]) => {
  return { values, direction: "higher", isShare: true } as const;
};
const losses = (values: number[]) => ({ values, direction: "lower", isShare: false }) as const;

describe("an accuracy's scale", () => {
  const scale = metricScale(accuracies([0.1, 0.967, 0.97]));

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
    expect(metricScale(accuracies([0.955, 0.9799])).place(0.5)).toBe(scale.place(0.5));
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
    expect(metricScale(accuracies([1])).place(1)).toBe(1);
  });

  it("gives a perfect score the end of the axis, and leaves the others theirs", () => {
    const perfect = metricScale(accuracies([0.81, 0.9961, 1]));
    const { ticks } = perfect;
    expect([perfect.place(1), ticks.at(-1)!.text]).toEqual([1, "100%"]);
    expect(perfect.place(0.9961)).toBeLessThan(0.9);
    expect(perfect.place(0.81)).toBeGreaterThan(0.2);
    expect(new Set(ticks.map(({ place }) => place)).size).toBe(ticks.length);
  });
});

describe("a loss's scale", () => {
  it("labels every tick as itself, however near the losses are", () => {
    for (const [low, high] of [
      [0.69291, 0.69298],
      [1234.5, 1234.9],
      [-1e-7, 2e-7],
      [0.1, 0.1 + 1e-9],
    ] as const) {
      for (const { value, text } of metricScale(losses([low, high])).ticks) {
        expect(Math.abs(Number(text) - value), text).toBeLessThan((high - low) / 1000);
      }
    }
  });

  it("puts the lowest at the better end", () => {
    const scale = metricScale(losses([0.2, 2.3]));
    expect([scale.place(0.2), scale.place(2.3)]).toEqual([1, 0]);
  });

  it("is not pulled by the spike of one model among several, which stands at the end", () => {
    for (const spike of [90, 1e9]) {
      const scale = metricScale(losses([0.2, 0.2, 0.22, 0.21, 0.28, 0.25, spike, 0.26]));
      expect(scale.place(0.28)).toBe(0);
      expect(scale.place(0.24)).toBeCloseTo(0.5);
      expect([scale.place(spike), scale.beyond(spike)]).toEqual([0, 0]);
      expect([scale.beyond(0.2), scale.beyond(0.28)]).toEqual([null, null]);
    }
  });

  it("holds all where a quarter or less does not stand apart from the others by far", () => {
    for (const values of [
      [0.2, 0.3, 0.3, 1.1],
      [0.2, 0.2, 0.2, 1000, 1000, 1000],
      [0.2, 0.2, 0.2, 0.2, 0.2, 9],
      [0.2, 1000],
      [0.001, 0.01, 0.1, 1, 10, 100],
      Array.from({ length: 40 }, (_, i) => i ** 3),
    ]) {
      const scale = metricScale(losses(values));
      expect(values.map((value) => scale.beyond(value))).toEqual(values.map(() => null));
    }
  });

  it("puts a single one in the middle, and none nowhere", () => {
    expect(metricScale(losses([0.2])).place(0.2)).toBe(0.5);
    expect(metricScale(losses([])).place(NaN)).toBeNaN();
  });
});

describe("any other scale", () => {
  it("puts the highest to the right where neither way is better", () => {
    const scale = metricScale({ values: [10, 30], direction: "neither", isShare: false });
    expect([scale.place(10), scale.place(30)]).toEqual([0, 1]);
  });

  it("has round ticks within its ends", () => {
    const { ticks } = metricScale({ values: [0.79, 0.884], direction: "higher", isShare: false });
    expect(ticks.map(({ text }) => text)).toEqual(["0.8", "0.82", "0.84", "0.86", "0.88"]);
    const losses = metricScale({ values: [0.9, 2.5], direction: "lower", isShare: false });
    expect(losses.ticks.map(({ text }) => text)).toEqual(["2.5", "2", "1.5", "1"]);
  });

  it("gives equal factors equal distances where values differ by far", () => {
    const scale = metricScale(losses([0.01, 1000]));
    const places = [0.1, 1, 10].map((value) => scale.place(value));
    expect(places[0]! - places[1]!).toBeCloseTo(places[1]! - places[2]!);
    expect(scale.ticks.map(({ text }) => text)).toEqual(["1000", "100", "10", "1", "0.1", "0.01"]);
  });

  it("holds a value that no log scale has a place for", () => {
    expect(metricScale(losses([0.01, 1000])).place(0)).toBe(1);
  });
});
