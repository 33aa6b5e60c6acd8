// A gap that opens between the data a model trains on and the data it is judged by: it learns by heart.
import { measureOf } from "../metrics.ts";
import { type ModelEvidence, type Rule, type ScalarEvidence, told } from "./finding.ts";
import { threshold } from "./thresholds.ts";

/** The held-out loss rises from its best while the training loss falls on. */
export const gap: Rule = (model) => {
  const heldOut = lossCalled("held-out loss", model);
  const training = lossCalled("loss", model);
  if (!heldOut || !training) return [];
  const { steps, values } = heldOut;
  const all = Array.from(values);
  const best = all.reduce((at, value, i) => (value < (all[at] ?? Infinity) ? i : at), -1);
  const last = all.length - 1;
  if (best < 0 || last - best < threshold("gapPoints")) return [];
  const [lowest, now] = [all[best]!, all[last]!];
  const [then, since] = [valueAt(training, steps[best]!), valueAt(training, steps[last]!)];
  if (!(now >= lowest * (1 + threshold("gapRise")) && since < then)) return [];
  return [
    {
      rule: "gap",
      weight: "notable",
      text: `${heldOut.tag} rises since step ${steps[best]}, from ${told(lowest)} to ${told(now)}, while ${training.tag} falls on from ${told(then)} to ${told(since)}: the model learns its training data by heart.`,
      models: [model.model],
      tag: heldOut.tag,
      beside: [training.tag],
      layer: null,
      steps: [steps[best]!, steps[last]!],
      numbers: [
        { label: `lowest ${heldOut.tag}`, value: lowest },
        { label: `${heldOut.tag} at the end`, value: now },
        { label: `${training.tag} then`, value: then },
        { label: `${training.tag} at the end`, value: since },
      ],
      view: "scalars",
    },
  ];
};

/** The scalar under the first of the usual names of that measure (see metrics.ts). */
function lossCalled(label: string, { scalars }: ModelEvidence): ScalarEvidence | undefined {
  const named = scalars.filter(({ tag }) => measureOf(tag)?.label === label);
  const placeOf = ({ tag }: ScalarEvidence): number =>
    measureOf(tag)!.names.indexOf(tag.toLowerCase());
  return named.toSorted((a, b) => placeOf(a) - placeOf(b))[0];
}

/** The newest value at or before a step; NaN before the first. */
function valueAt({ steps, values }: ScalarEvidence, step: number): number {
  let found = NaN;
  for (let i = 0; i < steps.length && steps[i]! <= step; i++) found = values[i]!;
  return found;
}
