// What is worked out of a unit's responses to the examples: the classes that it prefers, and how far an image is beyond them.

export interface ClassResponse {
  class: number;
  /** Of the unit's largest activation on each of the class's examples. */
  mean: number;
  images: number;
}

/** By the classes' numbers; those without an example are left out. */
export function classResponses(peaks: Float32Array, labels: Int32Array): ClassResponse[] {
  const sums = new Map<number, { sum: number; images: number }>();
  peaks.forEach((peak, image) => {
    const label = labels[image]!;
    const own = sums.get(label) ?? { sum: 0, images: 0 };
    own.sum += peak;
    own.images++;
    sums.set(label, own);
  });
  return [...sums]
    .map(([label, { sum, images }]) => ({ class: label, mean: sum / images, images }))
    .sort((one, two) => one.class - two.class);
}

/** The share of the examples on which the unit says less. */
export function shareBelow(peaks: Float32Array, activation: number): number {
  return peaks.reduce((count, peak) => (peak < activation ? count + 1 : count), 0) / peaks.length;
}
