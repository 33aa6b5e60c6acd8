// What a network answers: probabilities, and the classes that they speak for.

export interface RankedClass {
  class: number;
  probability: number;
}

const TOP = 5;

/** The most probable classes, at most five; of equal ones the first. */
export function topOf(probabilities: Float32Array): RankedClass[] {
  return Array.from(probabilities, (probability, index) => ({ class: index, probability }))
    .sort((one, other) => other.probability - one.probability)
    .slice(0, TOP);
}

/** The first of the largest values: of logits, so that a saturated softmax does not hide which it is. */
export function largestOf(values: Float32Array): number {
  return values.reduce((best, value, index) => (value > values[best]! ? index : best), 0);
}
