// Which checkpoints' spectra are computed, and in which order: what is looked at first.
import { nearestStep } from "../../store/playheadRules.ts";

/** More curves behind the lit one would be one grey area. */
export const MOST_SHOWN = 40;

/** The checkpointed step under the playhead, or the nearest to it; the last while there is no playhead. */
export function litStep(checkpoints: readonly number[], at: number | null): number | null {
  return nearestStep(checkpoints, at ?? Infinity);
}

/**
 * The steps whose spectra are shown, ascending: all, or of many every second, fourth … one with the last and the lit
 * one, so that few change when a training goes on.
 */
export function chosenSteps(checkpoints: readonly number[], lit: number | null): number[] {
  let every = 1;
  while (Math.ceil(checkpoints.length / every) > MOST_SHOWN - 2) every *= 2;
  if (checkpoints.length <= MOST_SHOWN) every = 1;
  const last = checkpoints.length - 1;
  return checkpoints.filter((step, i) => i % every === 0 || i === last || step === lit);
}

/** The lit step first, then its neighbours, outward. */
export function outward(steps: readonly number[], lit: number | null): number[] {
  const middle = lit === null ? steps.length - 1 : steps.indexOf(lit);
  const away = (step: number): number => Math.abs(steps.indexOf(step) - middle);
  return [...steps].sort((one, two) => away(one) - away(two));
}
