// Which arrays of a file are examples, and what labels come to.
import { describe, expect, it } from "vitest";
import { exampleArrays, labelsFrom, type NamedArray } from "#contract/examples.ts";

const array = (name: string, ...shape: number[]): NamedArray => ({ name, dtype: "F32", shape });

describe("the arrays of a file", () => {
  it("are inputs and labels by the names that people give them, images with a channel", () => {
    for (const [x, y] of [
      ["x", "y"],
      ["images", "labels"],
      ["x_test", "y_test"],
    ] as const) {
      const arrays = [array("other", 1), array(y, 5), array(x, 5, 28, 28)];
      expect(exampleArrays(arrays)).toEqual({
        inputs: arrays[2],
        labels: arrays[1],
        count: 5,
        shape: [28, 28, 1],
      });
    }
  });

  it("keep the shape of colour images and of values, and need no labels", () => {
    expect(exampleArrays([array("x", 5, 8, 9, 3)]).shape).toEqual([8, 9, 3]);
    expect(exampleArrays([array("x", 5, 784)])).toMatchObject({ shape: [784], labels: null });
  });

  it.each([
    [[array("a", 1), array("b", 1)], /called x, images, x_test, but a, b; save them as x/],
    [[], /but nothing; save them as x/],
    [[array("x", 5)], /x \[5\] is no list of examples/],
    [[array("x")], /x \[\] is no list of examples/],
    [[array("x", 0, 28, 28)], /x \[0, 28, 28\] is no list/],
    [[array("x", 1, 2, 3, 4, 5)], /is no list/],
    [[array("x", 2 ** 20, 28, 28)], /more than 268435456; save fewer/],
    [[array("x", 5, 4), array("y", 5, 2 ** 30)], /y \[5, 1073741824\] comes to/],
    [[array("x", 5, 4), array("y", 4)], /y \[4\] is not one label for each example of x \[5, 4\]/],
    [[array("x", 5, 4), array("y", 5, 2, 2)], /y \[5, 2, 2\] is not one label/],
  ])("are refused in words where they are none: %j", (arrays, reason) => {
    expect(() => exampleArrays(arrays)).toThrow(reason);
  });

  it("may be four times as many where they are bytes", () => {
    const many = { ...array("x", 2 ** 18, 32, 32), dtype: "U8" };
    expect(exampleArrays([many]).count).toBe(2 ** 18);
    expect(() => exampleArrays([{ ...many, dtype: "F32" }])).toThrow(/more than/);
  });
});

describe("labels", () => {
  it("are the numbers themselves, alone or in a column, and the place of the largest of a row", () => {
    expect([...labelsFrom([3, 0, 1], [3])]).toEqual([3, 0, 1]);
    expect([...labelsFrom([3, 0, 1], [3, 1])]).toEqual([3, 0, 1]);
    expect([...labelsFrom([0, 1, 0, 0.9, 0, 0.1], [2, 3])]).toEqual([1, 0]);
  });

  it("are amounts where some are finite and not whole", () => {
    expect(labelsFrom([-1, 0.5, 3], [3])).toEqual(Float32Array.of(-1, 0.5, 3));
    expect(labelsFrom([0.5], [1, 1])).toEqual(Float32Array.of(0.5));
    expect(() => labelsFrom([0.5, NaN], [2])).toThrow(/no class/);
  });

  it.each([[[-1]], [[NaN]], [[Infinity]], [[2 ** 31]]])("%j is none", (values) => {
    expect(() => labelsFrom(values, [1])).toThrow(/label of example 0 .* no class/);
  });

  it("of more classes than a call has room for are found, and none where a row has what is no number", () => {
    const row = new Float32Array(400_000);
    row[399_999] = 1;
    expect([...labelsFrom(row, [1, row.length])]).toEqual([399_999]);
    expect(() => labelsFrom([NaN, NaN], [1, 2])).toThrow(/no class/);
  });
});
