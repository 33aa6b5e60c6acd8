// The ways of finding relevance that are offered, what each does, and the numbers it takes.
import type {
  PresetName,
  RelevanceKind,
  RelevanceWay,
  Rule,
  RuleKind,
} from "../../network/explain/choice.ts";
import type { RelevanceOptions } from "./options.ts";

/** A preset of relevance propagation, or another method. */
export type WayName = PresetName | Exclude<RelevanceKind, "propagation">;
/** The numbers that a person can set. */
export type NumberName = "epsilon" | "gamma" | "alpha" | "samples" | "noise";

interface WayWords {
  label: string;
  /** What it does, in a sentence. */
  about: string;
  /** Which numbers it takes. */
  numbers: readonly NumberName[];
}

export const WAYS: Readonly<Record<WayName, WayWords>> = {
  epsilonPlus: {
    label: "LRP ε and z⁺",
    about: "In convolutions only what speaks for, in dense layers everything, calmed by ε.",
    numbers: ["epsilon"],
  },
  epsilon: {
    label: "LRP ε",
    about: "Every input gets its share of what it brought about; ε calms what nearly cancels.",
    numbers: ["epsilon"],
  },
  epsilonAlpha2Beta1: {
    label: "LRP ε and α2β1",
    about:
      "In convolutions what speaks for counts α times and what speaks against β = α − 1 times.",
    numbers: ["epsilon", "alpha"],
  },
  epsilonGammaBox: {
    label: "LRP ε, γ and box",
    about: "ε in dense layers, γ in convolutions, and in the first what pixels can be at all.",
    numbers: ["epsilon", "gamma"],
  },
  deepTaylor: {
    label: "Deep Taylor",
    about: "Only what speaks for, nothing lost: the map sums up to the logit.",
    numbers: [],
  },
  gradient: {
    label: "Gradient",
    about: "How the logit would change with each pixel, whatever the pixel is.",
    numbers: [],
  },
  inputTimesGradient: {
    label: "Input × gradient",
    about: "The gradient, times what the pixel is.",
    numbers: [],
  },
  integratedGradients: {
    label: "Integrated gradients",
    about: "The gradient, averaged on the way from an empty image to this one.",
    numbers: ["samples"],
  },
  smoothGrad: {
    label: "SmoothGrad",
    about: "The gradient, averaged over noisy copies of the image.",
    numbers: ["samples", "noise"],
  },
  guidedBackprop: {
    label: "Guided backprop",
    about: "The gradient, which goes back only where it and the unit are above zero.",
    numbers: [],
  },
  deconvnet: {
    label: "Deconvnet",
    about: "What goes back is cut off below zero, whatever the unit was.",
    numbers: [],
  },
};

export const WAY_NAMES = Object.keys(WAYS) as WayName[];

/** Whether relevance is propagated layer by layer, by rules. */
export function isPropagation(way: WayName): way is PresetName {
  return way in PRESETS;
}

const PRESETS: Readonly<Record<PresetName, true>> = {
  epsilon: true,
  epsilonPlus: true,
  epsilonAlpha2Beta1: true,
  epsilonGammaBox: true,
  deepTaylor: true,
};

interface NumberWords {
  label: string;
  low: number;
  high: number;
  /** Whether the slider goes by factors. */
  byFactors: boolean;
  whole: boolean;
}

export const NUMBERS: Readonly<Record<NumberName, NumberWords>> = {
  epsilon: { label: "ε", low: 1e-6, high: 1, byFactors: true, whole: false },
  gamma: { label: "γ", low: 0.01, high: 1, byFactors: true, whole: false },
  alpha: { label: "α", low: 1, high: 5, byFactors: false, whole: false },
  samples: { label: "samples", low: 4, high: 64, byFactors: false, whole: true },
  noise: { label: "noise", low: 0.01, high: 0.5, byFactors: true, whole: false },
};

/** Rules that can be chosen for a layer; their numbers are the sliders'. */
export const LAYER_RULES = [
  "zero",
  "epsilon",
  "gamma",
  "alphaBeta",
  "zPlus",
  "zBox",
  "wSquare",
  "flat",
] as const satisfies readonly RuleKind[];

export const RULE_WORDS: Readonly<Record<RuleKind, string>> = {
  zero: "0",
  epsilon: "ε",
  gamma: "γ",
  alphaBeta: "αβ",
  zPlus: "z⁺",
  zBox: "box",
  wSquare: "w²",
  flat: "flat",
};

type Range = readonly [low: number, high: number];

type Numbers = RelevanceOptions["numbers"];

const RULES: Readonly<Record<RuleKind, (numbers: Numbers, range: Range) => Rule>> = {
  zero: () => ({ kind: "zero" }),
  epsilon: ({ epsilon }) => ({ kind: "epsilon", epsilon }),
  gamma: ({ gamma }) => ({ kind: "gamma", gamma }),
  alphaBeta: ({ alpha }) => ({ kind: "alphaBeta", alpha, beta: alpha - 1 }),
  zPlus: () => ({ kind: "zPlus" }),
  zBox: (_, [low, high]) => ({ kind: "zBox", low, high }),
  wSquare: () => ({ kind: "wSquare" }),
  flat: () => ({ kind: "flat" }),
};

const NOISE_SEED = 1;

type OtherWays = {
  readonly [K in Exclude<RelevanceKind, "propagation">]: (
    numbers: Numbers,
    range: Range,
  ) => Extract<RelevanceWay, { kind: K }>;
};

const OTHERS: OtherWays = {
  gradient: () => ({ kind: "gradient" }),
  inputTimesGradient: () => ({ kind: "inputTimesGradient" }),
  integratedGradients: ({ samples }, [low]) => {
    return { kind: "integratedGradients", steps: samples, baseline: low };
  },
  smoothGrad: ({ samples, noise }) => ({ kind: "smoothGrad", samples, noise, seed: NOISE_SEED }),
  guidedBackprop: () => ({ kind: "guidedBackprop" }),
  deconvnet: () => ({ kind: "deconvnet" }),
};

/** What the worker is asked for; `range` is what the network's input can be at least and at most. */
export function wayOf({ way, numbers, rules, bias }: RelevanceOptions, range: Range): RelevanceWay {
  if (!isPropagation(way)) return OTHERS[way](numbers, range);
  const byLayer = Object.entries(rules).map(([layer, kind]) => {
    return [layer, RULES[kind](numbers, range)] as const;
  });
  const [low, high] = range;
  const { epsilon, gamma, alpha } = numbers;
  return {
    kind: "propagation",
    preset: way,
    numbers: { epsilon, gamma, alpha, low, high },
    rules: Object.fromEntries(byLayer),
    bias,
  };
}
