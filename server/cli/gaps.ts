// Steps that a series leaves out, where it is clear which ones it usually has.

export interface Gaps {
  /** The usual difference between a step and the next. */
  every: number;
  /** Number of steps that are left out. */
  missing: number;
  /** Number of places at which steps are left out. */
  places: number;
  /** The steps before the first few of them. */
  after: number[];
}

/** With fewer differences than this nothing is usual. */
const FEWEST_DIFFERENCES = 4;
/** It is clear which difference is usual when at least this share of them is the same. */
const CLEAR_SHARE = 0.75;
const PLACES_TOLD = 3;

/**
 * The gaps in steps that never fall: a gap is a difference larger than the usual one, and leaves out as many steps as
 * would fit. Null when no difference between successive steps makes up three quarters of them all. Repeated steps
 * count as one.
 */
export function gapsIn(steps: Float64Array): Gaps | null {
  const every = mostLikely(steps);
  let [differences, usual] = [0, 0];
  const gaps: Gaps = { every, missing: 0, places: 0, after: [] };
  for (let i = 1; i < steps.length; i++) {
    const difference = steps[i]! - steps[i - 1]!;
    if (difference === 0) continue;
    differences++;
    if (difference === every) usual++;
    const missing = Math.round(difference / every) - 1;
    if (missing < 1) continue;
    gaps.missing += missing;
    gaps.places++;
    if (gaps.after.length < PLACES_TOLD) gaps.after.push(steps[i - 1]!);
  }
  const clear = differences >= FEWEST_DIFFERENCES && usual >= differences * CLEAR_SHARE;
  return clear ? gaps : null;
}

/** The only difference that can make up more than half of them all (Boyer and Moore's majority vote). */
function mostLikely(steps: Float64Array): number {
  let [likely, votes] = [0, 0];
  for (let i = 1; i < steps.length; i++) {
    const difference = steps[i]! - steps[i - 1]!;
    if (difference === 0) continue;
    if (votes === 0) likely = difference;
    votes += difference === likely ? 1 : -1;
  }
  return likely;
}

/** Number of different steps among steps that never fall. */
export function differentSteps(steps: Float64Array): number {
  let different = Math.min(steps.length, 1);
  for (let i = 1; i < steps.length; i++) if (steps[i] !== steps[i - 1]) different++;
  return different;
}
