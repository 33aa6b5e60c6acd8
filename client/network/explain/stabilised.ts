// Division where relevance is shared out: the divisor is kept away from zero.
import { add, div, mul, neg, step, sub } from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";

/** Below what matters beside any activation, and enough that 0 / 0 is 0. */
const LEAST = 1e-12;

/** R / (z + ε · sign z), with sign 0 = +1; also for ε = 0, where z may be zero. */
export function shareOf(relevance: Tensor, z: Tensor, epsilon = 0): Tensor {
  const away = Math.max(epsilon, LEAST);
  // Comparing and choosing is ten times as slow on WebAssembly.
  const isBelow = step(neg(z));
  return div(relevance, sub(add(z, away), mul(isBelow, 2 * away)));
}
