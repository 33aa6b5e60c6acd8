// Which rule stands in which layer: the presets, and what was set by hand.
import type { Network, NetworkNode, OpKind } from "../graph/network.ts";
import type { PresetName, Propagation, Rule, RuleNumbers } from "./choice.ts";

interface Place {
  isFirst: boolean;
  isConvolution: boolean;
}

const CONVOLUTIONS: ReadonlySet<OpKind> = new Set(["conv2d", "conv2dTranspose", "depthwiseConv2d"]);

const epsilonOf = ({ epsilon }: RuleNumbers): Rule => ({ kind: "epsilon", epsilon });
const boxOf = ({ low, high }: RuleNumbers): Rule => ({ kind: "zBox", low, high });

/** Of the first layer, of convolutions and of dense layers. */
const PRESETS: Readonly<Record<PresetName, (place: Place, numbers: RuleNumbers) => Rule>> = {
  epsilon: (_, numbers) => epsilonOf(numbers),
  epsilonPlus: ({ isConvolution }, numbers) =>
    isConvolution ? { kind: "zPlus" } : epsilonOf(numbers),
  epsilonAlpha2Beta1: ({ isConvolution }, numbers) =>
    isConvolution
      ? { kind: "alphaBeta", alpha: numbers.alpha, beta: numbers.alpha - 1 }
      : epsilonOf(numbers),
  epsilonGammaBox({ isFirst, isConvolution }, numbers) {
    if (isFirst) return boxOf(numbers);
    return isConvolution ? { kind: "gamma", gamma: numbers.gamma } : epsilonOf(numbers);
  },
  deepTaylor: ({ isFirst }, numbers) => (isFirst ? boxOf(numbers) : { kind: "zPlus" }),
};

/**
 * The rule of every node with weights, by its index.
 *
 * @throws Error for people, for numbers with which a rule has no meaning
 */
export function rulesOf(network: Network, chosen: Propagation): Map<number, Rule> {
  const first = firstOnes(network);
  return new Map(
    weightedNodes(network).map(({ node, index }) => {
      const place = { isFirst: first.has(index), isConvolution: CONVOLUTIONS.has(node.op.kind) };
      const own = Object.hasOwn(chosen.rules, node.layer) ? chosen.rules[node.layer] : undefined;
      const rule = own ?? PRESETS[chosen.preset](place, chosen.numbers);
      check(rule, node, place);
      return [index, rule];
    }),
  );
}

/** Layers that have a rule, in the network's order. */
function weightedNodes({ nodes }: Network): { node: NetworkNode; index: number }[] {
  return nodes.flatMap((node, index) =>
    node.op.kind === "dense" || CONVOLUTIONS.has(node.op.kind) ? [{ node, index }] : [],
  );
}

/** Those that no other layer with weights comes before. */
function firstOnes(network: Network): Set<number> {
  const weighted = new Set(weightedNodes(network).map(({ index }) => index));
  const isBehind = network.nodes.map(() => false);
  network.nodes.forEach(({ inputs }, index) => {
    isBehind[index] = inputs.some((input) => weighted.has(input) || isBehind[input]);
  });
  return new Set([...weighted].filter((index) => !isBehind[index]));
}

function check(rule: Rule, { layer }: NetworkNode, { isFirst }: Place): void {
  const wrong = whatIsWrong(rule, isFirst);
  if (wrong !== null) throw new Error(`The rule of ${layer} cannot be used: ${wrong}.`);
}

function whatIsWrong(rule: Rule, isFirst: boolean): string | null {
  if (rule.kind === "alphaBeta" && Math.abs(rule.alpha - rule.beta - 1) > 1e-6)
    return `α − β must be 1, and is ${rule.alpha} − ${rule.beta}`;
  if (rule.kind === "epsilon" && !(rule.epsilon >= 0)) return "ε must not be below 0";
  if (rule.kind === "gamma" && !(rule.gamma >= 0)) return "γ must not be below 0";
  if (rule.kind === "zBox" && !isFirst)
    return "the box is about the network's input, and other layers come between";
  if (rule.kind === "zBox" && !(rule.low < rule.high))
    return `the box must have its least below its most, and is ${rule.low} … ${rule.high}`;
  return null;
}
