// Parameters whose tails grow: a few weights run away from the rest.
import { type Finding, nameOf, placeOf, type Rule, told } from "./finding.ts";
import { threshold } from "./thresholds.ts";

/** How far back the tails must have been lighter still, as a share of the course: they are growing, not grown. */
const RECENT_SHARE = 2 / 3;

export const tails: Rule = (model) =>
  model.parameters.flatMap((parameter): Finding[] => {
    const { step, kurtosis, min, max, deviation } = parameter.course.columns;
    if (parameter.quantity !== "weights" || parameter.count < threshold("fewestForTails"))
      return [];
    if (step.length < threshold("fewestPoints")) return [];
    const at = kurtosis.findIndex((one) => Number.isFinite(one));
    const [first, last] = [kurtosis[at] ?? NaN, kurtosis.at(-1)!];
    const before = kurtosis[Math.floor((step.length - 1) * RECENT_SHARE)]!;
    const growth = threshold("kurtosisGrowth");
    if (!(last - first >= growth && last >= growth && last > before)) return [];
    const furthest = Math.max(Math.abs(min.at(-1)!), Math.abs(max.at(-1)!)) / deviation.at(-1)!;
    return [
      {
        rule: "tails",
        weight: "hint",
        text: `The tails of ${nameOf(parameter)} grow: its excess kurtosis went from ${told(first)} to ${told(last)}, and its furthest weight lies ${told(furthest)} standard deviations out.`,
        ...placeOf(model, parameter),
        steps: [step[at]!, step.at(-1)!],
        numbers: [
          { label: "excess kurtosis at the start", value: first },
          { label: "excess kurtosis at the end", value: last },
          { label: "furthest weight, in standard deviations", value: furthest },
        ],
        view: "distribution",
      },
    ];
  });
