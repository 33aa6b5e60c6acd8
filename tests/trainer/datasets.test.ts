// Images and labels come out of their packages as they went in, and split the same way every time.
import { describe, expect, it } from "vitest";
import { imagesInJson } from "../../trainer/datasets/fashionMnist.ts";
import { type LabelledImages, loadDataset } from "../../trainer/datasets/index.ts";

describe("data sets", () => {
  it("MNIST has its published counts, first labels and first image", () => {
    const { test, training } = loadDataset("mnist");
    expect([training.count, test.count]).toEqual([60_000, 10_000]);
    expect([...training.labels.subarray(0, 10)]).toEqual([5, 0, 4, 1, 9, 2, 1, 3, 1, 4]);
    expect([...test.labels.subarray(0, 5)]).toEqual([7, 2, 1, 0, 4]);
    expect(training.pixels).toHaveLength(60_000 * 784);
    // Row 5 of the first digit, a five.
    expect([...training.pixels.subarray(5 * 28 + 12, 5 * 28 + 18)]).toEqual([
      3, 18, 18, 18, 126, 136,
    ]);
  });

  it("Fashion-MNIST is split into 60,000 and 10,000 images, every stretch of both balanced", () => {
    const { test, training } = loadDataset("fashion-mnist");
    expect([training.count, test.count]).toEqual([60_000, 10_000]);
    expect(perClass(training, 60_000)).toEqual(Array(10).fill(6_000));
    expect(perClass(test, 10_000)).toEqual(Array(10).fill(1_000));
    expect(perClass(training, 10_000)).toEqual(Array(10).fill(1_000));
    const firstShirt = "0,0,0,0,0,0,0,9,8,0,0,34,29,7,0,11,24,0,0,3,3,1,0,1,1,0,0,0,0,0,4";
    expect(training.pixels.subarray(0, 31).join()).toBe(firstShirt);
  });

  it("lists that are no images are left out of a JSON file", () => {
    const image = Array.from({ length: 784 }, (_, i) => i % 256);
    const json = Buffer.from(JSON.stringify({ data: [[], image, [1, 2], image.toReversed(), []] }));
    expect([...imagesInJson(json)]).toEqual([...image, ...image.toReversed()]);
  });
});

function perClass({ labels }: LabelledImages, count: number): number[] {
  const counts = Array<number>(10).fill(0);
  for (const label of labels.subarray(0, count)) counts[label]!++;
  return counts;
}
