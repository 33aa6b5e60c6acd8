// Every method that the worker answers with, by its name.
import { activations } from "./activations.ts";
import { clusters } from "./clusters.ts";
import { examples } from "./examples.ts";
import { predictions } from "./predictions.ts";
import { relevance } from "./relevance.ts";
import { structure } from "./structure.ts";

export const METHODS = {
  activations,
  clusters,
  examples,
  predictions,
  relevance,
  structure,
} as const;

export type MethodName = keyof typeof METHODS;
export type ParamsOf<N extends MethodName> = Parameters<(typeof METHODS)[N]>[1];
export type ResultOf<N extends MethodName> = Awaited<ReturnType<(typeof METHODS)[N]>>;
