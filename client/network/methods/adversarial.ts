// One image changed as little as is allowed so that the network takes it for something else, and what another network makes of it.
import { dispose, reshape } from "@tensorflow/tfjs-core";
import { type Attack, answersTo, attacked, predictedOf } from "../attack/attack.ts";
import { crossEntropies } from "../attack/loss.ts";
import type { LoadedNetwork } from "../engine/loaded.ts";
import { classProbabilities } from "../graph/classes.ts";
import { sizeOf } from "../graph/shapes.ts";
import { type RankedClass, topOf } from "./answer.ts";
import { batchOfOne, valuesOf } from "./inputOf.ts";
import type { Method, NetworkAt, NetworkInput } from "./method.ts";

export interface AdversarialParams {
  network: NetworkAt;
  input: NetworkInput;
  /** The class it is moved away from, or towards where that is the aim; null for the predicted one. */
  class: number | null;
  attack: Attack;
  /** Shown the same image afterwards; null for none. */
  onto: NetworkAt | null;
}

export interface Judgement {
  predicted: number;
  /** Most probable first, at most three. */
  top: readonly RankedClass[];
  /** Cross-entropy with the class. */
  loss: number;
}

export interface AdversarialResult {
  /** Of the input, without a batch. */
  shape: readonly number[];
  original: Float32Array;
  changed: Float32Array;
  class: number;
  before: Judgement;
  after: Judgement;
  /** Of the change: its largest value, its Euclidean length, and how many values it is not zero at. */
  norms: { largest: number; length: number; count: number };
  /** What the other network makes of the changed image; null without one, or where it takes another size. */
  transferred: Judgement | null;
}

export const adversarial: Method<AdversarialParams, AdversarialResult> = async (
  context,
  params,
) => {
  const loaded = await context.network(params.network);
  const other = params.onto === null ? null : await context.network(params.onto);
  const { network } = loaded;
  const original = (await valuesOf(context, network, params.input)).slice();
  const x = batchOfOne(network, original);
  const first = answersTo(loaded, x);
  const goal = params.class ?? predictedOf(first.logits, 1)[0]!;
  const image = await attacked(loaded, x, [goal], params.attack, context).catch(
    (error: unknown) => {
      dispose(x);
      throw error;
    },
  );
  const changed = image.dataSync<"float32">().slice();
  const judged = (by: LoadedNetwork, given: ReturnType<typeof answersTo>): Judgement => ({
    predicted: predictedOf(given.logits, 1)[0]!,
    top: topOf(classProbabilities(by.network, given.probabilities)).slice(0, SHOWN),
    loss: crossEntropies(given.logits, [goal])[0]!,
  });
  const after = judged(loaded, answersTo(loaded, image));
  let transferred: Judgement | null = null;
  if (other !== null && takesAsMuch(other, loaded)) {
    const reshaped = reshape(image, [1, ...other.network.nodes[0]!.shape]);
    transferred = judged(other, answersTo(other, reshaped));
    dispose(reshaped);
  }
  dispose([x, image]);
  return {
    shape: network.nodes[0]!.shape,
    original,
    changed,
    class: goal,
    before: judged(loaded, first),
    after,
    norms: normsOf(original, changed),
    transferred,
  };
};

const SHOWN = 3;

function takesAsMuch(one: LoadedNetwork, other: LoadedNetwork): boolean {
  return sizeOf(one.network.nodes[0]!.shape) === sizeOf(other.network.nodes[0]!.shape);
}

function normsOf(original: Float32Array, changed: Float32Array): AdversarialResult["norms"] {
  let [largest, squares, count] = [0, 0, 0];
  original.forEach((value, i) => {
    const change = Math.abs(changed[i]! - value);
    largest = Math.max(largest, change);
    squares += change * change;
    if (change > 0) count++;
  });
  return { largest, length: Math.sqrt(squares), count };
}
