// Kernels of Keras and of PyTorch as matrices and as images: the same connection is found in either order.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { weightAt } from "../../../../client/charts/hintonPixels.ts";
import { nearSquare, tileValue } from "../../../../client/charts/tileSet.ts";
import { galleryOf, kernelOf, matrixOf } from "../../../../client/views/weights/kernel.ts";

const SIDES = fc.integer({ min: 1, max: 5 });

/** Tells every connection and place apart. */
function weight(input: number, output: number, place: number): number {
  return input * 10_000 + output * 100 + place;
}

/** The same kernel in both orders of sizes. */
function bothOrders(inputs: number, outputs: number, height: number, width: number) {
  const keras: number[] = [];
  for (let place = 0; place < height * width; place++) {
    for (let i = 0; i < inputs; i++) {
      for (let o = 0; o < outputs; o++) keras.push(weight(i, o, place));
    }
  }
  const torch: number[] = [];
  for (let o = 0; o < outputs; o++) {
    for (let i = 0; i < inputs; i++) {
      for (let place = 0; place < height * width; place++) torch.push(weight(i, o, place));
    }
  }
  return [
    { values: Float32Array.from(keras), shape: [height, width, inputs, outputs], name: "kernel" },
    { values: Float32Array.from(torch), shape: [outputs, inputs, height, width], name: "weight" },
  ];
}

describe("a kernel", () => {
  it("is a matrix of sending by receiving units at every place of its window, whoever wrote it", () => {
    fc.assert(
      fc.property(SIDES, SIDES, SIDES, SIDES, (inputs, outputs, height, width) => {
        for (const { values, shape, name } of bothOrders(inputs, outputs, height, width)) {
          const kernel = kernelOf(shape, name)!;
          for (let place = 0; place < height * width; place++) {
            const matrix = matrixOf(values, kernel, place);
            expect([matrix.rows, matrix.columns]).toEqual([inputs, outputs]);
            expect(weightAt(matrix, inputs - 1, outputs - 1)).toBe(
              weight(inputs - 1, outputs - 1, place),
            );
          }
        }
      }),
    );
  });

  it("is the norm over its window where no place is chosen, and itself where there is one place", () => {
    const conv = kernelOf([2, 1, 1, 2], "kernel")!;
    const norms = matrixOf(Float32Array.of(3, 0, -4, 2), conv, null);
    expect([...norms.values]).toEqual([5, 2]);
    const dense = kernelOf([1, 2], "kernel")!;
    expect([...matrixOf(Float32Array.of(-3, 4), dense, null).values]).toEqual([-3, 4]);
  });

  it("of a bias is one row; of a single number and of nothing there is none", () => {
    const bias = kernelOf([3], "bias")!;
    const matrix = matrixOf(Float32Array.of(1, 2, 3), bias, null);
    expect([matrix.rows, matrix.columns, weightAt(matrix, 0, 2)]).toEqual([1, 3, 3]);
    expect(kernelOf([], "scale")).toBeNull();
    expect(kernelOf([0, 4], "kernel")).toBeNull();
  });
});

describe("a gallery", () => {
  it("has an image for each connection of a small convolution, found by its places", () => {
    for (const { values, shape, name } of bothOrders(2, 5, 3, 2)) {
      const gallery = galleryOf(values, kernelOf(shape, name)!, null, 0);
      expect([gallery.of, gallery.set.count, gallery.set.height, gallery.set.width]).toEqual([
        "connections",
        10,
        3,
        2,
      ]);
      const isTurned = gallery.columns === 2;
      const tile = isTurned ? 4 * 2 + 1 : 1 * 5 + 4;
      expect(tileValue(gallery.set, tile, 2, 1)).toBe(weight(1, 4, 5));
    }
  });

  it("has coloured images where three channels come in, and those of one unit where all were too many", () => {
    const [colours] = bothOrders(3, 4, 2, 2);
    const rgb = galleryOf(colours!.values, kernelOf(colours!.shape, "kernel")!, null, 0);
    expect([rgb.of, rgb.set.channels]).toEqual(["units", 3]);
    expect(tileValue(rgb.set, 3, 1, 0, 2)).toBe(weight(2, 3, 2));
    const many = kernelOf([1, 1, 80, 60], "kernel")!;
    const values = Float32Array.from({ length: 4800 }, (_, i) => i);
    const one = galleryOf(values, many, null, 7);
    expect([one.of, one.set.count]).toEqual(["connectionsOfOne", 80]);
    expect(tileValue(one.set, 79, 0, 0)).toBe(79 * 60 + 7);
  });

  it("shows a dense unit's weights as the image that it looks at, or as a rectangle without holes", () => {
    const kernel = kernelOf([12, 2], "kernel")!;
    const values = Float32Array.from({ length: 24 }, (_, i) => i);
    const image = galleryOf(values, kernel, [3, 4, 1], 0);
    expect([image.isImage, image.set.height, image.set.width]).toEqual([true, 3, 4]);
    expect(tileValue(image.set, 1, 2, 3)).toBe(11 * 2 + 1);
    const rgb = galleryOf(values, kernel, [2, 2, 3], 0);
    expect(tileValue(rgb.set, 0, 1, 1, 2)).toBe(11 * 2);
    const plain = galleryOf(values, kernel, null, 0);
    expect([plain.isImage, plain.set.height, plain.set.width]).toEqual([false, 3, 4]);
    expect([nearSquare(512), nearSquare(13), nearSquare(1)]).toEqual([32, 13, 1]);
  });
});
