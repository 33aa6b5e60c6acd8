// What the view shows: A's and B's relevance at the playhead, on one scale with that of every checkpoint.
import { type ReadonlySignal, type Signal, useComputed, useSignal } from "@preact/signals";
import type { NetworkAt } from "../../network/methods/method.ts";
import type { RelevanceResult } from "../../network/methods/relevance.ts";
import type { Answer, Asked } from "../../parts/inside/answer.ts";
import type { OneOfMany } from "../../parts/inside/answers.ts";
import { rangeOf } from "../../parts/inside/fittedOnce.ts";
import { stripSteps } from "../../parts/inside/stripSteps.ts";
import { useAnswer, useAnswers } from "../../parts/inside/useAnswer.ts";
import type { Inside, InsideSlot } from "../../parts/inside/useInside.ts";
import { useStore } from "../../store/context.ts";
import { SLOTS, type SlotName } from "../../store/selectionRules.ts";
import { minus, type Plane, planeOf } from "./mapPlane.ts";
import { optionsFrom, optionsText, type RelevanceOptions } from "./options.ts";
import { scaleEnd } from "./scaleEnd.ts";
import { wayOf } from "./ways.ts";

export interface Relevances {
  inside: Inside;
  options: ReadonlySignal<RelevanceOptions>;
  change: (some: Partial<RelevanceOptions>) => void;
  /** What is asked of a slot's network at a checkpoint; null while there is no input. */
  ask: (slot: InsideSlot, at: NetworkAt) => Asked<"relevance"> | null;
  answers: Readonly<Record<SlotName, ReadonlySignal<Answer<RelevanceResult>>>>;
  /** What each slot's map shows: its relevance, or in B's place the difference. */
  planes: Readonly<Record<SlotName, ReadonlySignal<Plane | null>>>;
  /** Whether B's map shows A − B. */
  isDifference: ReadonlySignal<boolean>;
  /** The scales go from −limit to limit: of the two maps, and of the strips. */
  limit: ReadonlySignal<number>;
  stripLimit: ReadonlySignal<number>;
  /** The pixel that is pointed at in both maps. */
  pointed: Signal<number | null>;
}

type Answers = ReadonlyMap<string, OneOfMany<RelevanceResult>>;

export function useRelevances(inside: Inside): Relevances {
  const { settings } = useStore();
  const words = useComputed(() => settings.options.value.relevance ?? "");
  const options = useComputed(() => optionsFrom(words.value));
  const way = useComputed(() => wayOf(options.value, rangeOf(inside.examples.value.value)));
  const ask = (slot: InsideSlot, at: NetworkAt): Asked<"relevance"> | null => {
    const input = slot.input.value;
    if (input === null) return null;
    const target = inside.target.value;
    const params = { network: at, input, target, way: way.value, shuffleSeed: null };
    return { method: "relevance", params };
  };
  const answers = {
    a: useRelevance(inside.slots.a, ask),
    b: useRelevance(inside.slots.b, ask),
  };
  const own = {
    a: useComputed(() => planeOfAnswer(answers.a.value)),
    b: useComputed(() => planeOfAnswer(answers.b.value)),
  };
  const difference = useComputed(() => {
    const [one, other] = [own.a.value, own.b.value];
    return !options.value.difference || one === null || other === null ? null : minus(one, other);
  });
  const planes = { a: own.a, b: useComputed(() => difference.value ?? own.b.value) };
  const strips = { a: useStrip(inside.slots.a, ask), b: useStrip(inside.slots.b, ask) };
  const stripLimit = useComputed(() => {
    return scaleEnd(SLOTS.flatMap((name) => mapsIn(strips[name].value)));
  });
  return {
    inside,
    options,
    change(some) {
      const relevance = optionsText({ ...options.peek(), ...some });
      settings.options.value = { ...settings.options.peek(), relevance };
    },
    ask,
    answers,
    planes,
    isDifference: useComputed(() => difference.value !== null),
    limit: useComputed(() => {
      const here = SLOTS.flatMap((name) => planes[name].value?.values ?? []);
      return options.value.fixed ? stripLimit.value : scaleEnd(here);
    }),
    stripLimit,
    pointed: useSignal<number | null>(null),
  };
}

function useRelevance(slot: InsideSlot, ask: Relevances["ask"]) {
  const question = useComputed(() => (slot.at.value === null ? null : ask(slot, slot.at.value)));
  return useAnswer<"relevance">(question, { urgent: true });
}

/** The same questions as the strip's own, whose answers are shared. */
function useStrip(slot: InsideSlot, ask: Relevances["ask"]): ReadonlySignal<Answers> {
  const steps = useComputed(() => stripSteps(slot.steps.value, slot.at.value?.step ?? null).steps);
  return useAnswers<"relevance">(
    useComputed(() => {
      const source = slot.source.value;
      if (source === null) return [];
      return steps.value.flatMap((step) => ask(slot, { source, step }) ?? []);
    }),
  );
}

function planeOfAnswer({ value }: Answer<RelevanceResult>): Plane | null {
  return value === null ? null : planeOf(value.map, value.shape);
}

function mapsIn(answers: Answers): Float32Array[] {
  return [...answers.values()].flatMap((one) => {
    return one !== null && "value" in one ? [planeOf(one.value.map, one.value.shape).values] : [];
  });
}
