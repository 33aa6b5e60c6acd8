// How far a network that answers with an amount is off at every checkpoint, and the axis on which all its answers are drawn.
import { amountErrors, type AmountErrors } from "../../parts/inside/amounts.ts";

export interface AmountCourse {
  /** Checkpoints whose answers are known, ascending. */
  steps: readonly number[];
  /** One for each. */
  errors: readonly AmountErrors[];
  /** The least and the greatest answer at any of them; infinite of none. */
  low: number;
  high: number;
}

interface Measured {
  amounts: ArrayLike<number>;
  errors: AmountErrors | null;
  range: readonly [low: number, high: number];
}

/** Answers never change, and at each that arrives all are asked for again. */
const measured = new WeakMap<Float32Array, Measured>();

function measure(answers: Float32Array, amounts: ArrayLike<number>): Measured {
  const before = measured.get(answers);
  if (before?.amounts === amounts) return before;
  const errors = amountErrors(answers, amounts);
  const found = { amounts, errors, range: rangeOf(answers) };
  measured.set(answers, found);
  return found;
}

/** @param answers one for each step; null where they are not known yet */
export function amountCourse(
  steps: readonly number[],
  answers: readonly (Float32Array | null)[],
  amounts: ArrayLike<number>,
): AmountCourse {
  let [low, high] = [Infinity, -Infinity];
  const known: { step: number; errors: AmountErrors }[] = [];
  answers.forEach((one, i) => {
    const { errors, range } = one === null ? { errors: null } : measure(one, amounts);
    if (errors === null) return;
    known.push({ step: steps[i]!, errors });
    [low, high] = [Math.min(low, range[0]), Math.max(high, range[1])];
  });
  return {
    steps: known.map(({ step }) => step),
    errors: known.map(({ errors }) => errors),
    low,
    high,
  };
}

const MARGIN = 0.04;

/**
 * One axis for what is true and what is answered, for both models and at every checkpoint. Answers that lie further
 * from all that is true than that spreads are left to the edge: one epoch gone wild would press the others together.
 */
export function amountEdges(
  amounts: ArrayLike<number>,
  courses: readonly AmountCourse[],
): readonly [low: number, high: number] {
  const [least, most] = rangeOf(amounts);
  if (least > most) return [0, 1];
  const spread = most - least || Math.abs(most) || 1;
  const low = Math.max(Math.min(least, ...courses.map((one) => one.low)), least - spread);
  const high = Math.min(Math.max(most, ...courses.map((one) => one.high)), most + spread);
  const margin = (high - low || spread) * MARGIN;
  return [low - margin, high + margin];
}

/** Of what is finite. */
function rangeOf(values: ArrayLike<number>): readonly [low: number, high: number] {
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}
