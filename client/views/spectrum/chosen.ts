// Which checkpoint's spectrum is lit, and in which order they are computed: what is looked at first.
import { nearestStep } from "../../store/playheadRules.ts";

/** The checkpointed step under the playhead, or the nearest to it; the last while there is no playhead. */
export function litStep(checkpoints: readonly number[], at: number | null): number | null {
  return nearestStep(checkpoints, at ?? Infinity);
}

/** The lit step first, then its neighbours, outward. */
export function outward(steps: readonly number[], lit: number | null): number[] {
  const middle = lit === null ? steps.length - 1 : steps.indexOf(lit);
  const away = (step: number): number => Math.abs(steps.indexOf(step) - middle);
  return [...steps].sort((one, two) => away(one) - away(two));
}
