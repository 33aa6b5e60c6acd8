// What the view is set to, to and from the words that stand for it in the address.
import type { Propagation, RuleKind } from "../../network/explain/choice.ts";
import { type OptionWords, textOf, wordsFrom } from "../../store/optionWords.ts";
import { LAYER_RULES, NUMBERS, type NumberName, WAY_NAMES, type WayName } from "./ways.ts";

export interface RelevanceOptions {
  way: WayName;
  numbers: Readonly<Record<NumberName, number>>;
  bias: Propagation["bias"];
  /** By name of the layer, where it is not the preset's. */
  rules: Readonly<Record<string, RuleKind>>;
  /** Whether the image shines through where nothing is relevant. */
  over: boolean;
  /** Whether A − B stands in B's place. */
  difference: boolean;
  /** Whether the largest relevance of all epochs sets the scale, or the one at the playhead. */
  fixed: boolean;
}

export const DEFAULT_NUMBERS: RelevanceOptions["numbers"] = {
  epsilon: 0.01,
  gamma: 0.25,
  alpha: 2,
  samples: 16,
  noise: 0.15,
};

const WAY_WORD = "by";
const RULE_WORD = "rule";

/** What is not known, or not said, is as at first. */
export function optionsFrom(text: string): RelevanceOptions {
  const words = wordsFrom(text);
  return {
    way: WAY_NAMES.find((name) => name === words.get(WAY_WORD)?.[0]) ?? WAY_NAMES[0]!,
    numbers: numbersFrom(words),
    bias: words.has("ignored") ? "ignored" : "absorbs",
    rules: rulesFrom(words),
    over: words.has("over"),
    difference: words.has("difference"),
    fixed: words.has("fixed"),
  };
}

export function optionsText({
  way,
  numbers,
  bias,
  rules,
  over,
  difference,
  fixed,
}: RelevanceOptions): string {
  const words = new Map<string, readonly string[]>();
  if (way !== WAY_NAMES[0]) words.set(WAY_WORD, [way]);
  for (const name of Object.keys(NUMBERS) as NumberName[]) {
    if (numbers[name] !== DEFAULT_NUMBERS[name]) words.set(name, [String(numbers[name])]);
  }
  const said = { ignored: bias === "ignored", over, difference, fixed };
  for (const [word, isSo] of Object.entries(said)) if (isSo) words.set(word, []);
  const chosen = Object.entries(rules).flat();
  if (chosen.length > 0) words.set(RULE_WORD, chosen);
  return textOf(words);
}

function numbersFrom(words: OptionWords): RelevanceOptions["numbers"] {
  const read = (Object.keys(NUMBERS) as NumberName[]).map((name) => {
    const { low, high, whole } = NUMBERS[name];
    const value = Number(words.get(name)?.[0] ?? NaN);
    const isIn = value >= low && value <= high && (!whole || Number.isInteger(value));
    return [name, isIn ? value : DEFAULT_NUMBERS[name]] as const;
  });
  return Object.fromEntries(read) as Record<NumberName, number>;
}

function rulesFrom(words: OptionWords): RelevanceOptions["rules"] {
  const values = words.get(RULE_WORD) ?? [];
  const rules: Record<string, RuleKind> = {};
  for (let at = 0; at + 1 < values.length; at += 2) {
    const kind = LAYER_RULES.find((one) => one === values[at + 1]);
    if (kind !== undefined) rules[values[at]!] = kind;
  }
  return rules;
}
