// What a kernel's singular values say: how many directions it uses, and how heavy their tail is.

import { eigenvalueSteps } from "./eigenvalues.ts";
import type { MatrixSize, RunningGram } from "./gram.ts";

/** A kernel's singular values in descending order, and the sizes of the matrix that it was taken for. */
export interface Spectrum extends MatrixSize {
  singularValues: Float64Array;
}

/**
 * Of the matrix that `gram` was told: the roots of its product's eigenvalues, so that values below 1e-8 of the largest
 * are rounding errors. Yields the multiplications between two turns. Throws an Error when the values do not converge.
 */
export function* singularValueSteps(gram: RunningGram): Generator<number, Float64Array> {
  const product = yield* gram.resultSteps();
  const eigenvalues = yield* eigenvalueSteps(product, gram.size);
  return eigenvalues.map((value) => Math.sqrt(Math.max(0, value)));
}

/** The same without turns. */
export function singularValuesOf(gram: RunningGram): Float64Array {
  const steps = singularValueSteps(gram);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

export interface SpectrumMeasures {
  /** ‖W‖²_F / s₁²: from 1 to the number of singular values; NaN where all are zero, as the next. */
  stableRank: number;
  /** exp of the entropy of sᵢ/Σs (Roy & Vetterli 2007): 1 for one direction, the number of values when all are equal. */
  effectiveRank: number;
  /** Null below {@link FEWEST_FITTED} eigenvalues that are not zero. */
  powerLaw: PowerLaw | null;
}

/** The law λ^−α that the largest eigenvalues λ = s² of WᵀW follow best. */
export interface PowerLaw {
  alpha: number;
  /** The smallest eigenvalue of the tail that is fitted. */
  from: number;
  /** Number of eigenvalues in the tail. */
  fitted: number;
  /** max|F−G| between the tail and the law: how badly it fits. */
  distance: number;
}

/** Fewer values fit any law. */
export const FEWEST_FITTED = 10;
/** Smaller eigenvalues, as shares of the largest, are rounding errors of the product WᵀW. */
const ROUNDING = 1e-14;

/** From singular values in descending order. */
export function spectrumMeasures(singularValues: ArrayLike<number>): SpectrumMeasures {
  let [sum, squares] = [0, 0];
  for (let i = 0; i < singularValues.length; i++) {
    sum += singularValues[i]!;
    squares += singularValues[i]! ** 2;
  }
  const largest = singularValues[0] ?? NaN;
  let entropy = 0;
  for (let i = 0; i < singularValues.length; i++) {
    const share = singularValues[i]! / sum;
    if (share > 0) entropy -= share * Math.log(share);
  }
  const none = !(largest > 0);
  return {
    stableRank: none ? NaN : squares / largest ** 2,
    effectiveRank: none ? NaN : Math.exp(entropy),
    powerLaw: powerLawOf(singularValues),
  };
}

/**
 * α = 1 + n / Σ ln(λᵢ/λ_min) over the n values of the tail, which begins where the law fits it best (Clauset, Shalizi &
 * Newman 2009, "Power-law distributions in empirical data").
 */
function powerLawOf(singularValues: ArrayLike<number>): PowerLaw | null {
  const logs: number[] = [];
  const largest = (singularValues[0] ?? 0) ** 2;
  for (let i = 0; i < singularValues.length; i++) {
    const eigenvalue = singularValues[i]! ** 2;
    if (eigenvalue > largest * ROUNDING) logs.push(Math.log(eigenvalue));
  }
  let best: PowerLaw | null = null;
  let sum = logs.slice(0, FEWEST_FITTED - 1).reduce((total, log) => total + log, 0);
  for (let fitted = FEWEST_FITTED; fitted <= logs.length; fitted++) {
    const start = logs[fitted - 1]!;
    sum += start;
    const excess = sum - fitted * start;
    // Equal eigenvalues are no tail; of several equal ones the tail begins with the last.
    if (!(excess > 0) || logs[fitted] === start) continue;
    const alpha = 1 + fitted / excess;
    const distance = distanceFromLaw(logs, fitted, alpha);
    if (distance >= (best?.distance ?? Infinity)) continue;
    best = { alpha, from: Math.exp(start), fitted, distance };
  }
  return best;
}

/** Between the largest `fitted` values, by their logarithms, and 1 − (λ/λ_min)^(1−α). */
function distanceFromLaw(logs: readonly number[], fitted: number, alpha: number): number {
  const start = logs[fitted - 1]!;
  let distance = 0;
  for (let i = 0; i < fitted; i++) {
    const above = Math.exp((1 - alpha) * (logs[i]! - start));
    const [least, most] = [i / fitted, (i + 1) / fitted];
    distance = Math.max(distance, Math.abs(above - least), Math.abs(above - most));
  }
  return distance;
}
