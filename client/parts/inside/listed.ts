// The examples that are listed and stepped through: found by what the models answer, where the list needs that.
import { type ReadonlySignal, useComputed } from "@preact/signals";
import type { PredictionsResult } from "../../network/methods/predictions.ts";
import { useStore } from "../../store/context.ts";
import { letter, SLOTS, type SlotName } from "../../store/selectionRules.ts";
import type { Asked } from "./answer.ts";
import { FILTER_WORDS, found } from "./exampleFilter.ts";
import { amountsAsked } from "./exampleLists.ts";
import { ranked } from "./exampleRank.ts";
import { useAnswer } from "./useAnswer.ts";
import type { Inside } from "./useInside.ts";

export interface Listed {
  /** Their numbers, in the order of the list; null while they are looked for. */
  indices: ReadonlySignal<readonly number[] | null>;
  /** How much of that is done, 0 … 1. */
  progress: ReadonlySignal<number>;
  /** Why the list will not come, in words. */
  trouble: ReadonlySignal<string | null>;
}

/** What the models answer to all examples, asked only where the filter needs it. */
export function useListed(inside: Inside): Listed {
  const { among: filter } = useStore().inside;
  const ask = (slot: SlotName, when: "now" | "before") => (): Asked<"predictions"> | null => {
    const words = typeof filter.value === "number" ? null : FILTER_WORDS[filter.value];
    const at = inside.slots[slot].at.value;
    const examples = inside.address.value;
    if (!words?.needs.includes(slot) || at === null || examples === null) return null;
    if (when === "now") return { method: "predictions", params: { network: at, examples } };
    const steps = inside.slots[slot].steps.value;
    const step = steps[steps.indexOf(at.step) - 1];
    if (!words.isChange || step === undefined) return null;
    return { method: "predictions", params: { network: { ...at, step }, examples } };
  };
  const answers = {
    a: {
      now: useAnswer<"predictions">(useComputed(ask("a", "now"))),
      before: useAnswer<"predictions">(useComputed(ask("a", "before"))),
    },
    b: {
      now: useAnswer<"predictions">(useComputed(ask("b", "now"))),
      before: useAnswer<"predictions">(useComputed(ask("b", "before"))),
    },
  };
  const all = SLOTS.flatMap((slot) => [answers[slot].now, answers[slot].before]);
  const current = (slot: SlotName, when: "now" | "before"): PredictionsResult | null => {
    const { isCurrent, value } = answers[slot][when].value;
    return isCurrent ? value : null;
  };
  /** One part of what each answers. */
  const each = <T>(part: (answer: PredictionsResult) => T) => {
    const of = (slot: SlotName) => {
      const [now, before] = [current(slot, "now"), current(slot, "before")];
      return { now: now && part(now), before: before && part(before) };
    };
    return { a: of("a"), b: of("b") };
  };
  return {
    indices: useComputed(() => {
      const examples = inside.examples.value.value;
      if (examples === null) return null;
      const list = filter.value;
      const isNamed = typeof list !== "number" && list !== "all";
      const kind = isNamed ? amountsAsked(inside, list) : "none";
      if (kind === "some") return null;
      return isNamed && kind === "all"
        ? ranked(
            examples,
            list,
            each(({ probabilities }) => probabilities),
          )
        : found(
            examples,
            list,
            each(({ predicted }) => predicted),
          );
    }),
    progress: useComputed(() => {
      const running = all.map(({ value }) => value.progress).filter((share) => share !== null);
      return running.length === 0
        ? 0
        : running.reduce((sum, share) => sum + share, 0) / running.length;
    }),
    trouble: useComputed(() => {
      const said = all.find(({ value }) => value.trouble !== null)?.value.trouble;
      if (said != null) return said;
      const words = typeof filter.value === "number" ? null : FILTER_WORDS[filter.value];
      const lacking = words?.needs.find((slot) => inside.slots[slot].at.value === null);
      if (lacking !== undefined) return `${letter(lacking)} cannot be run.`;
      if (typeof filter.value !== "number" && amountsAsked(inside, filter.value) === "some") {
        return "One of the models answers with a class and the other with an amount.";
      }
      const first = words?.needs.find((slot) => {
        const { at, steps } = inside.slots[slot];
        return words.isChange && at.value?.step === steps.value[0];
      });
      return first === undefined ? null : `${letter(first)} has no checkpoint before this one.`;
    }),
  };
}
