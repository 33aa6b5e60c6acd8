import { signal } from "@preact/signals";
import { expect, it } from "vitest";
import { branchesOf } from "../../../client/store/branches.ts";
import { createStore } from "../../../client/store/store.ts";
import { accuracy, kernel, run, scalar, snapshot } from "../support.ts";

const scalars = (steps: number[]) => {
  const values = Float64Array.from(steps, (step) => step / 10);
  return { steps: Float64Array.from(steps), wallTimes: Float64Array.from(steps), values };
};

it("what was written again falls into branches where steps fall back", () => {
  const branches = branchesOf(scalars([8, 9, 10, 4, 5, 5]));
  expect(branches.map(({ steps }) => [...steps])).toEqual([
    [8, 9, 10],
    [4, 5, 5],
  ]);
});

it("superseded points are fetched and shown only when asked for, the earlier version at its step", () => {
  const store = createStore({
    now: () => 0,
    every: () => () => undefined,
    prefersDark: signal(false),
  });
  const logdir = { path: "logs", exists: true, reading: null, problems: [] };
  const restarted = run("restarted", {
    parameters: [kernel({ superseded: 600, points: 3 })],
    scalars: [{ ...scalar("accuracy/test", 0.5), superseded: 4 }],
    metric: accuracy(0.5),
  });
  store.runs.take({ type: "runs", revision: 1, runs: [restarted], removed: [], logdir });
  const parameter = { run: restarted.id, generation: 1, series: 0 };
  const steps = Float64Array.of(0, 1, 2);
  const points = [0, 1, 2].map((step) => snapshot(step, [step, 9]));
  store.points.extendHistory(parameter, { steps, indices: [0, 1, 2], points, byChange: true });
  const { a } = store.slots;
  expect(a.superseded.value).toBe(604);
  expect(store.wanted.value).toEqual([]);

  store.settings.superseded.value = true;
  expect(store.wanted.value.map(({ series, from, to }) => [series, from, to])).toEqual([
    [1, 0, 4],
    [0, 88, 600],
  ]);
  store.points.putSupersededScalars({ ...parameter, series: 1 }, scalars([1, 2, 1, 2]));
  const earlier = [snapshot(1, [7, 8]), snapshot(2, [5, 6])];
  store.points.putSupersededSnapshots(parameter, earlier);
  expect(store.wanted.value).toEqual([]);
  expect(a.oldScores.value).toHaveLength(2);

  store.playhead.moveTo(1);
  expect(a.shown.value).toBe(points[1]);
  a.earlierAt.value = 1;
  expect(a.shown.value).toBe(earlier[0]);
  store.playhead.moveTo(0);
  expect([a.shown.value, a.earlier.value]).toEqual([points[0], null]);
});
