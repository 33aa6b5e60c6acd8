import { signal } from "@preact/signals";
import { beforeEach, describe, expect, it } from "vitest";
import type { Finding } from "#contract/findings/finding.ts";
import { createStore, type Store } from "../../../client/store/store.ts";
import { kernel, run } from "../support.ts";

const finding = (more: Partial<Finding>): Finding => ({
  rule: "stopped",
  weight: "notable",
  text: "It stopped.",
  models: ["one"],
  tag: "hidden1/kernel",
  layer: "hidden1",
  steps: [2, 5],
  numbers: [{ label: "rate", value: 0 }],
  view: "course",
  ...more,
});

let store: Store;
function show(points: number): void {
  const parameters = [kernel({ points })];
  store.runs.take({
    type: "runs",
    revision: 1,
    runs: [run("one", { parameters }), run("two", { parameters })],
    removed: [],
    logdir: { path: "logs", exists: true, reading: null, problems: [] },
  });
}
beforeEach(() => {
  store = createStore({
    now: () => 0,
    every: () => () => undefined,
    prefersDark: signal(false),
  });
  show(5);
});

function answer(...findings: Finding[]): void {
  store.findings.take(store.findings.question.peek()!, findings);
}

describe("what is asked", () => {
  it("is about the two shown models, and is asked again when they have more points", () => {
    const first = store.findings.question.value!;
    expect(first.runs).toEqual(["id of one", "id of two"]);
    show(6);
    expect(store.findings.question.value!.text).not.toBe(first.text);
  });

  it("is nothing where it would cost much, unless somebody looks", () => {
    show(100_000);
    expect(store.findings.question.value).toBeNull();
    store.settings.view.value = "findings";
    expect(store.findings.question.value).not.toBeNull();
  });
});

describe("what is found", () => {
  it("by the page itself stands among the others by its weight, as long as its model is shown", () => {
    answer(finding({}), finding({ rule: "tails", weight: "hint" }));
    store.findings.show(1);
    const own = finding({ rule: "deadUnits", weight: "grave", models: ["two"] });
    store.findings.takeOwn([own]);
    expect(store.findings.list.value!.map(({ rule }) => rule)).toEqual([
      "deadUnits",
      "stopped",
      "tails",
    ]);
    expect(store.findings.at.value, "the shown one is still the shown one").toBe(2);
    store.findings.takeOwn([finding({ models: ["another model"] })]);
    expect(store.findings.list.value).toHaveLength(2);
  });

  it("leads to its view, its parameter and its first step", () => {
    answer(finding({}), finding({ view: "scalars", tag: "loss/test", steps: [4, 4] }));
    store.findings.step(1);
    expect(store.settings.view.value).toBe("overTime");
    expect(store.settings.parameter.value).toBe("hidden1/kernel");
    expect(store.playhead.pinned.value).toBe(2);
    store.settings.options.value = { scalars: "log find*other" };
    store.findings.step(1);
    expect(store.settings.view.value).toBe("scalars");
    expect(store.settings.options.value.scalars).toBe("log find*loss/test");
    store.findings.step(1);
    expect(store.findings.at.value).toBe(0);
    store.findings.step(-1);
    expect(store.findings.at.value).toBe(1);
  });

  it("stays the one that is looked at when another comes before it", () => {
    answer(finding({}));
    store.findings.show(0);
    answer(finding({ rule: "nonFinite", weight: "grave" }), finding({ steps: [2, 6] }));
    expect(store.findings.at.value).toBe(1);
    answer();
    expect(store.findings.at.value).toBeNull();
  });

  it("of other models is not said of these", () => {
    answer(finding({}));
    expect(store.findings.list.value).toHaveLength(1);
    store.selection.asked.value = true;
    store.selection.chosen.value = { a: "one", b: null, older: "a" };
    expect(store.findings.list.value).toBeNull();
  });
});
