// What is told of every layer, from what the server measured.
import { signal } from "@preact/signals";
import { expect, it } from "vitest";
import type { DistributionPoint } from "#contract/distributionColumns.ts";
import { packFrame } from "#contract/frames.ts";
import { courseColumns, courseOf } from "#contract/measures/course.ts";
import { measuredRows, rowKindsOf } from "../../../client/store/measuredRows.ts";
import type { Question } from "../../../client/store/measures/index.ts";
import { questionsOf, type QuantityName, valuesOf } from "../../../client/store/quantities.ts";
import { createStore } from "../../../client/store/store.ts";
import { kernel, run, snapshot, weights } from "../support.ts";

const NOWHERE = { path: "", exists: true, reading: null, problems: [] };

function points(count: number, diverged = -1): DistributionPoint[] {
  return Array.from({ length: count }, (_, step) => {
    const values = weights(40, step + 1, 0.1 + step / 10);
    if (step === diverged) values[0] = NaN;
    return snapshot(step, values);
  });
}

/** Two models with one kernel, whose courses have arrived. */
function measured(a: DistributionPoint[], b: DistributionPoint[]) {
  const store = createStore({
    now: () => 0,
    every: () => () => undefined,
    prefersDark: signal(true),
  });
  const runs = [a, b].map((all, i) => {
    return run(i === 0 ? "one" : "two", { parameters: [kernel({ points: all.length })] });
  });
  store.runs.take({ type: "runs", revision: 1, runs, removed: [], logdir: NOWHERE });
  store.selection.chosen.value = { a: "one", b: "two", older: "a" };
  const [row] = measuredRows(store, "kernels");
  const questions = signal<readonly Question[]>(questionsOf(store, row!, "std"));
  store.measures.ask(questions);
  const [ofA, ofB] = store.measures.wanted.value;
  for (const [demand, all] of [[ofA!, a] as const, [ofB!, b] as const]) {
    const meta = { type: "course", from: 0, to: all.length, byChange: true };
    demand.arrived(packFrame(meta, courseColumns(courseOf(all))).buffer as ArrayBuffer);
  }
  const read = (name: QuantityName, distance: "w1" | "relative" = "w1") =>
    valuesOf(store, row!, "a", name, distance)!;
  return { store, row: row!, read };
}

it("the course is told column by column, and nothing of what cannot be told", () => {
  const all = points(3);
  const { read } = measured(all, all);
  const { columns } = courseOf(all);
  expect(read("std").values).toEqual(columns.deviation);
  expect(read("start").values).toEqual(columns.wassersteinFromFirst);
  // There is none before the first.
  expect([...read("step").known]).toEqual([0, 1, 1]);
  const relative = read("start", "relative").values;
  expect(relative[2]).toBeCloseTo(columns.wassersteinFromFirst[2]! / columns.deviation[2]!);
});

it("where weights are not finite, only their share is a number", () => {
  const { read } = measured(points(3, 1), points(3));
  expect([...read("std").known]).toEqual([1, 1, 1]);
  expect(read("std").values[1]).toBeNaN();
  expect([...read("nonFinite").values]).toEqual([0, 1 / 40, 0]);
});

it("A's points are compared with those of B that belong to them, and with none after B's last", () => {
  const { store, row, read } = measured(points(5), points(3));
  const question = questionsOf(store, row, "ab").find(({ kind }) => kind === "distances");
  expect(question).toMatchObject({
    pairs: [
      [0, 0],
      [1, 1],
      [2, 2],
    ],
  });
  expect([...read("ab").known]).toEqual([0, 0, 0, 0, 0]);
});

it("only kinds of rows that there are can be chosen", () => {
  const { store } = measured(points(2), points(2));
  expect(rowKindsOf(store.offered.value)).toEqual(["kernels", "weights"]);
  expect(measuredRows(store, "gradients")).toEqual([]);
});
