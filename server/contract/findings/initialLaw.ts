// Kernels that at the end still look as they were drawn before training.
import { type InitialLaw, initialLaws, isDrawnFrom, nearestLaw } from "../measures/initialLaws.ts";
import {
  type Finding,
  nameOf,
  type ParameterEvidence,
  placeOf,
  type Rule,
  told,
} from "./finding.ts";
import { threshold } from "./thresholds.ts";

/** Of dyadic bins only: those that were spread over others' buckets are no test. */
export const initialLaw: Rule = (model) =>
  model.parameters.flatMap((parameter): Finding[] => {
    const { newest, shape, course, count } = parameter;
    if (parameter.quantity !== "weights" || newest === null || shape === null) return [];
    if (course.indices.length < threshold("fewestPoints") || !newest.exactBins) return [];
    if (count < threshold("fewestWeights") || newest.nonFinite > 0) return [];
    const fit = nearestLaw(newest, lawsAtTheStart(parameter, shape));
    // A few hundred weights may well look like the law after they have learned; beyond its ends it draws none.
    if (fit === null || !isDrawnFrom(fit) || !isWithin(newest, fit.law, MOVED)) return [];
    const { step } = course.columns;
    return [
      {
        rule: "initialLaw",
        weight: "notable",
        text: `${nameOf(parameter)} can at the end not be told from its initial law, ${fit.law.name}: among ${count} weights the largest difference in shares is ${told(fit.distance)}, and chance alone makes ${told(fit.critical)}.`,
        ...placeOf(model, parameter),
        steps: [step[0]!, step.at(-1)!],
        numbers: [
          { label: "Kolmogorov-Smirnov distance from the law", value: fit.distance },
          { label: "what chance exceeds in one of a hundred", value: fit.critical },
          { label: "weights", value: count },
          { label: "standard deviation of the law", value: fit.law.deviation },
        ],
        view: "distribution",
      },
    ];
  });

/** A sample of some hundred weights has the law's deviation to within this share. */
const DEVIATION_TOLERANCE = 0.03;
/** The largest weight may exceed the limit by float32's rounding. */
const ROUNDED = 1e-6;
/** What has hardly been trained has hardly gone beyond it. */
const MOVED = 0.05;

/** Weights may grow from one law into another, which is no rest: only laws that fit the first point count. */
function lawsAtTheStart(
  { course, parameter }: ParameterEvidence,
  shape: readonly number[],
): InitialLaw[] {
  const { deviation, min, max } = course.columns;
  const first = { min: min[0]!, max: max[0]! };
  return initialLaws(shape, parameter).filter((law) => {
    const isAsWide = Math.abs(deviation[0]! / law.deviation - 1) <= DEVIATION_TOLERANCE;
    return isAsWide && isWithin(first, law, ROUNDED);
  });
}

function isWithin(
  { min, max }: { min: number; max: number },
  { limit }: InitialLaw,
  tolerance: number,
): boolean {
  return Math.max(-min, max) <= limit * (1 + tolerance);
}
