import { signal } from "@preact/signals";
import { describe, expect, it } from "vitest";
import { createStore } from "../../../client/store/store.ts";
import { createComparison } from "../../../client/views/distributions/comparison.ts";
import { statisticsOf, wordsOf } from "../../../client/parts/statistics.ts";
import { run, snapshot, weights } from "../support.ts";

function compared() {
  const store = createStore({
    now: () => 0,
    every: () => () => undefined,
    prefersDark: signal(false),
  });
  const logdir = { path: "logs", exists: true, reading: null, problems: [] };
  store.runs.take({
    type: "runs",
    revision: 1,
    runs: [run("wide"), run("narrow")],
    removed: [],
    logdir,
  });
  store.selection.chosen.value = { a: "wide", b: "narrow", older: "a" };
  const append = (name: string, step: number, scale: number): void => {
    const place = { run: `id of ${name}`, generation: 1, series: 0 };
    const point = snapshot(step, weights(2000, step + 1, scale));
    const steps = Float64Array.of(step);
    store.points.extendHistory(place, { steps, indices: [step], points: [point], byChange: true });
  };
  append("wide", 0, 1);
  append("narrow", 0, 0.1);
  return { store, append, bars: createComparison(store) };
}

describe("two frames", () => {
  it("share bars and height while linked, and have their own otherwise", () => {
    const { store, bars } = compared();
    expect(bars.a.grid.value).toEqual(bars.b.grid.value);
    expect(bars.a.tallest.value).toBe(bars.b.tallest.value);
    store.settings.linked.value = false;
    expect(bars.b.grid.value!.level).toBeLessThan(bars.a.grid.value!.level);
    expect(bars.b.tallest.value).not.toBe(bars.a.tallest.value);
  });

  it("keep their bars, to the object, when a snapshot within their range arrives", () => {
    const { append, bars } = compared();
    const before = bars.a.grid.value;
    append("narrow", 1, 0.2);
    expect(bars.a.grid.value).toBe(before);
  });

  it("count a snapshot once, however often the playhead passes it", () => {
    const { store, bars } = compared();
    const { distribution } = store.slots.a.points.value[0]!;
    expect(bars.a.windowOf(distribution)).toBe(bars.a.windowOf(distribution));
  });

  it("count at the edges what a zoom leaves out", () => {
    const { store, bars } = compared();
    store.settings.range.value = [-0.05, 0.05];
    const { below, above, counts } = bars.a.windowOf(store.slots.a.points.value[0]!.distribution);
    expect(below + above + counts.reduce((sum, count) => sum + count, 0)).toBe(2000);
    expect(below).toBeGreaterThan(800);
  });
});

describe("the numbers beside a frame", () => {
  it("are exact where the log is, and marked where they are read from bins", () => {
    const { distribution } = snapshot(0, [-1, 0, 0, 3, NaN]);
    const numbers = new Map(statisticsOf(distribution).map((one) => [one.id, one]));
    expect(numbers.get("mean")).toMatchObject({ value: 0.5, origin: { kind: "exact" } });
    expect(numbers.get("variance")!.value).toBeCloseTo(2.25, 12);
    expect(numbers.get("zeros")!.text).toBe("2 (40.0%)");
    expect(numbers.get("non-finite")!.text).toBe("1 (20.0%)");
    expect(numbers.get("q50")!.origin.kind).toBe("estimated");
  });

  it("say that there is none where not one weight is finite, not that it is not logged", () => {
    const { distribution } = snapshot(0, [NaN, Infinity]);
    const numbers = new Map(statisticsOf(distribution).map((one) => [one.id, one]));
    for (const id of ["mean", "std", "min", "q50", "max"]) {
      expect(numbers.get(id)).toMatchObject({ text: "—", origin: { kind: "unavailable" } });
    }
    expect(numbers.get("non-finite")!.text).toBe("2 (100.0%)");
  });

  it("say what is not logged, and what is estimated from somebody's buckets", () => {
    const { distribution } = snapshot(0, [1, 2]);
    const foreign = { ...distribution, zeros: NaN, exactMoments: false, exactBins: false };
    const numbers = new Map(statisticsOf(foreign).map((one) => [one.id, one]));
    expect(numbers.get("zeros")).toMatchObject({ text: "—", origin: { kind: "unavailable" } });
    expect(wordsOf(numbers.get("mean")!.origin)).toContain("≈ Estimated");
    expect(numbers.get("min")!.origin.kind).toBe("exact");
  });
});
