// Which lists of examples make sense for the models that are looked into, and what each is called for them.
import { EXAMPLE_LISTS, type ExampleList, type ExampleListName } from "../../store/inside.ts";
import { classWords } from "./classWords.ts";
import { FILTER_WORDS } from "./exampleFilter.ts";
import { RANK_WORDS } from "./exampleRank.ts";
import type { Inside } from "./useInside.ts";

/** Whether the models that the list asks all answer with amounts, some do, or none. */
export function amountsAsked({ slots }: Inside, list: ExampleListName): "all" | "some" | "none" {
  const { needs } = FILTER_WORDS[list];
  const amounts = needs.filter((slot) => slots[slot].isAmount.value);
  if (amounts.length === 0) return "none";
  return amounts.length === needs.length ? "all" : "some";
}

export function listLabel(inside: Inside, list: ExampleListName): string {
  const isRanked = list !== "all" && amountsAsked(inside, list) === "all";
  return isRanked ? RANK_WORDS[list].label : FILTER_WORDS[list].label;
}

/** "class 3", "misclassified by A". */
export function listInWords(inside: Inside, list: ExampleList): string {
  return typeof list === "number"
    ? `class ${classWords(inside.examples.value.value, list)}`
    : listLabel(inside, list).replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase());
}

/** A class and an amount cannot be compared; without B there is nothing to ask it. */
export function offeredLists(inside: Inside, hasB: boolean): ExampleListName[] {
  return EXAMPLE_LISTS.filter(
    (list) =>
      (hasB || !FILTER_WORDS[list].needs.includes("b")) && amountsAsked(inside, list) !== "some",
  );
}

/** How many classes can be listed: none where no model tells any apart. */
export function classesListed({ examples, slots }: Inside): number {
  const labels = examples.value.value?.labels ?? null;
  const known = [slots.a, slots.b].filter(({ structure }) => structure.value.value !== null);
  const isAmount = known.length > 0 && known.every((slot) => slot.isAmount.value);
  return labels === null || isAmount ? 0 : Math.max(...labels) + 1;
}
