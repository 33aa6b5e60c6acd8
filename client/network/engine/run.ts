// Runs a network forward, keeping what every node gave, and walks it back with whatever rule is asked for.
import { add, dispose, mul, tidy } from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import type { Network, NetworkNode } from "../graph/network.ts";
import { edited, kept } from "./edits.ts";
import type { Edits } from "./edits.ts";
import type { LoadedNetwork } from "./loaded.ts";
import { kernelOf } from "./ops/index.ts";
import { sameValues } from "./sameValues.ts";
import type { OpArguments, OpCall } from "./ops/op.ts";

export interface ForwardOptions {
  edits?: Edits;
  /** Index of the last node that is needed: what it does not need is left out. The network's output otherwise. */
  upTo?: number;
}

/** What every node gave for one batch. Give it back with `release(tape.outputs)`, or run within `tidy`. */
export interface Tape {
  /** Per node [batch, ...shape]; null for nodes that were not needed. [0] is the input. */
  outputs: readonly (Tensor | null)[];
  edits: Edits;
}

/** One node of a tape, on the way back. */
export interface NodeCall extends OpCall {
  index: number;
  node: NetworkNode;
}

/** What goes back through one node: one new tensor for each of its inputs, of that input's shape. */
export type Step = (call: NodeCall, signal: Tensor) => readonly Tensor[];

/** Where a walk begins: `signal` is [batch, ...shape] of that node's output. */
export interface WalkStart {
  node: number;
  signal: Tensor;
}

/** Per node what came back to its output, all its takers' summed; null where nothing did. [0] is the input's. */
export type Signals = readonly (Tensor | null)[];

/** The step of the plain gradient. */
export const gradient: Step = (call, signal) => kernelOf(call.op.kind).vjp(call, signal);

/**
 * Runs a batch [batch, ...input shape] through the network.
 *
 * @throws Error naming both shapes when the batch does not fit the network's input
 */
export function forward(
  { network, weights }: LoadedNetwork,
  x: Tensor,
  { edits = new Map(), upTo = network.output }: ForwardOptions = {},
): Tape {
  const wanted = network.nodes[0]!.shape;
  if (x.shape.slice(1).join() !== wanted.join()) {
    throw new Error(
      `The network ${network.name} takes [${wanted.join(", ")}], and was given [${x.shape.slice(1).join(", ")}].`,
    );
  }
  const needed = neededFor(network, upTo);
  const outputs = tidy(() => {
    const tape: (Tensor | null)[] = network.nodes.map(() => null);
    for (const [index, node] of network.nodes.entries()) {
      if (!needed.has(index)) continue;
      tape[index] = tidy(() => {
        const inputs = index === 0 ? [x] : inputsOf(node, tape);
        const output = kernelOf(node.op.kind).forward(argumentsOf(node, inputs, weights[index]!));
        const edit = edits.get(index);
        return edit === undefined ? output : edited(output, edit);
      });
    }
    return tape as Tensor[];
  });
  return { outputs, edits };
}

/** Carries a signal from one node back to the input; the rule is `step`'s. Give it back with `release`. */
export function walkBack(
  { network, weights }: LoadedNetwork,
  tape: Tape,
  from: WalkStart,
  step: Step,
): Signals {
  return tidy(() => {
    const signals: (Tensor | null)[] = network.nodes.map(() => null);
    signals[from.node] = sameValues(from.signal);
    for (let index = from.node; index > 0; index--) {
      const node = network.nodes[index]!;
      const [signal, output] = [signals[index]!, tape.outputs[index]!];
      if (signal === null) continue;
      const back = tidy(() => {
        const edit = tape.edits.get(index);
        const call = {
          ...argumentsOf(node, inputsOf(node, tape.outputs), weights[index]!),
          index,
          node,
          output,
        };
        return [...step(call, edit === undefined ? signal : mul(signal, kept(edit, node.shape)))];
      });
      for (const [place, input] of node.inputs.entries()) {
        const before = signals[input]!;
        signals[input] = before === null ? back[place]! : add(before, back[place]!);
      }
    }
    return signals as Tensor[];
  });
}

/** Gives back the memory of a tape's outputs or of a walk's signals. */
export function release(tensors: readonly (Tensor | null)[]): void {
  dispose(tensors.filter((tensor) => tensor !== null));
}

/** What a node is run with. */
export function argumentsOf(
  node: NetworkNode,
  inputs: readonly Tensor[],
  tensors: readonly Tensor[],
): OpArguments {
  const weights = Object.fromEntries(node.weights.map(({ role }, i) => [role, tensors[i]!]));
  return { op: node.op, inputs, weights, shape: node.shape };
}

function inputsOf(node: NetworkNode, outputs: readonly (Tensor | null)[]): Tensor[] {
  return node.inputs.map((input) => outputs[input]!);
}

/** The node itself and all that it takes, and so on to the input. */
function neededFor({ nodes }: Network, last: number): Set<number> {
  const needed = new Set([0, last]);
  for (let index = last; index > 0; index--) {
    if (needed.has(index)) for (const input of nodes[index]!.inputs) needed.add(input);
  }
  return needed;
}
