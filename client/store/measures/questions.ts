// What views ask of the weights that the server measures, question by question.
import type { Pair } from "#contract/measures/pairs.ts";
import type { TensorPlace } from "#contract/protocol.ts";
import type { Place } from "../points.ts";

/** What a view looks at. */
export type Question =
  | { kind: "course"; place: Place; known: number }
  | { kind: "distances"; a: Place; b: Place; pairs: readonly Pair[] }
  | { kind: "movements"; run: string; generation: number; name: string; steps: readonly number[] }
  | { kind: "snapshot"; place: Place; index: number }
  | ExactQuestion
  | SpectrumQuestion
  | TensorQuestion;

/** The singular values of a kernel at a checkpointed step. */
export interface SpectrumQuestion {
  kind: "spectrum";
  run: string;
  generation: number;
  name: string;
  step: number;
}

/** How far the weights themselves of two checkpoints are apart. */
export interface ExactQuestion {
  kind: "exact";
  a: TensorPlace;
  b: TensorPlace;
}

/** A parameter's weights themselves; of very many those that were looked at last are kept. */
export interface TensorQuestion extends TensorPlace {
  kind: "tensor";
}

/** A question of one kind. */
export type QuestionOf<Kind extends Question["kind"]> = Extract<Question, { kind: Kind }>;
