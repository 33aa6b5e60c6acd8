// Whether a map says anything of what the network has learned: how alike it is to maps of networks that have learned nothing.
import { type ReadonlySignal, useComputed } from "@preact/signals";
import { keyOf } from "../../network/questionKey.ts";
import type { Asked } from "../../parts/inside/answer.ts";
import { useAnswers } from "../../parts/inside/useAnswer.ts";
import type { InsideSlot } from "../../parts/inside/useInside.ts";
import type { Relevances } from "./relevances.ts";
import { similarity } from "./similarity.ts";

/** How alike a slot's map is to that of its first checkpoint, and to that of the same network with its weights in disorder. */
export interface Sanity {
  first: number | null;
  shuffled: number | null;
}

const SHUFFLE_SEED = 1;

/** Null while it is not known. */
export function useSanity({ answers, ask }: Relevances, slot: InsideSlot): ReadonlySignal<Sanity> {
  const own = answers[slot.slot.slot];
  const asked = useComputed(() => {
    const [at, { value }] = [slot.at.value, own.value];
    const first = slot.steps.value[0];
    if (at === null || value === null || first === undefined) return null;
    // The class stays the one that is looked at, whatever another network would answer.
    const about = (step: number, shuffleSeed: number | null): Asked<"relevance"> | null => {
      const question = ask(slot, { source: at.source, step });
      if (question === null) return null;
      const params = { ...question.params, target: value.target, shuffleSeed };
      return { method: "relevance", params };
    };
    return { first: about(first, null), shuffled: about(at.step, SHUFFLE_SEED), value };
  });
  const known = useAnswers<"relevance">(
    useComputed(() => {
      const { first = null, shuffled = null } = asked.value ?? {};
      return [first, shuffled].filter((one) => one !== null);
    }),
  );
  return useComputed(() => {
    const questions = asked.value;
    const alike = (question: Asked<"relevance"> | null): number | null => {
      if (question === null || questions === null) return null;
      const answer = known.value.get(keyOf(question.method, question.params));
      if (!answer || !("value" in answer)) return null;
      return similarity(questions.value.map, answer.value.map);
    };
    return {
      first: alike(questions?.first ?? null),
      shuffled: alike(questions?.shuffled ?? null),
    };
  });
}
