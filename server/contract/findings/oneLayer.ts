// Two models that are alike but for one layer.
import {
  type Finding,
  nameOf,
  type PairEvidence,
  type ParameterDistance,
  told,
} from "./finding.ts";
import { ONE_PERCENT } from "../measures/initialLaws.ts";
import { threshold } from "./thresholds.ts";

/** Biases of two good trainings may lie anywhere. */
const COMPARED: ReadonlySet<string> = new Set(["kernel", "embedding"]);

/** Looks at the kernels and embeddings of two models of one architecture at two steps. */
export function oneLayer({ models, steps, parameters }: PairEvidence): Finding[] {
  const compared = parameters.filter(({ role }) => COMPARED.has(role));
  if (compared.some(({ counts: [a, b] }) => a !== b)) return [];
  const byLayer = new Map<string, { parameter: ParameterDistance; apart: number }>();
  for (const parameter of compared) {
    const apart = parameter.wasserstein / parameter.size;
    const { layer } = parameter;
    if (!(apart >= 0) || isChance(parameter)) continue;
    if (apart >= (byLayer.get(layer)?.apart ?? 0)) byLayer.set(layer, { parameter, apart });
  }
  const [furthest, next, ...others] = [...byLayer.values()].toSorted((a, b) => b.apart - a.apart);
  if (!furthest || !next || others.length + 1 < threshold("oneLayerPeers")) return [];
  const { parameter, apart } = furthest;
  if (apart < threshold("oneLayerSize") || next.apart > apart * threshold("oneLayerShare"))
    return [];
  const { layer, tag } = parameter;
  return [
    {
      rule: "oneLayer",
      weight: "notable",
      text: `${models[0]} and ${models[1]} are alike except in ${layer === "" ? nameOf(parameter) : layer}: its weights are ${told(apart * 100)} % of their size apart, those of the next layer, ${nameOf(next.parameter)}, ${told(next.apart * 100)} %.`,
      models,
      tag,
      layer,
      steps: [Math.min(...steps), Math.max(...steps)],
      numbers: [
        { label: "distance in sizes of the weights", value: apart },
        { label: "the same of the next layer", value: next.apart },
        { label: "layers compared", value: byLayer.size },
      ],
      view: "distances",
    },
  ];
}

/** Of few weights, two samples of one law may differ as much: the test of Kolmogorov and Smirnov, at one of a hundred. */
function isChance({ counts: [a, b], kolmogorovSmirnov }: ParameterDistance): boolean {
  if (a >= threshold("fewestWeights")) return false;
  return kolmogorovSmirnov <= ONE_PERCENT * Math.sqrt((a + b) / (a * b));
}
