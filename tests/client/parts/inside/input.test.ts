// What is drawn, and which examples are found.
import { describe, expect, it } from "vitest";
import type { Examples } from "../../../../client/network/examples.ts";
import { found, type Predicted } from "../../../../client/parts/inside/exampleFilter.ts";
import { type AnsweredAmounts, ranked } from "../../../../client/parts/inside/exampleRank.ts";
import { nearestFirst } from "../../../../client/parts/inside/nearestFirst.ts";
import { placeAfter } from "../../../../client/parts/inside/placeAfter.ts";
import { prepared } from "../../../../client/parts/inside/prepared.ts";
import { Raster, RASTER_SIDE } from "../../../../client/parts/inside/raster.ts";
import { EXAMPLE_LISTS } from "../../../../client/store/inside.ts";

describe("the examples that are found", () => {
  const examples: Examples = {
    count: 4,
    left: 0,
    shape: [1],
    values: new Float32Array(4),
    labels: Int32Array.of(0, 1, 1, 2),
    classes: null,
  };
  const predicted: Predicted = {
    a: { now: Uint16Array.of(0, 1, 2, 2), before: Uint16Array.of(0, 0, 2, 2) },
    b: { now: Uint16Array.of(1, 1, 2, 2), before: null },
  };

  it("are of a class, wrong, disagreed on, or changed", () => {
    const indices = [...EXAMPLE_LISTS, 1].map((filter) => found(examples, filter, predicted));
    expect(indices).toEqual([[0, 1, 2, 3], [2], [0, 2], [0], [1], null, [1, 2]]);
  });

  it("are none where nobody knows what is right", () => {
    expect(found({ ...examples, labels: null }, "wrongA", predicted)).toEqual([]);
  });
});

describe("the examples of networks that answer with amounts", () => {
  const unknown: Examples = {
    count: 4,
    left: 0,
    shape: [1],
    values: new Float32Array(4),
    labels: null,
    classes: null,
  };
  const examples: Examples = { ...unknown, amounts: Float32Array.of(0, 1, 2, 3) };
  const answered: AnsweredAmounts = {
    a: { now: Float32Array.of(0.5, 1, NaN, 1), before: Float32Array.of(0.5, 4, 2, 3) },
    b: { now: Float32Array.of(0.5, -5, 2, 1.5), before: null },
  };

  it("are listed by how far answers are off, apart, or moved, the farthest first", () => {
    const lists = EXAMPLE_LISTS.filter((list) => list !== "all");
    expect(lists.map((list) => ranked(examples, list, answered))).toEqual([
      [2, 3, 0, 1],
      [1, 3, 0, 2],
      [2, 1, 3, 0],
      [2, 1, 3, 0],
      null,
    ]);
  });

  it("are none where it is not known what they should be, but still differ", () => {
    expect(ranked(unknown, "wrongA", answered)).toEqual([]);
    expect(ranked(unknown, "disagree", answered)).toEqual([2, 1, 3, 0]);
  });
});

describe("the sheet to draw on", () => {
  const sum = (raster: Raster): number => raster.image().values.reduce((all, one) => all + one, 0);

  it("goes on with an earlier drawing, whatever its size", () => {
    const raster = new Raster();
    const values = new Float32Array(56 * 56);
    values[10 * 56 + 20] = 1;
    raster.take({ width: 56, height: 56, channels: 1, values });
    const at = (x: number, y: number): number => raster.image().values[y * RASTER_SIDE + x]!;
    expect(at(41, 21)).toBeGreaterThan(0.5);
    expect(at(41, 40)).toBe(0);
    raster.stroke({ x: 41, y: 40 }, { x: 41, y: 40 }, 4, 1);
    expect(at(41, 40)).toBe(1);
    expect(at(41, 21)).toBeGreaterThan(0.5);
  });

  it("keeps a stroke as long and wide as it was drawn, and loses it to the eraser", () => {
    const raster = new Raster();
    raster.stroke({ x: 20, y: 50 }, { x: 80, y: 50 }, 10, 1);
    expect(sum(raster)).toBeGreaterThan(60 * 10);
    expect(sum(raster)).toBeLessThan(60 * 10 + 110);
    const before = raster.image();
    raster.stroke({ x: 20, y: 50 }, { x: 80, y: 50 }, 16, 0);
    expect(sum(raster)).toBe(0);
    expect(before.values.some((value) => value === 1)).toBe(true);
  });

  it("cuts off what leaves it, and is clear again", () => {
    const raster = new Raster();
    raster.stroke({ x: -30, y: -30 }, { x: RASTER_SIDE + 30, y: RASTER_SIDE + 30 }, 6, 1);
    expect(sum(raster)).toBeGreaterThan(0);
    raster.clear();
    expect(sum(raster)).toBe(0);
  });

  it("is inverted and made grey when that is asked for", () => {
    const image = { width: 1, height: 1, channels: 3 as const, values: Float32Array.of(1, 0, 0) };
    const how = { inverted: true, grey: true, centred: false };
    expect(prepared(image, how)).toMatchObject({ channels: 1, width: 1 });
    expect(prepared(image, how).values[0]).toBeCloseTo(1 - 0.299, 6);
    const same = prepared(image, { inverted: false, grey: false, centred: false });
    expect(same).toBe(image);
  });
});

it("arrows go through a grid and stay in it", () => {
  const from = (place: number, ...keys: string[]): number | null =>
    keys.reduce<number | null>(
      (at, key) => (at === null ? null : placeAfter(key, at, 4, 10)),
      place,
    );
  expect(from(0, "ArrowRight", "ArrowDown")).toBe(5);
  expect(from(5, "ArrowDown", "ArrowDown")).toBe(9);
  expect(from(2, "ArrowUp")).toBe(2);
  expect(from(0, "ArrowLeft")).toBe(0);
  expect(from(3, "End", "ArrowRight")).toBe(9);
  expect(from(7, "PageDown", "Home")).toBe(0);
  expect(from(-1, "ArrowRight")).toBe(0);
  expect(from(1, "a")).toBeNull();
  expect(placeAfter("End", -1, 4, 0)).toBeNull();
});

it("the checkpoints around one come nearest first", () => {
  expect(nearestFirst([0, 5, 7, 20, 30], 7, 2)).toEqual([7, 20, 5, 30, 0]);
  expect(nearestFirst([0, 5], 3, 2)).toEqual([]);
});
