// How relevance goes back through one layer with weights, rule by rule (Bach et al. 2015; Montavon et al. 2017, 2019).
import { add, min, mul, onesLike, relu, square, sub, sum } from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { belowZero } from "../engine/belowZero.ts";
import type { Rule, RuleKind } from "./choice.ts";
import { shareOf } from "./stabilised.ts";

/** One layer: z = L(a; kernel) + bias. */
export interface LinearLayer {
  /** What the layer takes, [batch, ...]. */
  a: Tensor;
  kernel: Tensor;
  /** Null where there is none, and where it is to be ignored. */
  bias: Tensor | null;
  /** L(x; kernel). */
  apply: (x: Tensor, kernel: Tensor) => Tensor;
  /** The gradient of Σ L(x; kernel) · signal with respect to x. */
  transpose: (signal: Tensor, kernel: Tensor) => Tensor;
  /** What `a` can be at least and at most, null where that is zero everywhere; of first layers only. */
  bounds: { low: Tensor | null; high: Tensor | null } | null;
}

export interface Shared {
  /** Of each value of `a`. */
  relevance: Tensor;
  /** What the bias took, as one number; null where there is none or it takes nothing. */
  absorbed: Tensor | null;
}

type RuleOf<K extends RuleKind> = Extract<Rule, { kind: K }>;
type RuleWay<K extends RuleKind> = (
  layer: LinearLayer,
  relevance: Tensor,
  rule: RuleOf<K>,
) => Shared;

const RULES: { readonly [K in RuleKind]: RuleWay<K> } = {
  zero: (layer, relevance) => proportional(layer, relevance, 0),
  epsilon: (layer, relevance, { epsilon }) => proportional(layer, relevance, epsilon),
  gamma(layer, relevance, { gamma }) {
    const more = (x: Tensor): Tensor => add(x, mul(relu(x), gamma));
    const bias = layer.bias === null ? null : more(layer.bias);
    return proportional({ ...layer, kernel: more(layer.kernel), bias }, relevance, 0);
  },
  alphaBeta: (layer, relevance, { alpha, beta }) => signed(layer, relevance, alpha, beta),
  zPlus: (layer, relevance) => signed({ ...layer, bias: null }, relevance, 1, 0),
  zBox({ a, kernel, apply, transpose, bounds }, relevance) {
    if (bounds === null) throw new Error("the box rule was asked of a layer without bounds");
    const ends = [
      { bound: bounds.low, part: relu(kernel) },
      { bound: bounds.high, part: belowZero(kernel) },
    ].flatMap(({ bound, part }) => (bound === null ? [] : [{ bound, part }]));
    const z = ends.reduce(
      (left, { bound, part }) => sub(left, apply(bound, part)),
      apply(a, kernel),
    );
    const share = shareOf(relevance, z);
    const back = ends.reduce(
      (left, { bound, part }) => sub(left, mul(bound, transpose(share, part))),
      mul(a, transpose(share, kernel)),
    );
    return { relevance: back, absorbed: null };
  },
  wSquare: (layer, relevance) => regardless(layer, square(layer.kernel), relevance),
  flat: (layer, relevance) => regardless(layer, onesLike(layer.kernel), relevance),
};

/** Shares out the relevance of what the layer gives, [batch, ...], to what it takes. */
export function shareOut(layer: LinearLayer, relevance: Tensor, rule: Rule): Shared {
  return (RULES[rule.kind] as RuleWay<RuleKind>)(layer, relevance, rule);
}

/** In proportion to a · W. */
function proportional(
  { a, kernel, bias, apply, transpose }: LinearLayer,
  relevance: Tensor,
  epsilon: number,
): Shared {
  const alone = apply(a, kernel);
  const share = shareOf(relevance, bias === null ? alone : add(alone, bias), epsilon);
  return {
    relevance: mul(a, transpose(share, kernel)),
    absorbed: bias === null ? null : sum(mul(share, bias)),
  };
}

/** What speaks for and what speaks against, each in proportion, α and β times. */
function signed(layer: LinearLayer, relevance: Tensor, alpha: number, beta: number): Shared {
  const plus = relu(layer.kernel);
  const minus = belowZero(layer.kernel);
  const bias = layer.bias;
  const forIt = bySign(layer, relevance, [plus, minus], bias === null ? null : relu(bias));
  const speaksFor = scaled(forIt, alpha);
  if (beta === 0) return speaksFor;
  const against = bySign(layer, relevance, [minus, plus], bias === null ? null : belowZero(bias));
  const speaksAgainst = scaled(against, -beta);
  return {
    relevance: add(speaksFor.relevance, speaksAgainst.relevance),
    absorbed:
      speaksFor.absorbed === null || speaksAgainst.absorbed === null
        ? null
        : add(speaksFor.absorbed, speaksAgainst.absorbed),
  };
}

/** In proportion to a⁺ · first + a⁻ · second (+ bias), which are all of one sign. */
function bySign(
  { a, apply, transpose }: LinearLayer,
  relevance: Tensor,
  [first, second]: readonly [Tensor, Tensor],
  bias: Tensor | null,
): Shared {
  const above = relu(a);
  // Behind a rectifier nothing is below zero, and half of the work is none.
  const below = min(a).dataSync()[0]! < 0 ? belowZero(a) : null;
  const ofAbove = apply(above, first);
  const alone = below === null ? ofAbove : add(ofAbove, apply(below, second));
  const share = shareOf(relevance, bias === null ? alone : add(alone, bias));
  const toAbove = mul(above, transpose(share, first));
  return {
    relevance: below === null ? toAbove : add(toAbove, mul(below, transpose(share, second))),
    absorbed: bias === null ? null : sum(mul(share, bias)),
  };
}

function scaled({ relevance, absorbed }: Shared, by: number): Shared {
  return { relevance: mul(relevance, by), absorbed: absorbed === null ? null : mul(absorbed, by) };
}

/** In proportion to a kernel alone, whatever the layer is given. */
function regardless(
  { a, apply, transpose }: LinearLayer,
  kernel: Tensor,
  relevance: Tensor,
): Shared {
  const share = shareOf(relevance, apply(onesLike(a), kernel));
  return { relevance: transpose(share, kernel), absorbed: null };
}
