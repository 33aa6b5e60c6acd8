// A slot's relevance in words: for those who do not see the map, and for files.
import type { RelevanceResult } from "../../network/methods/relevance.ts";
import { classWords } from "../../parts/inside/classWords.ts";
import type { InsideSlot } from "../../parts/inside/useInside.ts";
import { letter } from "../../store/selectionRules.ts";
import { shareText, valueText } from "../../ui/format.ts";
import { strongest } from "./mapPlane.ts";
import type { Sanity } from "./sanity.ts";
import { TOO_ALIKE } from "./similarity.ts";
import type { Relevances } from "./relevances.ts";
import { WAYS } from "./ways.ts";

export function relevanceInWords(relevances: Relevances, { slot }: InsideSlot): string {
  const { value } = relevances.answers[slot.slot].value;
  const plane = relevances.planes[slot.slot].value;
  const name = letter(slot.slot);
  if (value === null || plane === null) return `Relevance in ${name}, on its way`;
  const { label } = WAYS[relevances.options.value.way];
  const place = pixelWords(strongest(plane), plane.width);
  if (slot.slot === "b" && relevances.isDifference.value) {
    return `Where A’s relevance and B’s differ by ${label}; most at ${place}`;
  }
  const { names, isAmount } = relevances.inside.slots[slot.slot];
  if (isAmount.value) {
    return `Relevance in ${name} of the value ${valueText(value.logit)} by ${label}: Σ R ${valueText(value.sum)}; most at ${place}`;
  }
  const [asked, said] = [value.target, value.predicted].map((one) => classWords(names.value, one));
  return `Relevance in ${name} of class ${asked} by ${label}: Σ R ${valueText(value.sum)}, logit ${valueText(value.logit)}; the decision is ${said}, ${shareText(value.probability, 1)} for ${asked}; most at ${place}`;
}

/** "row 9, column 14", counted from 1. */
export function pixelWords(pixel: number, width: number): string {
  return `row ${Math.floor(pixel / width) + 1}, column ${(pixel % width) + 1}`;
}

/** What it means that a map is like those of networks that have learned nothing; `since` is the first checkpoint in words, null where it is this one. */
export function sanityWarning({ first, shuffled }: Sanity, since: string | null): string | null {
  if ((shuffled ?? 0) > TOO_ALIKE) return "This map hardly depends on what was learned.";
  if (since === null || !((first ?? 0) > TOO_ALIKE)) return null;
  return `This map has hardly changed since ${since}.`;
}

export interface Fact {
  id: string;
  label: string;
  text: string;
  title: string;
}

/** The numbers beneath a map. */
export function factsOf(
  relevances: Relevances,
  { names: ofSlot, isAmount }: InsideSlot,
  result: RelevanceResult,
): readonly Fact[] {
  const { inside } = relevances;
  const names = ofSlot.value;
  const { sum, logit, target, predicted, probability, layers } = result;
  const label = inside.label.value;
  const absorbed = layers.flatMap((layer) => layer.absorbed ?? []);
  const isRight = label === null ? "" : predicted === label ? ", right" : ", wrong";
  const decision = [
    {
      id: "decision",
      label: "Decision",
      text: `${classWords(names, predicted)}${isRight}`,
      title: "The class with the highest probability",
    },
    {
      id: "asked",
      label: `P(${classWords(names, target)})`,
      text: shareText(probability, 1),
      title: "Probability of the class that is asked about",
    },
    {
      id: "logit",
      label: "Logit",
      text: valueText(logit),
      title: "The class’s value before the softmax: the relevance that is sent back",
    },
  ];
  const amount = {
    id: "logit",
    label: "Value",
    text: valueText(logit),
    title: "What the network answers: the relevance that is sent back",
  };
  const kind = isAmount.value ? "value" : "logit";
  return [
    ...(isAmount.value ? [amount] : decision),
    {
      id: "sum",
      label: "Σ R",
      text: valueText(sum),
      title: "The relevance of all pixels together",
    },
    {
      id: "share",
      label: `Σ R / ${kind}`,
      text: (sum / logit).toFixed(4),
      title: "1 where nothing was lost on the way back",
    },
    ...(absorbed.length === 0
      ? []
      : [
          {
            id: "absorbed",
            label: "Biases took",
            text: valueText(absorbed.reduce((total, one) => total + one, 0)),
            title: "What the biases of all layers account for",
          },
        ]),
  ];
}
