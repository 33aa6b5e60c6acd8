// What the view of weights is set to, as words in the address and back.
import { expect, it } from "vitest";
import { textOf, wordsFrom } from "../../../../client/store/optionWords.ts";
import { ahead } from "../../../../client/views/weights/ahead.ts";
import { difference, largestOf, powerOfTwoAbove } from "../../../../client/views/weights/extent.ts";
import { MOST_VALUES } from "../../../../client/views/weights/matter.ts";
import { KEPT_BYTES } from "../../../../client/store/heldTensors.ts";
import { kernelOf } from "../../../../client/views/weights/kernel.ts";
import {
  FIRST_OPTIONS,
  suitsKernel,
  weightsOptions,
  wordsOfWeights,
} from "../../../../client/views/weights/options.ts";

it("comes back from the address as it was, and is nothing there where nothing was changed", () => {
  const changed = {
    picture: "kernels",
    scale: "power",
    order: "similarity",
    shown: "change",
    since: 3,
    slice: 4,
    isStrongest: true,
    part: { rows: [2, 9], columns: [0, 5] },
    unit: 12,
  } as const;
  const text = textOf(wordsOfWeights(changed));
  expect(weightsOptions(wordsFrom(text))).toEqual(changed);
  expect(textOf(wordsOfWeights(FIRST_OPTIONS))).toBe("");
  expect(weightsOptions(wordsFrom("nonsense part*9*2*0*5 slice*-1 change*x"))).toEqual({
    ...FIRST_OPTIONS,
    shown: "change",
  });
});

it("a convolution is shown as its kernels, a matrix as a Hinton diagram, unless another is asked for", () => {
  expect(suitsKernel([5, 5, 1, 16])).toBe("kernels");
  expect(suitsKernel([784, 512])).toBe("hinton");
  expect(suitsKernel(null)).toBe("hinton");
  expect(weightsOptions(wordsFrom("hinton")).picture).toBe("hinton");
});

it("the playhead's weights are fetched first, then its neighbours, as many as there is room for", () => {
  const steps = [0, 1, 2, 3, 4, 5];
  expect(ahead(steps, [3, 0, 5], 10)).toEqual([3, 0, 5, 2, 4, 1]);
  expect(ahead(steps, [3, null, 5], MOST_VALUES)).toEqual([3, 5, 2]);
});

it("what is fetched for both models fits into what the page keeps, however many weights there are", () => {
  const steps = Array.from({ length: 200 }, (_, i) => i);
  for (const count of [1, 10_000, 401_408, MOST_VALUES / 2, MOST_VALUES]) {
    const wanted = ahead(steps, [100, 0, 199], count).length;
    expect(2 * wanted * count * Float32Array.BYTES_PER_ELEMENT).toBeLessThanOrEqual(KEPT_BYTES);
  }
});

it("a scale reaches as far as the largest finite weight, or difference, or norm", () => {
  const dense = kernelOf([2, 2], "kernel")!;
  const values = Float32Array.of(1, -3, NaN, Infinity);
  expect(largestOf(values, null, dense, "all")).toBe(3);
  expect(largestOf(values, Float32Array.of(5, 0, 0, 0), dense, null)).toBe(4);
  const conv = kernelOf([2, 1, 1, 1], "kernel")!;
  expect(largestOf(Float32Array.of(3, 4), null, conv, null)).toBe(5);
  expect([...difference(Float32Array.of(3, 4), Float32Array.of(1, 5))]).toEqual([2, -1]);
  expect([0.3, 0.5, 0.51, 3, 0].map(powerOfTwoAbove)).toEqual([0.5, 0.5, 1, 4, 1]);
});
