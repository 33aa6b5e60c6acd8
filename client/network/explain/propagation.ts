// Layer-wise relevance propagation: what goes back through every node, and what each layer did with it.
import { mul, sum } from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { gathered } from "../engine/ops/joins.ts";
import { linearKernelOf } from "../engine/ops/index.ts";
import { gradient } from "../engine/run.ts";
import type { NodeCall, Step } from "../engine/run.ts";
import { sameValues } from "../engine/sameValues.ts";
import type { OpKind } from "../graph/network.ts";
import type { Rule } from "./choice.ts";
import { shareOut } from "./rules.ts";
import type { LinearLayer, Shared } from "./rules.ts";
import { shareOf } from "./stabilised.ts";

/** What relevance is shared out by. */
export interface PropagationRules {
  /** By the index of the node. */
  rules: ReadonlyMap<number, Rule>;
  bias: "absorbs" | "ignored";
  /** By the index of the node, for the box rule. */
  bounds: ReadonlyMap<number, LinearLayer["bounds"]>;
}

/** What one node did. */
export interface LedgerEntry {
  /** Σ R over what it takes. */
  sum: number;
  /** What its bias took; null where it takes nothing. */
  absorbed: number | null;
}

/** By the index of the node; of a whole batch. */
export type Ledger = Map<number, LedgerEntry>;

type NodeStep = (call: NodeCall, relevance: Tensor) => readonly Tensor[];

/** Operations whose relevance does not simply go where their gradient goes. */
const STEPS: Readonly<Partial<Record<OpKind, NodeStep>>> = {
  activation: passesOn,
  prelu: passesOn,
  // Every value has one place to go to, whatever was added to it.
  batchNorm: passesOn,
  rescaling: passesOn,
  // Ali et al. 2022: what it divides by counts as a constant.
  layerNorm: passesOn,
  averagePool2d: inProportion,
  globalAveragePool2d: inProportion,
  add: ({ inputs, output }, relevance) => {
    const share = shareOf(relevance, output);
    return inputs.map((input) => mul(input, share));
  },
  // Achtibat et al. 2024: factors cannot be told apart, so each has as much as the others.
  multiply: ({ inputs }, relevance) =>
    inputs.map((input) => gathered(mul(relevance, 1 / inputs.length), input.shape)),
};

/** The step of those rules; it writes into the ledger what every node did. */
export function propagation(chosen: PropagationRules, ledger: Ledger): Step {
  return (call, relevance) => {
    const rule = chosen.rules.get(call.index);
    const shared =
      rule === undefined ? withoutRule(call, relevance) : byRule(call, relevance, rule, chosen);
    const sums = shared.back.map((one) => numberOf(sum(one)));
    ledger.set(call.index, {
      sum: sums.reduce((total, one) => total + one, 0),
      absorbed: shared.absorbed === null ? null : numberOf(shared.absorbed),
    });
    return shared.back;
  };
}

interface Back {
  back: readonly Tensor[];
  absorbed: Tensor | null;
}

function withoutRule(call: NodeCall, relevance: Tensor): Back {
  return { back: (STEPS[call.op.kind] ?? gradient)(call, relevance), absorbed: null };
}

function byRule(call: NodeCall, relevance: Tensor, rule: Rule, chosen: PropagationRules): Back {
  const { bias, bounds } = chosen;
  const parts = linearKernelOf(call.op.kind);
  if (parts === null) throw new Error(`${call.node.name} has no weights to share relevance by`);
  const a = call.inputs[0]!;
  const inputShape = a.shape.slice(1);
  const shared: Shared = shareOut(
    {
      a,
      kernel: parts.kernel(call),
      bias: bias === "absorbs" ? parts.bias(call) : null,
      apply: (x, kernel) => parts.apply(call.op, x, kernel),
      transpose: (signal, kernel) => parts.transpose(call.op, signal, kernel, inputShape),
      bounds: bounds.get(call.index) ?? null,
    },
    relevance,
    rule,
  );
  return { back: [shared.relevance], absorbed: shared.absorbed };
}

function passesOn(_: NodeCall, relevance: Tensor): readonly Tensor[] {
  return [sameValues(relevance)];
}

function inProportion(call: NodeCall, relevance: Tensor): readonly Tensor[] {
  const [back] = gradient(call, shareOf(relevance, call.output));
  return [mul(call.inputs[0]!, back!)];
}

function numberOf(scalar: Tensor): number {
  return scalar.dataSync()[0]!;
}
