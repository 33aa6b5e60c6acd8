// The first weights and the first scalar of a model that are not finite: NaN or infinite.
import { type Finding, type ModelEvidence, nameOf, placeOf, type Rule, told } from "./finding.ts";

/** The earliest weights of all parameters, and the earliest scalar: what follows is the consequence. */
export const nonFinite: Rule = (model) => [...firstWeights(model), ...firstScalar(model)];

function firstWeights(model: ModelEvidence): Finding[] {
  const found = model.parameters.flatMap((parameter) => {
    const { columns } = parameter.course;
    const at = columns.nonFinite.findIndex((share) => share > 0);
    return at < 0 ? [] : [{ parameter, step: columns.step[at]!, share: columns.nonFinite[at]! }];
  });
  const [first] = found.toSorted((a, b) => a.step - b.step);
  if (!first) return [];
  const { parameter, step, share } = first;
  const others = found.length - 1;
  const alsoOthers = others === 1 ? "1 more parameter follows" : `${others} more parameters follow`;
  const also = others === 0 ? "" : `; ${alsoOthers}`;
  const what = parameter.quantity === "weights" ? "" : ` (${parameter.quantity})`;
  return [
    {
      rule: "nonFinite",
      weight: "grave",
      text: `${told(share * 100)} % of ${nameOf(parameter)}${what} are not finite from step ${step} on${also}.`,
      ...placeOf(model, parameter),
      steps: [step, parameter.course.columns.step.at(-1)!],
      numbers: [
        { label: "share of values that are not finite", value: share },
        { label: "parameters that have some", value: found.length },
      ],
      view: "course",
    },
  ];
}

function firstScalar({ model, scalars }: ModelEvidence): Finding[] {
  const found = scalars.flatMap(({ tag, steps, values }) => {
    const at = Array.from(values).findIndex((value) => !Number.isFinite(value));
    return at < 0
      ? []
      : [{ tag, step: steps[at]!, value: values[at]!, last: steps[steps.length - 1]! }];
  });
  const [first] = found.toSorted((a, b) => a.step - b.step);
  if (!first) return [];
  const { tag, step, value, last } = first;
  return [
    {
      rule: "nonFinite",
      weight: "grave",
      text: `“${tag}” is ${value} at step ${step}.`,
      models: [model],
      tag,
      layer: null,
      steps: [step, last],
      numbers: [{ label: tag, value }],
      view: "scalars",
    },
  ];
}
