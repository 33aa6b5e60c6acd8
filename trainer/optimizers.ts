// The optimisers to choose from, and their state as plain numbers to be saved and put back.
import { dispose, type Optimizer, tensor, train } from "@tensorflow/tfjs-core";
import type { NamedTensor } from "#contract/safetensors.ts";

/** The momentum that Keras users mean when they say momentum. */
const MOMENTUM = 0.9;

const optimizers = {
  rmsprop: (learningRate: number) => train.rmsprop(learningRate),
  adam: (learningRate: number) => train.adam(learningRate),
  sgd: (learningRate: number) => train.sgd(learningRate),
  momentum: (learningRate: number) => train.momentum(learningRate, MOMENTUM),
  adagrad: (learningRate: number) => train.adagrad(learningRate),
} satisfies Record<string, (learningRate: number) => Optimizer>;

export type OptimizerName = keyof typeof optimizers;
export const optimizerNames = Object.keys(optimizers) as OptimizerName[];

/** A new optimiser at a constant learning rate. */
export function makeOptimizer(name: OptimizerName, learningRate: number): Optimizer {
  return optimizers[name](learningRate);
}

/** Everything the optimiser remembers: first the number of steps taken, then its moments. */
export async function stateOf(optimizer: Optimizer): Promise<NamedTensor[]> {
  const held = await optimizer.getWeights();
  const state: NamedTensor[] = [];
  for (const { name, tensor } of held) {
    state.push({ name, shape: tensor.shape, values: Float32Array.from(await tensor.data()) });
  }
  return state;
}

/** Replaces what the optimiser remembers. */
export async function restoreState(
  optimizer: Optimizer,
  state: readonly NamedTensor[],
): Promise<void> {
  const before = await optimizer.getWeights();
  const given = state.map(({ name, shape, values }) => ({
    name,
    tensor: tensor(values, [...shape]),
  }));
  await optimizer.setWeights(given);
  dispose([...before, ...given].map((held) => held.tensor));
}
