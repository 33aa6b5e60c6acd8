// Division where relevance is shared out: the divisor is kept away from zero.
import { add, div, greaterEqual, sub, where } from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";

/** Below what matters beside any activation, and enough that 0 / 0 is 0. */
const LEAST = 1e-9;

/** R / (z + ε · sign z), with sign 0 = +1; also for ε = 0, where z may be zero. */
export function shareOf(relevance: Tensor, z: Tensor, epsilon = 0): Tensor {
  const away = Math.max(epsilon, LEAST);
  return div(relevance, where(greaterEqual(z, 0), add(z, away), sub(z, away)));
}
