// What a finding is, and what it is found in: courses of parameters and scalars, and the distances between two models.
import type { ScalarCourse } from "../alignment.ts";
import type { Distribution } from "../distribution.ts";
import type { ParameterName } from "../layers.ts";
import type { Course } from "../measures/course.ts";

/** One parameter of a model, as far as it is known. */
export interface ParameterEvidence extends ParameterName {
  tag: string;
  shape: readonly number[] | null;
  /** Number of values. */
  count: number;
  course: Course;
  /** The newest distribution; null where it is not at hand: what needs it is not looked for. */
  newest: Distribution | null;
}

export interface ScalarEvidence extends ScalarCourse {
  tag: string;
}

/** One model. */
export interface ModelEvidence {
  /** Name of its run. */
  model: string;
  parameters: readonly ParameterEvidence[];
  scalars: readonly ScalarEvidence[];
}

/** Two models at two aligned steps. */
export interface PairEvidence {
  models: readonly [a: string, b: string];
  steps: readonly [a: number, b: number];
  /** Parameters that both have. */
  parameters: readonly ParameterDistance[];
}

export interface ParameterDistance extends Pick<ParameterName, "layer" | "parameter" | "role"> {
  tag: string;
  /** Numbers of values in A and in B. */
  counts: readonly [a: number, b: number];
  /** Between A and B, as the next. */
  wasserstein: number;
  kolmogorovSmirnov: number;
  /** Root mean square of A's weights: what the distance is measured against. */
  size: number;
}

/** Where the evidence is best seen. */
export type EvidenceView = "distribution" | "course" | "distances" | "scalars" | "activations";

/** How much it should worry: `grave` ruins the training, `notable` deserves a look, a `hint` may be as intended. */
export type Weight = "grave" | "notable" | "hint";

/** One of the numbers that a finding rests on. */
export interface EvidenceNumber {
  label: string;
  value: number;
}

export interface Finding {
  /** Which rule found it. */
  rule: string;
  weight: Weight;
  /** One sentence for people. */
  text: string;
  /** Names of runs: one, or A and B. */
  models: readonly string[];
  /** Of the parameter or scalar; null for a whole model. */
  tag: string | null;
  /** Tags of further scalars that the evidence rests on. */
  beside?: readonly string[];
  layer: string | null;
  /** First and last step of what was found. */
  steps: readonly [from: number, to: number];
  numbers: readonly EvidenceNumber[];
  view: EvidenceView;
}

const WEIGHTS: readonly Weight[] = ["grave", "notable", "hint"];

export function gravestFirst(findings: readonly Finding[]): Finding[] {
  return findings.toSorted((a, b) => WEIGHTS.indexOf(a.weight) - WEIGHTS.indexOf(b.weight));
}

/** Looks at one model. */
export type Rule = (model: ModelEvidence) => Finding[];

/** `hidden1 · kernel`. */
export function nameOf({ layer, parameter }: Pick<ParameterName, "layer" | "parameter">): string {
  return layer === "" ? parameter : `${layer} · ${parameter}`;
}

/** A number as a sentence gives it: three digits. */
export function told(value: number): string {
  return String(Number(value.toPrecision(3)));
}

/** The finding's place, for a parameter of a model. */
export function placeOf(
  { model }: ModelEvidence,
  { tag, layer }: ParameterEvidence,
): Pick<Finding, "models" | "tag" | "layer"> {
  return { models: [model], tag, layer };
}
