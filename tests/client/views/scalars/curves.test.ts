import * as fc from "fast-check";
import { expect, it } from "vitest";
import { createPoints } from "../../../../client/store/points.ts";
import { choicesFrom, choicesText } from "../../../../client/views/scalars/choices.ts";
import { AXES, MOST_SMOOTH } from "../../../../client/views/scalars/choices.ts";
import { type CurvesOf, curvesOf, needsOf } from "../../../../client/views/scalars/curves.ts";
import { positionEdges, valueEdges } from "../../../../client/views/scalars/edges.ts";
import { numbersOf } from "../../../../client/views/scalars/numbers.ts";
import { foundTags, groupsOf } from "../../../../client/views/scalars/tags.ts";
import { run, scalar } from "../../support.ts";

it("what the view is set to comes back from the address", () => {
  const text = fc.string({ unit: "grapheme" });
  const choices = fc.record({
    axis: fc.constantFrom(...AXES),
    smooth: fc.double({ min: 0, max: MOST_SMOOTH, noNaN: true }).map((weight) => weight + 0),
    isLog: fc.boolean(),
    isAll: fc.boolean(),
    find: text,
    large: fc.array(text, { minLength: 1 }),
  });
  fc.assert(
    fc.property(choices, (given) => {
      expect(choicesFrom(choicesText(given))).toEqual(given);
    }),
  );
  expect(choicesText(choicesFrom(""))).toBe("");
});

it("tags are found by words, and two and more with one prefix are a group", () => {
  const tags = ["learning_rate", "loss/train", "loss/test", "weights/norm", "a/b"];
  const runs = [run("one", { scalars: tags.map((tag) => scalar(tag, 1)) })];
  expect(foundTags(runs, "LOSS te")).toEqual(["loss/test"]);
  expect(foundTags(runs, "")).toHaveLength(5);
  expect(foundTags(runs, " | ")).toHaveLength(5);
  expect(foundTags(runs, "nothing | loss te |")).toEqual(["loss/test"]);
  const groups = groupsOf(["loss/test", "learning_rate", "loss/train", "weights/norm"]);
  expect(groups).toEqual([
    { prefix: "loss", tags: ["loss/test", "loss/train"] },
    { prefix: "", tags: ["learning_rate", "weights/norm"] },
  ]);
});

const logged = run("logged", {
  firstEventAt: 90,
  scalars: [
    { ...scalar("loss", 1), series: 0, superseded: 4 },
    { ...scalar("epoch", 3), series: 1 },
  ],
});
const place = { run: logged.id, generation: 1, series: 0 };
const points = createPoints();
points.appendScalars(place, {
  steps: Float64Array.of(10, 20, 30, 40),
  wallTimes: Float64Array.of(100, 120, 110, 140),
  values: Float64Array.of(4, NaN, 1, 900),
});
points.appendScalars(
  { ...place, series: 1 },
  {
    steps: Float64Array.of(15, 30),
    wallTimes: Float64Array.of(100, 120),
    values: Float64Array.of(0.5, 1),
  },
);
points.putSupersededScalars(place, {
  steps: Float64Array.of(30, 40, 30, 35),
  wallTimes: Float64Array.of(1, 2, 3, 4),
  values: Float64Array.of(5, 6, 7, 8),
});
const asked: CurvesOf = {
  tag: "loss",
  drawn: [{ run: logged, slot: "a", colour: [200, 100, 0] }],
  axis: "step",
  smooth: 0,
  showsOld: false,
  paler: () => [100, 50, 0],
};
const positionsBy = (axis: CurvesOf["axis"]): number[] => {
  return [...curvesOf(points, { ...asked, axis })[0]!.positions];
};

it("a curve stands at its steps, its epochs, or its times, which never fall", () => {
  expect(positionsBy("step")).toEqual([10, 20, 30, 40]);
  expect(positionsBy("relative")).toEqual([10, 30, 30, 50]);
  expect(positionsBy("wall")).toEqual([100, 120, 120, 140]);
});

it("points before the first epoch is known are left out of an axis of epochs", () => {
  expect(positionsBy("epoch")).toEqual([0.5, 1, 1]);
  expect(needsOf({ ...asked, axis: "epoch" }).map(({ series }) => series)).toEqual([0, 1]);
  expect(needsOf(asked).map(({ series }) => series)).toEqual([0]);
});

it("branches that a restart left lie behind, paler, and only when they are asked for", () => {
  expect(curvesOf(points, asked)).toHaveLength(1);
  const curves = curvesOf(points, { ...asked, showsOld: true });
  expect(curves.map(({ isOld, line }) => [isOld, line.colour[0], line.values.length])).toEqual([
    [true, 100, 2],
    [true, 100, 2],
    [false, 200, 4],
  ]);
});

it("smoothing keeps the raw line and leaves what is not finite as it is", () => {
  const [curve] = curvesOf(points, { ...asked, smooth: 0.5 });
  expect(curve!.line.values).toEqual(Float64Array.of(4, NaN, 1, 900));
  expect(curve!.line.smooth![1]).toBeNaN();
  expect(curve!.line.smooth![3]).toBeLessThan(900);
});

it("axes reach over every spike that is shown, and to the end of the training", () => {
  const curves = curvesOf(points, asked);
  expect(positionEdges(curves, null)).toEqual([10, 40]);
  expect(positionEdges(curves, 100)).toEqual([10, 100]);
  const [low, high] = valueEdges(curves, [10, 40], false);
  expect([low <= 1, high >= 900]).toEqual([true, true]);
  expect(valueEdges(curves, [10, 30], false)[1]).toBeLessThan(10);
  expect(positionEdges([], null)).toEqual([0, 1]);
  expect(valueEdges([], [0, 1], true)[0]).toBeGreaterThan(0);
});

it("numbers to take along have a row for each step, what a model lacks left open", () => {
  const [curve] = curvesOf(points, asked);
  const other = { ...curve!, run: run("other"), scalars: { ...curve!.scalars } };
  other.scalars = {
    steps: Float64Array.of(20, 50),
    wallTimes: Float64Array.of(1, 2),
    values: Float64Array.of(7, 8),
  };
  const { columns } = numbersOf("loss", [curve!, other]);
  expect(columns.map(({ name, values }) => [name, Array.from<unknown>(values)])).toEqual([
    ["step", [10, 20, 30, 40, 50]],
    ["other", [NaN, 7, NaN, NaN, 8]],
    ["logged", [4, NaN, 1, 900, NaN]],
  ]);
});
