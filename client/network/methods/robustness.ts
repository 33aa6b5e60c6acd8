// How often a network errs on the examples when each is changed by at most ε, for several ε; and another network on the same images.
import { dispose, reshape, tensor } from "@tensorflow/tfjs-core";
import { type Attack, attacked, inputGradient, logitsOf, predictedOf } from "../attack/attack.ts";
import type { LoadedNetwork } from "../engine/loaded.ts";
import { sizeOf } from "../graph/shapes.ts";
import { inTurns } from "../inTurns.ts";
import type { Method, NetworkAt } from "./method.ts";

export interface RobustnessParams {
  network: NetworkAt;
  /** Address of the examples. */
  examples: string;
  /** At most so many of them, the first. */
  count: number;
  attack: Omit<Attack, "epsilon" | "isTargeted">;
  /** Ascending, in the input's own scale. */
  epsilons: readonly number[];
  /** Shown the same images; null for none. */
  onto: NetworkAt | null;
}

export interface RobustnessResult {
  /** How many examples were tried. */
  count: number;
  /** Per ε the share of examples that are not taken for what they are; without labels, for what they were at first. */
  errors: Float64Array;
  /** The other network's; null without one, or where it takes another size. */
  transferred: Float64Array | null;
}

export const robustness: Method<RobustnessParams, RobustnessResult> = async (context, params) => {
  const examples = await context.examples(params.examples);
  const loaded = await context.network(params.network);
  const onto = params.onto === null ? null : await context.network(params.onto);
  const other = onto !== null && inputSize(onto) === inputSize(loaded) ? onto : null;
  const count = Math.min(params.count, examples.count);
  const size = examples.values.length / examples.count;
  const wrong = params.epsilons.map(() => 0);
  const wrongThere = params.epsilons.map(() => 0);
  const told = (done: number): RobustnessResult => ({
    count: done,
    errors: Float64Array.from(wrong, (number) => number / done),
    transferred: other === null ? null : Float64Array.from(wrongThere, (number) => number / done),
  });
  await inTurns(count, context, async (from, some, turn) => {
    const to = from + some;
    const { shape } = loaded.network.nodes[0]!;
    const values = examples.values.subarray(from * size, to * size);
    const x = tensor(values, [to - from, ...shape]);
    try {
      const classes =
        examples.labels?.subarray(from, to) ?? predictedOf(logitsOf(loaded, x), to - from);
      const slope = inputGradient(loaded, x, classes);
      for (const [at, epsilon] of params.epsilons.entries()) {
        await turn.breathe();
        const attack = { ...params.attack, epsilon, isTargeted: false };
        const changed = await attacked(loaded, x, classes, attack, turn, slope);
        wrong[at]! += errorsIn(loaded, changed.dataSync<"float32">(), classes);
        if (other !== null) {
          wrongThere[at]! += errorsIn(other, changed.dataSync<"float32">(), classes);
        }
        dispose(changed);
      }
    } finally {
      dispose(x);
    }
    context.progress(to / count, told(to));
  });
  return told(count);
};

function errorsIn(loaded: LoadedNetwork, values: Float32Array, classes: ArrayLike<number>): number {
  const flat = tensor(values);
  const x = reshape(flat, [classes.length, ...loaded.network.nodes[0]!.shape]);
  const predicted = predictedOf(logitsOf(loaded, x), classes.length);
  dispose([flat, x]);
  return predicted.reduce((sum, answer, i) => sum + (answer === classes[i] ? 0 : 1), 0);
}

function inputSize({ network }: LoadedNetwork): number {
  return sizeOf(network.nodes[0]!.shape);
}
