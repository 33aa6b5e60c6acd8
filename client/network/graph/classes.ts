// Which classes a network tells apart, and what it says of each: one sigmoid unit speaks for two.
import type { ActivationKind, Network } from "./network.ts";
import { sizeOf } from "./shapes.ts";

const PROBABILITIES: ReadonlySet<ActivationKind> = new Set(["softmax", "sigmoid"]);

/** Whether one unit with a sigmoid answers: its probability is class 1's, and what is missing to 1 is class 0's. */
export function isBinary({ nodes, output, logits }: Network): boolean {
  if (logits === output || sizeOf(nodes[output]!.shape) !== 1) return false;
  return nodes.some(({ op, inputs }) => {
    return op.kind === "activation" && op.activation === "sigmoid" && inputs[0] === logits;
  });
}

/** Whether it answers with an amount: one value that no softmax or sigmoid has made a probability of. */
export function answersAmount({ nodes, output, logits }: Network): boolean {
  const isProbability = nodes.some(({ op, inputs }) => {
    return op.kind === "activation" && PROBABILITIES.has(op.activation) && inputs[0] === logits;
  });
  return sizeOf(nodes[output]!.shape) === 1 && !isProbability;
}

/** As many as the output has values, and two of a binary one. */
export function classCount(network: Network): number {
  return isBinary(network) ? 2 : sizeOf(network.nodes[network.output]!.shape);
}

/** Images × classes from images × logits: of a binary network the log-odds of each class, −z and z. */
export function classLogits(network: Network, logits: Float32Array): Float32Array {
  return isBinary(network) ? bothOf(logits, (z) => -z) : logits;
}

/**
 * Images × classes from what the network gives: of a binary one 1 − p and p. Where it ends in no softmax, as those do
 * that learn from their logits, they are what a softmax makes of it.
 */
export function classProbabilities(network: Network, given: Float32Array): Float32Array {
  if (isBinary(network)) return bothOf(given, (p) => 1 - p);
  return givesLogits(network) ? softmaxOf(given, classCount(network)) : given;
}

/** One number alone may be anything: what is predicted of an amount, too. */
function givesLogits({ nodes, output, logits }: Network): boolean {
  const { shape } = nodes[output]!;
  return logits === output && shape.length === 1 && shape[0]! > 1;
}

function softmaxOf(logits: Float32Array, classes: number): Float32Array {
  const shares = new Float32Array(logits.length);
  for (let from = 0; from < logits.length; from += classes) {
    const own = logits.subarray(from, from + classes);
    const most = own.reduce((high, value) => Math.max(high, value), -Infinity);
    const sum = own.reduce((total, value) => total + Math.exp(value - most), 0);
    own.forEach((value, c) => (shares[from + c] = Math.exp(value - most) / sum));
  }
  return shares;
}

function bothOf(values: Float32Array, other: (value: number) => number): Float32Array {
  const both = new Float32Array(2 * values.length);
  values.forEach((value, i) => both.set([other(value), value], 2 * i));
  return both;
}
