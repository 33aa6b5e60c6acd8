import { signal } from "@preact/signals";
import { describe, expect, it } from "vitest";
import { summarise } from "#contract/distribution.ts";
import { createStore } from "../../../../client/store/store.ts";
import { createCompared } from "../../../../client/views/compare/compared.ts";
import { distanceRows } from "../../../../client/views/compare/distanceRows.ts";
import { cursorAfter } from "../../../../client/views/compare/cursor.ts";
import { reachOf } from "../../../../client/views/compare/reach.ts";
import { run, snapshot, weights } from "../../support.ts";

function compared() {
  const store = createStore({
    now: () => 0,
    every: () => () => undefined,
    prefersDark: signal(false),
  });
  const logdir = { path: "logs", exists: true, reading: null, problems: [] };
  const runs = [run("wide"), run("narrow")];
  store.runs.take({ type: "runs", revision: 1, runs, removed: [], logdir });
  store.selection.chosen.value = { a: "wide", b: "narrow", older: "a" };
  const append = (name: string, step: number, scale: number): void => {
    const place = { run: `id of ${name}`, generation: 1, series: 0 };
    const point = snapshot(step, weights(2000, step + 1, scale));
    const steps = Float64Array.of(step);
    store.points.extendHistory(place, { steps, indices: [step], points: [point], byChange: true });
  };
  for (const step of [0, 1, 2]) {
    append("wide", step, 1 + step);
    append("narrow", step, 0.1);
  }
  return { store, append, compared: createCompared(store) };
}

describe("what is compared", () => {
  it("is A with B at the playhead, on an axis that holds every snapshot of both", () => {
    const { store, compared: of } = compared();
    store.playhead.moveTo(1);
    const { a, b } = of.sides.value;
    expect([a.short, a.point?.step, b.short, b.point?.step]).toEqual(["A", 1, "B", 1]);
    const [low, high] = of.picture.value!.range;
    expect([low < -2.9, high > 2.9]).toEqual([true, true]);
  });

  it("is one model now and at a pinned step, whatever the playhead does", () => {
    const { store, compared: of } = compared();
    of.change({ pin: { slot: "a", step: 0 } });
    for (const step of [2, 1]) {
      store.playhead.moveTo(step);
      const { a, b } = of.sides.value;
      expect([a.name, a.point?.step]).toEqual([`wide · step ${step}`, step]);
      expect([b.name, b.point?.step]).toEqual(["wide · step 0, pinned", 0]);
    }
    expect(of.picture.value?.differenceTitle).toBe("now − pinned");
  });

  it("asks for the pinned snapshot where the page holds only others of the series", () => {
    const { store, compared: of } = compared();
    of.change({ pin: { slot: "a", step: 4 } });
    expect(of.asked.value.wanted).toEqual([]);
    const place = { run: "id of wide", generation: 1, series: 0 };
    const points = [snapshot(5, weights(20, 1))];
    const steps = Float64Array.of(3, 4, 5);
    store.points.extendHistory(place, { steps, indices: [5], points, byChange: true });
    const wanted = { ...place, from: 4, to: 5, superseded: false };
    expect(of.asked.value.wanted).toEqual([wanted]);
    expect(of.sides.value.b.point?.step).toBe(2);
  });

  it("keeps its scale while the playhead moves", () => {
    const { store, compared: of } = compared();
    const scales = [0, 1, 2].map((step) => {
      store.playhead.moveTo(step);
      const { range, tallest } = of.picture.value!;
      return JSON.stringify({ range, tallest });
    });
    expect(new Set(scales).size).toBe(1);
  });

  it("has the zoom of the other views on the value axis, and one of its own divided by σ", () => {
    const { store, compared: of } = compared();
    of.choose([-0.5, 0.5]);
    expect(store.settings.range.value).toEqual([-0.5, 0.5]);
    of.change({ axis: "sigma" });
    of.choose([-2, 2]);
    expect(of.picture.value?.range).toEqual([-2, 2]);
    expect(store.settings.range.value).toEqual([-0.5, 0.5]);
  });
});

describe("the axis divided by σ", () => {
  it("leaves out snapshots without spread, and ends where single weights begin", () => {
    const outlier = Float64Array.from({ length: 10_000 }, (_, i) => (i === 0 ? 100 : i % 2));
    const all = [summarise(new Float64Array(10)), summarise(outlier)];
    expect(reachOf(all, "sigma")![1]).toBe(8);
    expect(reachOf([summarise(new Float64Array(10))], "sigma")).toBeNull();
  });
});

describe("distances", () => {
  const one = summarise(weights(2000, 1));
  it("are exactly nothing between a snapshot and itself", () => {
    expect(distanceRows(one, one, null).map(({ value, origin }) => [value, origin.kind])).toEqual(
      Array.from({ length: 3 }, () => [0, "exact"]),
    );
  });

  it("are marked where logged buckets are all there is, with other words than for exact bins", () => {
    const foreign = { ...summarise(weights(2000, 2)), exactBins: false };
    const [ours, theirs] = [summarise(weights(2000, 2)), foreign].map(
      (other) => distanceRows(one, other, null)[0]!.origin,
    );
    expect([ours!.kind, theirs!.kind]).toEqual(["estimated", "estimated"]);
    expect(ours).not.toEqual(theirs);
  });

  it("are those of the weights themselves where these are known, but for what only bins tell", () => {
    const exact = { wasserstein: 0.25, kolmogorovSmirnov: 0.5 };
    const rows = distanceRows(one, summarise(weights(2000, 2)), exact);
    expect(rows.map(({ origin }) => origin.kind)).toEqual(["exact", "estimated", "exact"]);
    expect([rows[0]!.value, rows[2]!.value]).toEqual([0.25, 0.5]);
  });

  it("cannot be had from a snapshot without a finite value", () => {
    const spoilt = summarise(Float64Array.of(NaN, Infinity));
    for (const { value, origin } of distanceRows(one, spoilt, null)) {
      expect([value, origin.kind]).toEqual([NaN, "unavailable"]);
    }
  });
});

describe("the cursor", () => {
  it("begins in the middle, stays within the bins, and goes with Escape", () => {
    expect(cursorAfter("ArrowRight", null, 11)).toBe(5);
    expect(cursorAfter("ArrowRight", 10, 11)).toBe(10);
    expect(cursorAfter("PageDown", 3, 11)).toBe(0);
    expect(cursorAfter("Escape", 3, 11)).toBeNull();
    expect(cursorAfter("a", 3, 11)).toBeUndefined();
    expect(cursorAfter("Home", 3, 0)).toBeUndefined();
  });
});
