// What examples are where networks answer with an amount, and how far answers are from it.
import type { Examples } from "../../network/examples.ts";

/** One for each example; null where nothing is known. Numbers of classes are amounts, too. */
export function amountsOf(examples: Examples | null): ArrayLike<number> | null {
  return examples?.amounts ?? examples?.labels ?? null;
}

export interface AmountErrors {
  /** Mean of the squares of what answers are off by. */
  squared: number;
  /** Mean of the magnitudes of that. */
  absolute: number;
  /** The share of the amounts' variance that the answers explain: 1 − squared / variance; NaN where all are the same. */
  explained: number;
  /** Number of the example that the answer is farthest off. */
  worst: number;
}

/** Null of no examples. */
export function amountErrors(
  answers: ArrayLike<number>,
  amounts: ArrayLike<number>,
): AmountErrors | null {
  const count = Math.min(answers.length, amounts.length);
  if (count === 0) return null;
  let [squares, magnitudes, sum, sumOfSquares, worst] = [0, 0, 0, 0, 0];
  for (let i = 0; i < count; i++) {
    const off = Math.abs(answers[i]! - amounts[i]!);
    squares += off ** 2;
    magnitudes += off;
    sum += amounts[i]!;
    if (off > Math.abs(answers[worst]! - amounts[worst]!)) worst = i;
  }
  const mean = sum / count;
  for (let i = 0; i < count; i++) sumOfSquares += (amounts[i]! - mean) ** 2;
  return {
    squared: squares / count,
    absolute: magnitudes / count,
    explained: sumOfSquares === 0 ? NaN : 1 - squares / sumOfSquares,
    worst,
  };
}
