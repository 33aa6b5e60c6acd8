// Relevance rules connection by connection, in plain loops: what the rules on tensors are compared with.
import type { Rule, RuleKind } from "../../client/network/explain/choice.ts";
import { slowGradient } from "./slowNetwork.ts";
import type { SlowNodeCall, SlowStep } from "./slowNetwork.ts";
import { forEachConnection, poolPlaces } from "./slowConnections.ts";
import { zeros } from "./slowOps.ts";
import type { Slow } from "./slowOps.ts";

/** What one connection brings, given the value a and the weight w; `low` and `high` are the box there. */
type Bring = (a: number, w: number, low: number, high: number) => number;

interface Part {
  times: number;
  bring: Bring;
  /** What the bias brings; of rules that leave it out, nothing. */
  bias: (b: number) => number;
}

const plus = (value: number): number => Math.max(value, 0);
const minus = (value: number): number => Math.min(value, 0);
const nothing = (): number => 0;

/** A rule is a sum of parts, each of which shares out in proportion to what connections bring. */
const PARTS: { readonly [K in RuleKind]: (rule: Extract<Rule, { kind: K }>) => Part[] } = {
  zero: () => [{ times: 1, bring: (a, w) => a * w, bias: (b) => b }],
  epsilon: () => [{ times: 1, bring: (a, w) => a * w, bias: (b) => b }],
  gamma: ({ gamma }) => [
    {
      times: 1,
      bring: (a, w) => a * (w + gamma * plus(w)),
      bias: (b) => b + gamma * plus(b),
    },
  ],
  alphaBeta: ({ alpha, beta }) => [
    { times: alpha, bring: (a, w) => plus(a * w), bias: plus },
    { times: -beta, bring: (a, w) => minus(a * w), bias: minus },
  ],
  zPlus: () => [{ times: 1, bring: (a, w) => plus(a * w), bias: nothing }],
  zBox: () => [
    {
      times: 1,
      bring: (a, w, low, high) => a * w - low * plus(w) - high * minus(w),
      bias: nothing,
    },
  ],
  wSquare: () => [{ times: 1, bring: (_, w) => w * w, bias: nothing }],
  flat: () => [{ times: 1, bring: () => 1, bias: nothing }],
};

export interface SlowRules {
  /** By the index of the node. */
  rules: ReadonlyMap<number, Rule>;
  bias: "absorbs" | "ignored";
  /** What nodes with the box rule take at least and at most. */
  bounds: ReadonlyMap<number, { low: Slow; high: Slow }>;
  /** Told of everything but zero that relevance is divided by. */
  divided?: (z: number) => void;
}

/** As small as the divisor may be. */
const LEAST = 1e-12;

function shared(relevance: number, z: number, epsilon: number): number {
  return relevance / (z + (z >= 0 ? 1 : -1) * Math.max(epsilon, LEAST));
}

export function slowRelevance(chosen: SlowRules): SlowStep {
  return (call, relevance) => {
    const rule = chosen.rules.get(call.index);
    return rule === undefined
      ? withoutRule(call, relevance)
      : byRule(call, relevance, rule, chosen);
  };
}

function byRule(call: SlowNodeCall, relevance: Slow, rule: Rule, chosen: SlowRules): Slow[] {
  const { node, inputs, weights, index } = call;
  const [input] = inputs as [Slow];
  const back = zeros(input.shape);
  const box = chosen.bounds.get(index);
  for (const { times, bring, bias } of (PARTS[rule.kind] as (rule: Rule) => Part[])(rule)) {
    const brought = (from: number, weight: number): number =>
      bring(
        input.values[from]!,
        weights["kernel"]![weight]!,
        box?.low.values[from] ?? 0,
        box?.high.values[from] ?? 0,
      );
    const z = zeros(node.shape);
    if (chosen.bias === "absorbs" && weights["bias"] !== undefined) {
      const biases = weights["bias"];
      z.values.forEach((_, to) => (z.values[to] = bias(biases[to % biases.length]!)));
    }
    forEachConnection(node.op, input.shape, node.shape, (from, to, weight) => {
      z.values[to]! += brought(from, weight);
    });
    const epsilon = rule.kind === "epsilon" ? rule.epsilon : 0;
    for (const value of z.values) if (value !== 0) chosen.divided?.(Math.abs(value) + epsilon);
    forEachConnection(node.op, input.shape, node.shape, (from, to, weight) => {
      const share = shared(relevance.values[to]!, z.values[to]!, epsilon);
      back.values[from]! += times * brought(from, weight) * share;
    });
  }
  return [back];
}

function withoutRule(call: SlowNodeCall, relevance: Slow): readonly Slow[] {
  const { node, inputs, output } = call;
  const kind = node.op.kind;
  if (kind === "activation" || kind === "batchNorm" || kind === "rescaling") return [relevance];
  if (kind === "add") {
    return inputs.map((input) => ({
      shape: input.shape,
      values: input.values.map(
        (value, i) => value * shared(relevance.values[i]!, output.values[i]!, 0),
      ),
    }));
  }
  if (kind !== "averagePool2d" && kind !== "globalAveragePool2d")
    return slowGradient(call, relevance);
  const [input] = inputs as [Slow];
  const back = zeros(input.shape);
  poolPlaces(node.op, input.shape, node.shape).forEach((places, to) => {
    const share = shared(relevance.values[to]!, output.values[to]!, 0);
    for (const place of places)
      back.values[place]! += (input.values[place]! / places.length) * share;
  });
  return [back];
}

/** Going back through activations as deconvolutional networks and guided backpropagation do. */
export function slowRectifying(way: "deconvnet" | "guidedBackprop"): SlowStep {
  return (call, signal) => {
    if (call.node.op.kind !== "activation") return slowGradient(call, signal);
    const above = { shape: signal.shape, values: signal.values.map((value) => plus(value)) };
    return way === "deconvnet" ? [above] : slowGradient(call, above);
  };
}
