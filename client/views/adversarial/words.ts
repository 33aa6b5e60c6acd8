// What the view shows, in words.
import type { AdversarialResult, Judgement } from "../../network/methods/adversarial.ts";
import { type ClassNames, classWords } from "../../parts/inside/classWords.ts";

export function epsilonText(epsilon: number): string {
  return String(Number(epsilon.toFixed(3)));
}

export function percentText(share: number): string {
  return `${(100 * share).toFixed(share > 0.9995 || share < 0.0005 || share === 1 ? 0 : 1)}%`;
}

/** "7, 99.8%". */
export function judgementWords(names: ClassNames, { predicted, top }: Judgement): string {
  const own = top.find((one) => one.class === predicted) ?? top[0];
  const name = classWords(names, predicted);
  return own === undefined ? name : `${name}, ${percentText(own.probability)}`;
}

/** Whether the change has reached its aim: the class, or any other than the class. */
export function isFooled(
  { class: goal }: AdversarialResult,
  { predicted }: Judgement,
  isTargeted: boolean,
): boolean {
  return isTargeted ? predicted === goal : predicted !== goal;
}

export function resultWords(names: ClassNames, result: AdversarialResult, epsilon: number): string {
  const { before, after } = result;
  return `The image is taken for ${judgementWords(names, before)}; changed by at most ${epsilonText(epsilon)}, for ${judgementWords(names, after)}`;
}
