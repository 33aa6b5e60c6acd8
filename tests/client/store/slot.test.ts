import { signal } from "@preact/signals";
import { describe, expect, it } from "vitest";
import { SLOTS } from "../../../client/store/selectionRules.ts";
import type { Slot } from "../../../client/store/slot.ts";
import { createStore, type Store } from "../../../client/store/store.ts";
import { accuracy, kernel, run, scalar, snapshot } from "../support.ts";

const logdir = { path: "logs", exists: true, reading: null, problems: [] };

function emptyStore(): Store {
  return createStore({
    now: () => 0,
    every: () => () => undefined,
    prefersDark: signal(false),
  });
}

function twoModels() {
  const store = emptyStore();
  const scored = (name: string) =>
    run(name, { metric: accuracy(0.5), scalars: [scalar("accuracy/test")] });
  store.runs.take({
    type: "runs",
    revision: 1,
    runs: [scored("long"), scored("short")],
    removed: [],
    logdir,
  });
  const place = (name: string, series: number) => ({ run: `id of ${name}`, generation: 1, series });
  const fill = (name: string, last: number): void => {
    const steps = Array.from({ length: last + 1 }, (_, step) => step);
    store.points.extendHistory(place(name, 0), {
      steps: Float64Array.from(steps),
      indices: steps,
      points: steps.map((step) => snapshot(step, [step, step + 1])),
      byChange: true,
    });
    const values = Float64Array.from(steps, (step) => step / 10);
    const columns = { steps: Float64Array.from(steps), wallTimes: Float64Array.from(steps) };
    store.points.appendScalars(place(name, 1), { ...columns, values });
  };
  fill("long", 5);
  fill("short", 2);
  return { store };
}

describe("two models of different lengths", () => {
  it("stay right: the shorter holds its last snapshot, with the score it had then", () => {
    const { store } = twoModels();
    const { a, b } = store.slots;
    expect([a.name.value, b.name.value]).toEqual(["long", "short"]);
    expect(Array.from(store.playhead.steps.value)).toEqual([0, 1, 2, 3, 4, 5]);
    expect([a.standing.value.kind, b.standing.value.kind]).toEqual(["on", "past"]);
    expect([a.shown.value?.step, b.shown.value?.step]).toEqual([5, 2]);
    expect([a.score.value, b.score.value]).toEqual([0.5, 0.2]);
    store.playhead.moveTo(1);
    expect([a.shown.value?.step, b.shown.value?.step]).toEqual([1, 1]);
    expect(b.standing.value.kind).toBe("on");
  });

  it("need the chosen parameter and the score, with how many points there are", () => {
    const { store } = twoModels();
    const needs = store.needs.value.map(({ run: id, series, known }) => [id, series, known]);
    expect(needs).toEqual([
      ["id of long", 0, 5],
      ["id of long", 1, 3],
      ["id of short", 0, 5],
      ["id of short", 1, 3],
    ]);
  });
});

it("a model that vanished leaves its frame without a run, and comes back to it", () => {
  const { store } = twoModels();
  store.runs.take({ type: "runs", revision: 2, runs: [], removed: ["id of short"], logdir });
  expect([store.slots.b.name.value, store.slots.b.run.value]).toEqual(["short", null]);
  store.runs.take({ type: "runs", revision: 3, runs: [run("short")], removed: [], logdir });
  expect(store.slots.b.run.value?.name).toBe("short");
});

it("a message that tells of no run leaves the list as it is, to the object", () => {
  const { store } = twoModels();
  const before = store.runs.all.value;
  const reading = { done: 1, total: 2 };
  const status = { ...logdir, reading };
  store.runs.take({ type: "runs", revision: 1, runs: [], removed: [], logdir: status });
  expect([store.runs.all.value === before, store.runs.logdir.value?.reading]).toEqual([
    true,
    reading,
  ]);
});

it("a parameter that one model lacks is missing there only", () => {
  const { store } = twoModels();
  store.settings.parameter.value = "hidden9/kernel";
  expect(store.slots.a.parameter.value).toBeNull();
  expect(store.slots.a.points.value).toEqual([]);
});

describe("a model that logged scalars alone", () => {
  function scalarsOnly(tag: string) {
    const store = emptyStore();
    const metric = tag === "accuracy/test" ? accuracy(0.5) : null;
    const bare = run("bare", { parameters: [], metric, scalars: [scalar(tag, 0.5)] });
    store.runs.take({ type: "runs", revision: 1, runs: [bare], removed: [], logdir });
    store.points.appendScalars(
      { run: "id of bare", generation: 1, series: 1 },
      {
        steps: Float64Array.of(10, 20, 30),
        wallTimes: Float64Array.of(1, 2, 4),
        values: Float64Array.of(0.1, 0.2, 0.5),
      },
    );
    return { store, slot: slotOf(store, "bare") };
  }

  it("has the playhead stand at the points of its score", () => {
    const { store, slot } = scalarsOnly("accuracy/test");
    expect(Array.from(store.playhead.steps.value)).toEqual([10, 20, 30]);
    expect([store.playhead.at.value, slot.score.value]).toEqual([30, 0.5]);
    store.playhead.moveTo(12);
    expect([store.playhead.at.value, slot.moment.value, slot.score.value]).toEqual([10, 10, 0.1]);
    expect([slot.shown.value, slot.awaited.value, slot.standing.value.kind]).toEqual([
      null,
      null,
      "empty",
    ]);
  });

  it("has it stand at those of another scalar where none is a score, and asks for that one", () => {
    const { store } = scalarsOnly("lr");
    expect(Array.from(store.playhead.steps.value)).toEqual([10, 20, 30]);
    const needs = store.needs.value.map(({ run: id, series, known }) => [id, series, known]);
    expect(needs).toContainEqual(["id of bare", 1, 3]);
  });
});

it("a restarted server's list replaces the old one, which stays in sight until then", () => {
  const { store } = twoModels();
  store.runs.forget();
  expect(store.runs.all.value).toHaveLength(2);
  store.runs.take({ type: "runs", revision: 1, runs: [run("new")], removed: [], logdir });
  expect(store.runs.all.value.map(({ name }) => name)).toEqual(["new"]);
});

describe("what could not be had of a series", () => {
  const place = { run: "id of long", generation: 1, series: 0 };
  const trouble = { from: 0, to: 8, reason: "The file is gone." };

  it("is told while the playhead is on it, until it arrives", () => {
    const { store } = twoModels();
    const { a } = store.slots;
    const more = Float64Array.of(6, 7);
    const arrived = { steps: more, indices: [7], points: [snapshot(7, [1, 2])], byChange: false };
    store.points.extendHistory(place, arrived);
    store.points.tellTrouble(place, { ...trouble, from: 6, to: 7 });
    expect(a.trouble.value, "the last one is here").toBeNull();
    store.playhead.moveTo(6);
    expect([a.awaited.value, a.trouble.value]).toEqual([6, "The file is gone."]);
    store.points.completeHistory(place, 6, [snapshot(6, [1, 2])]);
    expect([a.awaited.value, a.trouble.value]).toEqual([null, null]);
  });

  it("is told where nothing of it is here, and no more once it is", () => {
    const { store } = twoModels();
    store.points.clear();
    store.selection.toggle("long");
    store.selection.toggle("long");
    store.points.tellTrouble(place, trouble);
    store.points.tellTrouble(place, { ...trouble, reason: "Nor now." });
    const slot = slotOf(store, "long");
    expect(slot.trouble.value).toBe("Nor now.");
    const steps = Float64Array.of(0);
    const points = [snapshot(0, [1, 2])];
    store.points.extendHistory(place, { steps, indices: [0], points, byChange: true });
    expect(slot.trouble.value).toBeNull();
  });

  it("is not asked for where it cannot be drawn", () => {
    const { store } = twoModels();
    const parameters = [kernel({ unavailable: "F8_E4M3 is not drawn" })];
    const runs = [run("long", { parameters })];
    store.runs.take({ type: "runs", revision: 2, runs, removed: [], logdir });
    const asked = store.needs.value.filter(({ kind }) => kind === "distributions");
    expect(asked.map((need) => need.run)).toEqual(["id of short"]);
  });
});

function slotOf(store: Store, name: string): Slot {
  return SLOTS.map((one) => store.slots[one]).find((one) => one.name.value === name)!;
}
