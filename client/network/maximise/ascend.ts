// Climbs from noise to an image that a unit responds to more and more, and gives the best that it came by.
import { chance } from "../chance.ts";
import type { Regularisation } from "./presets.ts";
import { blur, clip, decay, dropIdle, dropSmall, type Sides } from "./regularise.ts";

/** What is to be made large, and the direction in which it grows. */
export type Objective = (x: Float32Array) => { value: number; gradient: Float32Array };

export interface Ascent {
  regularisation: Regularisation;
  shape: Sides;
  /** The values that the network's inputs lie between. */
  range: readonly [low: number, high: number];
  seed: number;
}

export interface Climbed {
  x: Float32Array;
  /** What it began with. */
  noise: Float32Array;
  /** The objective of `x`, and that of the noise: never more. */
  value: number;
  start: number;
  /** Whether the gradient was zero wherever it was looked for: nothing that is near noise moves the unit. */
  isFlat: boolean;
}

/** A step moves pixels by this share of the range, as their root mean square: gradients differ by orders of magnitude. */
const STEP = 0.05;
/** The noise at the beginning, of the range. */
const NOISE = 0.1;
/** So often other noise is tried where the gradient is zero. */
const STARTS = 5;
/** After so many steps that brought no more than a thousandth, no step will. */
const IDLE_STEPS = 120;
const LEAST_GAIN = 1e-3;
/** Steps between looks up, at what more urgent questions wait for. */
const STEPS_AT_ONCE = 8;

/** `rest` is awaited now and then, with the share that is done and the best so far. */
export async function ascend(
  objective: Objective,
  { regularisation, shape, range, seed }: Ascent,
  rest: (share: number, best: Float32Array) => Promise<void>,
): Promise<Climbed> {
  const [low, high] = range;
  const next = chance(seed);
  const size = shape[0] * shape[1] * shape[2];
  const noise = (): Float32Array => {
    const x = Float32Array.from({ length: size }, () => NOISE * (high - low) * next());
    clip(x, low, high);
    return x;
  };
  let x = noise();
  let here = objective(x);
  for (let other = 1; other < STARTS && isZero(here.gradient); other++) {
    x = noise();
    here = objective(x);
  }
  const [start, first] = [here.value, x.slice()];
  let best = { x: first, value: start };
  if (isZero(here.gradient)) return { ...best, noise: first, start, isFlat: true };
  const { steps } = regularisation;
  let gained = { at: 0, value: start };
  for (let step = 1; step <= steps && step - gained.at <= IDLE_STEPS; step++) {
    climb(x, here.gradient, STEP * (high - low));
    regularise(x, here.gradient, regularisation, shape, step);
    clip(x, low, high);
    here = objective(x);
    if (here.value > best.value) best = { x: x.slice(), value: here.value };
    if (best.value - gained.value > LEAST_GAIN * Math.abs(best.value)) {
      gained = { at: step, value: best.value };
    }
    if (step % STEPS_AT_ONCE === 0) await rest(step / steps, best.x);
  }
  return { ...best, noise: first, start, isFlat: false };
}

function isZero(gradient: Float32Array): boolean {
  return gradient.every((value) => value === 0);
}

function climb(x: Float32Array, gradient: Float32Array, by: number): void {
  const squares = gradient.reduce((sum, value) => sum + value ** 2, 0);
  const scale = by / Math.sqrt(squares / gradient.length || 1);
  for (let i = 0; i < x.length; i++) x[i]! += scale * gradient[i]!;
}

function regularise(
  x: Float32Array,
  gradient: Float32Array,
  how: Regularisation,
  shape: Sides,
  step: number,
): void {
  decay(x, how.decay);
  if (how.blurEvery > 0 && step % how.blurEvery === 0) blur(x, shape, how.blur);
  dropSmall(x, shape, how.normPercentile);
  dropIdle(x, gradient, shape, how.contributionPercentile);
}
