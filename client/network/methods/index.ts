// Every method that the worker answers with, by its name.
import { activations } from "./activations.ts";
import { activity } from "./activity.ts";
import { adversarial } from "./adversarial.ts";
import { clusters } from "./clusters.ts";
import { examples } from "./examples.ts";
import { lesion } from "./lesion.ts";
import { likeUnits } from "./likeUnits.ts";
import { matches } from "./matches.ts";
import { maximise } from "./maximise.ts";
import { occlusion } from "./occlusion.ts";
import { predictions } from "./predictions.ts";
import { relevance } from "./relevance.ts";
import { robustness } from "./robustness.ts";
import { structure } from "./structure.ts";
import { topImages } from "./topImages.ts";
import { unitWeights } from "./unitWeights.ts";

export const METHODS = {
  activations,
  activity,
  adversarial,
  clusters,
  examples,
  lesion,
  likeUnits,
  matches,
  maximise,
  occlusion,
  predictions,
  relevance,
  robustness,
  structure,
  topImages,
  unitWeights,
} as const;

export type MethodName = keyof typeof METHODS;
export type ParamsOf<N extends MethodName> = Parameters<(typeof METHODS)[N]>[1];
export type ResultOf<N extends MethodName> = Awaited<ReturnType<(typeof METHODS)[N]>>;
