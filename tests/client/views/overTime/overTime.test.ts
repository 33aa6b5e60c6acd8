import { signal } from "@preact/signals";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createStore } from "../../../../client/store/store.ts";
import { createCourses } from "../../../../client/views/overTime/course.ts";
import { KINDS, optionsFrom, optionsText } from "../../../../client/views/overTime/options.ts";
import { drawnOf } from "../../../../client/views/overTime/pictures.ts";
import { run, snapshot, weights } from "../../support.ts";

function courses(epochs = 6) {
  const store = createStore({
    now: () => 0,
    every: () => () => undefined,
    prefersDark: signal(false),
  });
  const logdir = { path: "logs", exists: true, reading: null, problems: [] };
  const runs = [run("wide"), run("narrow")];
  store.runs.take({ type: "runs", revision: 1, runs, removed: [], logdir });
  store.selection.chosen.value = { a: "wide", b: "narrow", older: "a" };
  const append = (name: string, step: number, values: ArrayLike<number>): void => {
    const place = { run: `id of ${name}`, generation: 1, series: 0 };
    const steps = Float64Array.of(step);
    const points = [snapshot(step, values)];
    store.points.extendHistory(place, { steps, indices: [step], points, byChange: true });
  };
  for (let step = 0; step < epochs; step++) {
    append("wide", step, weights(500, step + 1, 1));
    append("narrow", step, weights(500, step + 9, 0.3));
  }
  return { store, append, courses: createCourses(store) };
}

describe("two courses", () => {
  it("stand on one scale of steps, values and counts", () => {
    const { courses: both } = courses();
    expect(both.of.a.table.value!.grid).toEqual(both.of.b.table.value!.grid);
    expect(both.stepEdges.value).toEqual([0, 5]);
    const [low, high] = both.bandEdges.value;
    expect([low < -0.9, high > 0.9]).toEqual([true, true]);
  });

  it("are cut to the chosen steps, and tell how many of them are known", () => {
    const { courses: both } = courses();
    both.change({ steps: [2, 4] });
    expect(Array.from(both.of.a.table.value!.steps)).toEqual([2, 3, 4]);
    expect(both.of.a.known.value).toBe(3);
    expect(both.stepEdges.value).toEqual([2, 4]);
  });

  it("are not pressed flat by a snapshot whose weights are all one value", () => {
    const { append, courses: both } = courses();
    const before = both.tallest.value;
    append("narrow", 6, new Float64Array(500).fill(0.05));
    expect(both.tallest.value).toBe(before);
  });

  it("leave a gap, and a sentence, where no value is finite", () => {
    const { store, append, courses: both } = courses();
    append("wide", 6, new Float64Array(500).fill(NaN));
    expect(both.of.a.quantiles.value[3]!.at(-1)).toBeNaN();
    both.change({ kind: "bands" });
    const words = drawnOf(store, both, "a")!.wordsAt({ step: 6, value: 0 });
    expect(words).toBe("step 6: no finite value");
  });

  it("say of a place how many are in its bin, and nothing beyond a training's end", () => {
    const { store, append, courses: both } = courses();
    append("wide", 6, weights(500, 3, 1));
    for (const kind of KINDS) {
      both.change({ kind });
      const [a, b] = (["a", "b"] as const).map((slot) => drawnOf(store, both, slot)!);
      const size = { width: 500, height: 400 };
      const point = a!.pointAt(size, 250, 200);
      expect(a!.stepAt(size, 250, 200)).toBe(point.step);
      expect(a!.wordsAt({ step: 2.4, value: 0 })).toMatch(/^step 2: /);
      expect(b!.wordsAt({ step: 6, value: 0 })).toBeNull();
    }
  });

  it.each(KINDS)("as %s, a place in the picture is the step that is drawn there", (kind) => {
    const { store, courses: both } = courses();
    both.change({ kind });
    const drawn = drawnOf(store, both, "a")!;
    const size = { width: 500, height: 400 };
    const along = (at: number) =>
      kind === "ridges" ? drawn.stepAt(size, 250, at) : drawn.stepAt(size, at, 200);
    const steps = Array.from({ length: 300 }, (_, i) => along(i + 60));
    expect(steps.every((step, i) => i === 0 || step > steps[i - 1]!)).toBe(true);
    expect([Math.min(...steps) < 2, Math.max(...steps) > 3]).toEqual([true, true]);
  });
});

it("what the pictures are set to comes back from its words", () => {
  const steps = fc
    .tuple(fc.integer(), fc.integer())
    .filter(([first, last]) => first < last)
    .map(([first, last]): readonly [number, number] => [first, last]);
  const options = fc.record({
    kind: fc.constantFrom(...KINDS),
    steps: fc.option(steps, { nil: null }),
  });
  fc.assert(
    fc.property(options, (given) => {
      expect(optionsFrom(optionsText(given))).toEqual(given);
    }),
  );
  for (const words of ["pink", "5_3", "1.5_3", "_"]) {
    expect(optionsFrom(words)).toEqual({ kind: "ridges", steps: null });
  }
});
