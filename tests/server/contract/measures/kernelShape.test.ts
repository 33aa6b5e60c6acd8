import { describe, expect, it } from "vitest";
import { fansOf, kernelShape, matrixSize } from "#contract/measures/kernelShape.ts";

const read = (shape: readonly number[], parameter: string) => {
  const kernel = kernelShape(shape, parameter)!;
  return { ...fansOf(kernel), ...matrixSize(kernel) };
};

describe("a kernel's shape", () => {
  it.each([
    { shape: [784, 512], name: "kernel", fanIn: 784, fanOut: 512, rows: 784, columns: 512 },
    { shape: [3, 3, 16, 32], name: "kernel", fanIn: 144, fanOut: 288, rows: 144, columns: 32 },
    { shape: [512, 784], name: "weight", fanIn: 784, fanOut: 512, rows: 512, columns: 784 },
    { shape: [32, 16, 3, 3], name: "weight", fanIn: 144, fanOut: 288, rows: 32, columns: 144 },
    { shape: [6, 1, 5, 5], name: "weight", fanIn: 25, fanOut: 150, rows: 6, columns: 25 },
    { shape: [32, 16, 3, 3], name: "W", fanIn: 144, fanOut: 288, rows: 32, columns: 144 },
    { shape: [3, 3, 16, 32], name: "W", fanIn: 144, fanOut: 288, rows: 144, columns: 32 },
    { shape: [5, 1, 8], name: "kernel", fanIn: 5, fanOut: 40, rows: 5, columns: 8 },
  ])("$name $shape", ({ shape, name, ...expected }) => {
    expect(read(shape, name)).toEqual(expected);
  });

  it("of a bias or a single number is none", () => {
    expect(kernelShape([512], "bias")).toBeNull();
    expect(kernelShape([], "scale")).toBeNull();
  });
});
