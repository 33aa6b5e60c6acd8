// Kernels whose spread collapsed or blew up.
import { type Finding, nameOf, placeOf, type Rule, told } from "./finding.ts";
import { threshold } from "./thresholds.ts";

/** Biases and scales start at one value, from which every spread is a blow-up: only kernels and embeddings are looked at. */
const SPREAD_FROM_THE_START: ReadonlySet<string> = new Set(["kernel", "embedding"]);

export const spread: Rule = (model) =>
  model.parameters.flatMap((parameter): Finding[] => {
    const { step, deviation } = parameter.course.columns;
    const first = deviation[0]!;
    if (parameter.quantity !== "weights" || !SPREAD_FROM_THE_START.has(parameter.role)) return [];
    if (!(first > 0) || parameter.count < threshold("fewestWeights")) return [];
    const factor = threshold("spreadFactor");
    const last = deviation.findLast((one) => Number.isFinite(one))!;
    const grown = last >= first * factor;
    if (!grown && last > first / factor) return [];
    const at = deviation.findIndex((one) =>
      grown ? one >= first * factor : one <= first / factor,
    );
    const ratio = grown ? last / first : first / last;
    const how = grown ? "blew up" : "collapsed";
    const times = Number.isFinite(ratio)
      ? `to ${grown ? "" : "1/"}${told(ratio)} of`
      : "to nothing of";
    return [
      {
        rule: grown ? "blowUp" : "collapse",
        weight: "grave",
        text: `The spread of ${nameOf(parameter)} ${how} ${times} what it was: ${told(first)} at step ${step[0]}, ${told(last)} at the end.`,
        ...placeOf(model, parameter),
        steps: [step[at]!, step.at(-1)!],
        numbers: [
          { label: "standard deviation at the start", value: first },
          { label: "standard deviation at the end", value: last },
          { label: "factor", value: last / first },
        ],
        view: "course",
      },
    ];
  });
