// Layers that stopped moving, or never did, while the others of the same model go on.
import {
  type Finding,
  nameOf,
  type ParameterEvidence,
  placeOf,
  type Rule,
  told,
} from "./finding.ts";
import { threshold } from "./thresholds.ts";

/** How a parameter moves. */
interface Motion {
  parameter: ParameterEvidence;
  /** Wasserstein distance from the point before, in root mean squares of the weights; per point. */
  rates: Float64Array;
  /** Mean of the last few. */
  recent: number;
}

export const stopped: Rule = (model) => {
  const motions = model.parameters
    .filter(({ quantity, role }) => quantity === "weights" && role !== "statistic")
    .filter(({ course }) => course.indices.length >= threshold("fewestPoints"))
    .map(motionOf)
    .filter(({ recent }) => Number.isFinite(recent));
  return motions.flatMap((motion): Finding[] => {
    // Biases that start at zero move by many times their size: each kind is compared with its own.
    const others = motions
      .filter((other) => other !== motion && other.parameter.role === motion.parameter.role)
      .map(({ recent }) => recent);
    if (others.length < threshold("stillPeers")) return [];
    const usual = median(others);
    const limit = usual * threshold("stillShare");
    if (!(usual >= threshold("motion")) || motion.recent > limit) return [];
    const { parameter, rates, recent } = motion;
    const { step } = parameter.course.columns;
    const lastMoved = rates.findLastIndex((rate) => rate > limit);
    const never = lastMoved < 0;
    const since = step[never ? 0 : lastMoved]!;
    const rest = recent === 0 ? "not at all" : `at ${told(recent / usual)} of the others' rate`;
    const name = nameOf(parameter);
    return [
      {
        rule: never ? "neverMoved" : "stopped",
        weight: never ? "hint" : "notable",
        text: never
          ? `${name} moves ${rest} from the first step on, while others of its kind do: it may be frozen on purpose.`
          : `${name} stopped moving at step ${since}; since then it moves ${rest}, while others of its kind go on.`,
        ...placeOf(model, parameter),
        steps: [since, step.at(-1)!],
        numbers: [
          { label: "step-to-step distance at the end, in sizes of the weights", value: recent },
          { label: "the same of the others of its kind, median", value: usual },
        ],
        view: "course",
      },
    ];
  });
};

function motionOf(parameter: ParameterEvidence): Motion {
  const { mean, deviation, wassersteinFromPrevious } = parameter.course.columns;
  const rates = wassersteinFromPrevious.map((distance, i) => {
    const size = Math.hypot(mean[i]!, deviation[i]!);
    return size > 0 ? distance / size : distance;
  });
  const last = rates.subarray(-threshold("stillPoints"));
  return { parameter, rates, recent: last.reduce((sum, rate) => sum + rate, 0) / last.length };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >>> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
