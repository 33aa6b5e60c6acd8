// Rules of relevance by name, as they are shown beside a layer.
import type { OpKind } from "../graph/network.ts";
import type { Rule, RuleKind } from "./choice.ts";

const number = (value: number): string => String(Number(value.toPrecision(3)));

const WORDS: {
  readonly [K in RuleKind]: (rule: Extract<Rule, { kind: K }>) => string;
} = {
  zero: () => "0",
  epsilon: ({ epsilon }) => `ε ${number(epsilon)}`,
  gamma: ({ gamma }) => `γ ${number(gamma)}`,
  alphaBeta: ({ alpha, beta }) => `α${number(alpha)} β${number(beta)}`,
  zPlus: () => "z⁺",
  zBox: ({ low, high }) => `box ${number(low)} … ${number(high)}`,
  wSquare: () => "w²",
  flat: () => "flat",
};

/** What happens in layers without weights. */
const WITHOUT_RULE: Readonly<Partial<Record<OpKind, string>>> = {
  maxPool2d: "winner takes all",
  globalMaxPool2d: "winner takes all",
  averagePool2d: "in proportion",
  globalAveragePool2d: "in proportion",
  add: "in proportion",
  multiply: "in equal parts",
};

export function ruleWords(rule: Rule): string {
  return (WORDS[rule.kind] as (rule: Rule) => string)(rule);
}

export function wordsWithoutRule(kind: OpKind): string {
  return WITHOUT_RULE[kind] ?? "passes on";
}
