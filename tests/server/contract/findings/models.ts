// Models made up for findings: parameters whose weights at every step a function gives, and scalars.
import { type Distribution, summarise } from "#contract/distribution.ts";
import type {
  ModelEvidence,
  PairEvidence,
  ParameterDistance,
  ParameterEvidence,
  ScalarEvidence,
} from "#contract/findings/finding.ts";
import { courseOf } from "#contract/measures/course.ts";
import { distancesBetween } from "#contract/measures/distances.ts";
import type { Role } from "#contract/roles.ts";

export const STEPS = 8;

/** A parameter, from its distribution at each of {@link STEPS} steps. */
export function parameter(
  tag: string,
  shape: readonly number[],
  at: (step: number) => Distribution,
): ParameterEvidence {
  const [layer, name] = tag.split("/") as [string, string];
  const points = Array.from({ length: STEPS }, (_, step) => {
    return { step, wallTime: step, distribution: at(step) };
  });
  const role: Role = name === "kernel" ? "kernel" : "bias";
  return {
    tag,
    layer,
    parameter: name,
    role,
    block: "",
    quantity: "weights",
    shape,
    count: shape.reduce((product, size) => product * size, 1),
    course: courseOf(points),
    newest: points.at(-1)!.distribution,
  };
}

/** Weights between ±limit, evenly: what a uniform law gives. */
export const uniform = (count: number, limit: number): Float64Array =>
  Float64Array.from({ length: count }, (_, i) => limit * ((2 * i + 1) / count - 1));

/** The limit of Glorot's uniform law for a kernel of this shape. */
export const glorot = ([inputs, outputs]: readonly [number, number]): number =>
  Math.sqrt(6 / (inputs + outputs));

/** A kernel that trains as kernels do: it leaves its law, more slowly from step to step, and its shape becomes another. */
export function trained(tag: string, shape: readonly [number, number]): ParameterEvidence {
  const count = shape[0] * shape[1];
  return parameter(tag, shape, (step) =>
    summarise(
      uniform(count, glorot(shape)).map((weight, i) => {
        return weight * (1 + 0.1 * Math.sqrt(step) * (1 + Math.sin(i)));
      }),
    ),
  );
}

export function scalar(tag: string, values: readonly number[]): ScalarEvidence {
  return { tag, steps: values.map((_, step) => step), values };
}

/** A training without faults: three kernels, a bias that starts at zero, losses that fall. */
export function healthy(...others: ParameterEvidence[]): ModelEvidence {
  return {
    model: "a",
    parameters: [
      trained("hidden1/kernel", [60, 40]),
      trained("hidden2/kernel", [40, 30]),
      trained("output/kernel", [30, 20]),
      parameter("hidden1/bias", [40], (step) =>
        summarise(uniform(40, 1).map((bias) => bias * 0.01 * step)),
      ),
      ...others,
    ],
    scalars: [
      scalar("loss/train", [2.3, 0.9, 0.6, 0.4, 0.3, 0.2, 0.15, 0.1]),
      scalar("loss/test", [2.3, 1.0, 0.7, 0.55, 0.5, 0.48, 0.47, 0.48]),
    ],
  };
}

/** The distances at the end between parameters that both models have. */
export function pairOf(a: ModelEvidence, b: ModelEvidence): PairEvidence {
  const parameters = a.parameters.flatMap((one): ParameterDistance[] => {
    const other = b.parameters.find(({ tag }) => tag === one.tag);
    if (!other) return [];
    const { mean, deviation } = one.course.columns;
    return [
      {
        ...one,
        ...distancesBetween(one.newest!, other.newest!),
        counts: [one.count, other.count],
        size: Math.hypot(mean.at(-1)!, deviation.at(-1)!),
      },
    ];
  });
  return { models: [a.model, b.model], steps: [STEPS - 1, STEPS - 1], parameters };
}
