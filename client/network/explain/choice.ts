// What can be asked of relevance: by which method, and for relevance propagation by which rule in each layer.

/** How relevance goes back through one layer with weights. */
export type Rule =
  | { kind: "zero" }
  | { kind: "epsilon"; epsilon: number }
  | { kind: "gamma"; gamma: number }
  /** α − β must be 1. */
  | { kind: "alphaBeta"; alpha: number; beta: number }
  /** α1β0 without the bias. */
  | { kind: "zPlus" }
  /** For the first layer: what the input can be at least and at most. */
  | { kind: "zBox"; low: number; high: number }
  | { kind: "wSquare" }
  | { kind: "flat" };

export type RuleKind = Rule["kind"];

export type PresetName =
  | "epsilon"
  | "epsilonPlus"
  | "epsilonAlpha2Beta1"
  | "epsilonGammaBox"
  | "deepTaylor";

/** The sliders: where a preset's rules take their numbers from. */
export interface RuleNumbers {
  epsilon: number;
  gamma: number;
  alpha: number;
  /** Of the network's input, for zBox. */
  low: number;
  high: number;
}

export interface Propagation {
  kind: "propagation";
  preset: PresetName;
  numbers: RuleNumbers;
  /** By name of the Keras layer, instead of the preset's rule. */
  rules: Readonly<Record<string, Rule>>;
  /** Whether a layer's bias takes its part of the relevance, or all of it goes on to the layer's inputs. */
  bias: "absorbs" | "ignored";
}

export type RelevanceWay =
  | Propagation
  | { kind: "gradient" }
  | { kind: "inputTimesGradient" }
  /** Along the straight line from `baseline` (every value of the input) to the input. */
  | { kind: "integratedGradients"; steps: number; baseline: number }
  /** The mean gradient over noisy copies; `noise` is a share of the input's own range. */
  | { kind: "smoothGrad"; samples: number; noise: number; seed: number }
  | { kind: "guidedBackprop" }
  | { kind: "deconvnet" };

export type RelevanceKind = RelevanceWay["kind"];
