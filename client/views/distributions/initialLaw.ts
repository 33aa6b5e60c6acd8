// Recognises by what law a parameter was drawn before training, so that the overlay can name it.
import type { Distribution } from "#contract/distribution.ts";
import { valueText } from "../../ui/format.ts";

/** Sample deviations of a few hundred weights and more lie this close to the law's. */
const TOLERANCE = 0.03;

/** "Glorot uniform ±0.06804" and the like, or null when no known law fits the first snapshot. */
export function initialLaw(shape: readonly number[] | null, first: Distribution): string | null {
  if (first.min === 0 && first.max === 0) return "zeros";
  if (first.min === 1 && first.max === 1) return "ones";
  if (shape === null || shape.length < 2) return null;
  const [fanIn, fanOut] = fans(shape);
  const deviation = Math.sqrt(first.variance);
  const reach = Math.max(-first.min, first.max);
  for (const [name, scale] of [
    ["Glorot", 2 / (fanIn + fanOut)],
    ["He", 2 / fanIn],
    ["LeCun", 1 / fanIn],
  ] as const) {
    const expected = Math.sqrt(scale);
    if (Math.abs(deviation / expected - 1) > TOLERANCE) continue;
    const limit = expected * Math.sqrt(3);
    if (reach <= limit * 1.001) return `${name} uniform ±${valueText(limit)}`;
    return `${name} normal, std ${valueText(expected)}`;
  }
  return null;
}

/** Inputs and outputs of one unit: the last two sizes, times the receptive field of a convolution. */
function fans(shape: readonly number[]): [number, number] {
  const field = shape.slice(0, -2).reduce((product, size) => product * size, 1);
  return [shape.at(-2)! * field, shape.at(-1)! * field];
}
