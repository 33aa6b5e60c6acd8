// Units switched off: what a network answers without them.
import { add, mul, tensor1d } from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import type { Shape } from "../graph/network.ts";

/** Units switched off at one node: of a map its channels, else its values. */
export interface Edit {
  /** Along the last axis of the node's output. */
  units: readonly number[];
  /** What each of `units` is set to, in their order; null for zero. */
  values: readonly number[] | null;
}

/** By the index of the node. */
export type Edits = ReadonlyMap<number, Edit>;

/** What a node gave, [batch, ...shape], with the edit's units set to the edit's values. */
export function edited(output: Tensor, edit: Edit): Tensor {
  const without = mul(output, kept(edit, output.shape));
  return edit.values === null ? without : add(without, put(edit, output.shape));
}

/** 1 for each unit that stays as it is, 0 for those that are set. */
export function kept({ units }: Edit, shape: Shape): Tensor {
  const mask = new Float32Array(shape.at(-1)!).fill(1);
  for (const unit of units) mask[unit] = 0;
  return tensor1d(mask);
}

function put({ units, values }: Edit, shape: Shape): Tensor {
  const instead = new Float32Array(shape.at(-1)!);
  for (const [i, unit] of units.entries()) instead[unit] = values![i]!;
  return tensor1d(instead);
}
