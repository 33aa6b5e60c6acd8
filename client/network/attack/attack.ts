// Images changed a little so that a network errs: by one step along the sign of the loss's gradient, or by many small ones.
import { clone, dispose, type Tensor, tensor, tidy } from "@tensorflow/tfjs-core";
import type { LoadedNetwork } from "../engine/loaded.ts";
import { forward, gradient, release, walkBack } from "../engine/run.ts";
import type { Breathing } from "../inTurns.ts";
import { lossSignal } from "./loss.ts";

export type AttackKind = "fgsm" | "pgd";

export interface Attack {
  kind: AttackKind;
  /** Steps of pgd. */
  steps: number;
  /** No value is changed by more, in the input's own scale. */
  epsilon: number;
  /** Least and largest value of an input. */
  range: readonly [low: number, high: number];
  /** Whether images are moved towards their classes instead of away from them. */
  isTargeted: boolean;
}

/** Of pgd: all steps together reach farther than ε, so that they can turn (Madry et al. 2018). */
const REACH = 2.5;

/**
 * The changed images, [batch, ...shape]: x′ = clip(x ± ε sign ∇J) (Goodfellow et al. 2015), or that repeated with small
 * steps, each brought back to within ε of x. Whoever asks for them gives them back.
 *
 * @param classes one for each image
 * @param firstSlope the gradient at x, where it is known already
 */
export async function attacked(
  loaded: LoadedNetwork,
  x: Tensor,
  classes: ArrayLike<number>,
  attack: Attack,
  world: Breathing,
  firstSlope: Float32Array | null = null,
): Promise<Tensor> {
  const isOne = attack.kind === "fgsm";
  const steps = isOne ? 1 : attack.steps;
  const size = isOne ? attack.epsilon : (REACH * attack.epsilon) / attack.steps;
  const original = x.dataSync<"float32">();
  let now = clone(x);
  try {
    for (let step = 0; step < steps; step++) {
      if (step > 0) await world.breathe();
      const known = step === 0 ? firstSlope : null;
      const slope = known ?? inputGradient(loaded, now, classes);
      const next = moved(now.dataSync<"float32">(), slope, original, size, attack);
      dispose(now);
      now = tensor(next, x.shape);
    }
    return now;
  } catch (error) {
    dispose(now);
    throw error;
  }
}

function moved(
  now: Float32Array,
  slope: Float32Array,
  original: Float32Array,
  size: number,
  { epsilon, range: [low, high], isTargeted }: Attack,
): Float32Array {
  const way = isTargeted ? -size : size;
  return now.map((value, i) => {
    const [from, to] = [original[i]! - epsilon, original[i]! + epsilon];
    const within = Math.min(Math.max(value + way * Math.sign(slope[i]!), from), to);
    return Math.min(Math.max(within, low), high);
  });
}

/** The gradient of each image's loss with respect to it. Leaves no tensor. */
export function inputGradient(
  loaded: LoadedNetwork,
  x: Tensor,
  classes: ArrayLike<number>,
): Float32Array {
  const { logits: node } = loaded.network;
  let slope = new Float32Array(0);
  tidy(() => {
    const tape = forward(loaded, x, { upTo: node });
    const signal = lossSignal(tape.outputs[node]!, classes);
    const signals = walkBack(loaded, tape, { node, signal }, gradient);
    slope = signals[0]!.dataSync<"float32">().slice();
  });
  return slope;
}

/** Logits and what comes of them, images × classes. Leaves no tensor. */
export function answersTo(
  loaded: LoadedNetwork,
  x: Tensor,
): { logits: Float32Array; probabilities: Float32Array } {
  const { logits, output } = loaded.network;
  const { outputs } = forward(loaded, x);
  const read = (node: number): Float32Array => outputs[node]!.dataSync<"float32">().slice();
  const answers = { logits: read(logits), probabilities: read(output) };
  release(outputs);
  return answers;
}

/** Only the logits, images × classes. Leaves no tensor. */
export function logitsOf(loaded: LoadedNetwork, x: Tensor): Float32Array {
  const { logits } = loaded.network;
  const { outputs } = forward(loaded, x, { upTo: logits });
  const values = outputs[logits]!.dataSync<"float32">().slice();
  release(outputs);
  return values;
}

/** Per image the class with the largest logit; of a single one, whether it is above zero. */
export function predictedOf(logits: Float32Array, images: number): Int32Array {
  const width = logits.length / images;
  return Int32Array.from({ length: images }, (_, image) => {
    if (width === 1) return logits[image]! > 0 ? 1 : 0;
    let best = 0;
    for (let c = 1; c < width; c++) {
      if (logits[image * width + c]! > logits[image * width + best]!) best = c;
    }
    return best;
  });
}
