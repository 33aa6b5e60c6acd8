import { signal } from "@preact/signals";
import { beforeEach, describe, expect, it } from "vitest";
import type { Alignment } from "#contract/alignment.ts";
import { createStore, type Store } from "../../../client/store/store.ts";
import { accuracy, kernel, run, scalar } from "../support.ts";
import { summarise } from "#contract/distribution.ts";

interface Training {
  steps: number[];
  secondsAStep: number;
  scores: number[];
}

const FAST: Training = {
  steps: [0, 1, 2, 3],
  secondsAStep: 10,
  scores: [0.1, 0.6, 0.9, 0.95],
};
const SLOW: Training = {
  steps: [0, 100, 200, 300, 400, 500, 600],
  secondsAStep: 0.05,
  scores: [0.1, 0.2, 0.4, 0.6, 0.7, 0.8, 0.85],
};

let store: Store;
beforeEach(() => {
  store = createStore({
    now: () => 0,
    every: () => () => undefined,
    prefersDark: signal(false),
  });
  const trainings = { fast: FAST, slow: SLOW };
  store.runs.take({
    type: "runs",
    revision: 1,
    runs: Object.keys(trainings).map((name) =>
      run(name, {
        metric: accuracy(0.5),
        scalars: [scalar("accuracy/test", 0.5)],
        parameters: [kernel()],
      }),
    ),
    removed: [],
    logdir: { path: "logs", exists: true, reading: null, problems: [] },
  });
  for (const [name, { steps, secondsAStep, scores }] of Object.entries(trainings)) {
    const place = (series: number) => ({ run: `id of ${name}`, generation: 1, series });
    const wallTimes = Float64Array.from(steps, (step) => 1000 + step * secondsAStep);
    store.points.extendHistory(place(0), {
      steps: Float64Array.from(steps),
      indices: steps.map((_, i) => i),
      points: steps.map((step, i) => {
        return { step, wallTime: wallTimes[i]!, distribution: summarise([i, i + 1]) };
      }),
      byChange: true,
    });
    const columns = { steps: Float64Array.from(steps), wallTimes };
    store.points.appendScalars(place(1), { ...columns, values: Float64Array.from(scores) });
  }
  store.selection.chosen.value = { a: "fast", b: "slow", older: "a" };
  store.selection.asked.value = true;
});

function shownAt(by: Alignment, step: number): (number | undefined)[] {
  store.settings.alignment.value = by;
  store.playhead.moveTo(step);
  return [store.slots.a.shown.value?.step, store.slots.b.shown.value?.step];
}

describe("two models under one playhead", () => {
  it("stand at the same step unless something else is asked for", () => {
    expect(Array.from(store.playhead.steps.value)).toEqual([
      0, 1, 2, 3, 100, 200, 300, 400, 500, 600,
    ]);
    expect(shownAt("step", 2)).toEqual([2, 0]);
  });

  it("stand as long after their first snapshot", () => {
    expect(shownAt("time", 1)).toEqual([1, 200]);
    expect(store.aligned.position.value).toBe(10);
  });

  it("stand at the same share of their training", () => {
    expect(shownAt("fraction", 1)).toEqual([1, 200]);
    expect(shownAt("fraction", 3)).toEqual([3, 600]);
  });

  it("stand where both had first reached the score; what one never reached leaves it at its last", () => {
    expect(shownAt("score", 1)).toEqual([1, 300]);
    expect(shownAt("score", 2)).toEqual([2, 600]);
    expect(store.aligned.at.b.value).toBe(Infinity);
    expect(store.slots.b.standing.value.kind).toBe("past");
  });

  it("move along A's steps, and a step of B's finds its place on them", () => {
    store.settings.alignment.value = "score";
    expect(Array.from(store.playhead.steps.value)).toEqual([0, 1, 2, 3]);
    expect(store.horizon.value).toBe(3);
    expect(store.aligned.playheadAt("a", 2)).toBe(2);
    expect(store.aligned.playheadAt("b", 300)).toBe(1);
    expect(store.aligned.playheadAt("b", 500)).toBe(2);
  });

  it("are aligned by step again where one of them has no score", () => {
    store.settings.alignment.value = "score";
    expect(store.aligned.by.value).toBe("score");
    store.settings.metric.value = "nobody's";
    expect(store.aligned.by.value).toBe("step");
    expect(store.aligned.offered.value).not.toContain("score");
  });
});
