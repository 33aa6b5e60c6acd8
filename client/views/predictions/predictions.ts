// What the view shows: each slot's answers at the playhead and at every checkpoint, and which examples are listed.
import { type ReadonlySignal, useComputed } from "@preact/signals";
import type { Examples } from "../../network/examples.ts";
import type { PredictionsResult } from "../../network/methods/predictions.ts";
import { keyOf } from "../../network/questionKey.ts";
import { amountErrors, type AmountErrors, amountsOf } from "../../parts/inside/amounts.ts";
import type { Answer, Asked } from "../../parts/inside/answer.ts";
import { type Called, calledBy } from "../../parts/inside/classWords.ts";
import { takesExamples } from "../../parts/inside/needsExamples.tsx";
import { stripSteps } from "../../parts/inside/stripSteps.ts";
import { useAnswer, useAnswers } from "../../parts/inside/useAnswer.ts";
import type { Inside, InsideSlot } from "../../parts/inside/useInside.ts";
import { useStore } from "../../store/context.ts";
import { textOf, wordsFrom } from "../../store/optionWords.ts";
import type { SlotName } from "../../store/selectionRules.ts";
import { type Confusion, confusionOf } from "../../parts/inside/confusion.ts";
import { amountCourse, type AmountCourse } from "./amountCourse.ts";
import { type History, type Learning, learningOf } from "./learning.ts";
import { type AllAnswers, listed } from "./listed.ts";
import { type PredictionsOptions, predictionsOptions, wordsOfPredictions } from "./options.ts";

export interface SlotPredictions {
  slot: InsideSlot;
  /** At the playhead. */
  now: ReadonlySignal<Answer<PredictionsResult>>;
  confusion: ReadonlySignal<Confusion | null>;
  /** How far answers are off, of a network that answers with an amount; null of others. */
  errors: ReadonlySignal<AmountErrors | null>;
  /** The same at every checkpoint. */
  course: ReadonlySignal<AmountCourse | null>;
  history: ReadonlySignal<History>;
  /** Checkpoints whose answers are not asked for: there are too many. */
  left: ReadonlySignal<number>;
  learning: ReadonlySignal<Learning | null>;
  /** Why answers are missing, in words; null where none is. */
  trouble: ReadonlySignal<string | null>;
}

export interface Predictions {
  inside: Inside;
  slots: Readonly<Record<SlotName, SlotPredictions>>;
  /** Null where examples have no labels, or there are none. */
  labels: ReadonlySignal<Int32Array | null>;
  options: ReadonlySignal<PredictionsOptions>;
  change: (some: Partial<PredictionsOptions>) => void;
  answers: ReadonlySignal<AllAnswers>;
  /** Numbers of the examples that are listed. */
  rows: ReadonlySignal<readonly number[]>;
  choose: (example: number) => void;
  /** Tracks what it is derived from. */
  called: (slot: SlotName) => Called;
}

/** The answers to a thousand examples at so many checkpoints are some ten seconds of work and megabytes. */
const MOST_CHECKPOINTS = 200;

export function usePredictions(inside: Inside): Predictions {
  const store = useStore();
  const { settings } = store;
  const words = useComputed(() => settings.options.value.predictions ?? "");
  const options = useComputed(() => predictionsOptions(wordsFrom(words.value)));
  const labels = useComputed(() => inside.examples.value.value?.labels ?? null);
  const a = useSlotPredictions(inside, inside.slots.a);
  const b = useSlotPredictions(inside, inside.slots.b);
  const answers = useComputed((): AllAnswers => {
    const of = ({ now, learning }: SlotPredictions) => ({
      now: now.value.value?.predicted ?? null,
      learning: learning.value,
    });
    return { a: of(a), b: of(b) };
  });
  const rows = useComputed(() => {
    return labels.value === null ? [] : listed(options.value, answers.value, labels.value);
  });
  return {
    inside,
    slots: { a, b },
    labels,
    options,
    change(some) {
      const predictions = textOf(wordsOfPredictions({ ...options.peek(), ...some }));
      settings.options.value = { ...settings.options.peek(), predictions };
    },
    answers,
    rows,
    choose: (index) => store.inside.give({ kind: "example", index }),
    called: (slot) => calledBy(inside.examples.value.value, inside.slots[slot].names.value),
  };
}

function useSlotPredictions(inside: Inside, slot: InsideSlot): SlotPredictions {
  const isAsked = useComputed(() => slot.at.value !== null && takesExamples(inside, slot));
  const now = useAnswer<"predictions">(
    useComputed((): Asked<"predictions"> | null => {
      const [network, examples] = [slot.at.value, inside.address.value];
      if (!isAsked.value || network === null || examples === null) return null;
      return { method: "predictions", params: { network, examples } };
    }),
    { urgent: true },
  );
  const sourceKey = useComputed(() => slot.at.value?.source.key ?? null);
  const chosen = useComputed(() => {
    return stripSteps(slot.steps.value, slot.at.value?.step ?? null, MOST_CHECKPOINTS);
  });
  const chosenText = useComputed(() => chosen.value.steps.join(" "));
  // A moved playhead asks nothing else: what is read without tracking changes with what is tracked.
  const asked = useComputed(() => {
    const [isAny, examples, key] = [isAsked.value, inside.address.value, sourceKey.value];
    const steps = chosenText.value === "" ? [] : chosenText.value.split(" ").map(Number);
    const source = slot.at.peek()?.source;
    return steps.map((step): { step: number; question: Asked<"predictions"> | null } => {
      if (!isAny || examples === null || key === null || source === undefined)
        return { step, question: null };
      return {
        step,
        question: { method: "predictions", params: { network: { source, step }, examples } },
      };
    });
  });
  const answers = useAnswers<"predictions">(
    useComputed(() => {
      const here = slot.at.peek()?.step ?? 0;
      const order = asked.value.toSorted(
        (one, other) => Math.abs(one.step - here) - Math.abs(other.step - here),
      );
      return order.flatMap(({ question }) => question ?? []);
    }),
  );
  const found = useComputed(() =>
    asked.value.map(({ step, question }) => ({
      step,
      answer: question && (answers.value.get(keyOf(question.method, question.params)) ?? null),
    })),
  );
  const known = useComputed(() => ({
    steps: found.value.map(({ step }) => step),
    results: found.value.map(({ answer }) => {
      return answer !== null && "value" in answer ? answer.value : null;
    }),
  }));
  const history = useComputed((): History => {
    const { steps, results } = known.value;
    return { steps, predicted: results.map((result) => result && result.predicted) };
  });
  const labelsOf = (examples: Examples | null): Int32Array | null => examples?.labels ?? null;
  return {
    slot,
    now,
    confusion: useComputed(() => {
      const [answer, labels] = [now.value.value, labelsOf(inside.examples.value.value)];
      if (answer === null || labels === null || slot.isAmount.value) return null;
      return confusionOf(answer.predicted, labels, answer.classes);
    }),
    errors: useComputed(() => {
      const [answer, amounts] = [now.value.value, amountsOf(inside.examples.value.value)];
      if (answer === null || amounts === null || !slot.isAmount.value) return null;
      return amountErrors(answer.probabilities, amounts);
    }),
    course: useComputed(() => {
      const amounts = amountsOf(inside.examples.value.value);
      if (amounts === null || !slot.isAmount.value) return null;
      const { steps, results } = known.value;
      const answers = results.map((result) => result && result.probabilities);
      return amountCourse(steps, answers, amounts);
    }),
    history,
    left: useComputed(() => chosen.value.left),
    learning: useComputed(() => {
      const labels = labelsOf(inside.examples.value.value);
      const isAny = history.value.predicted.some((one) => one !== null);
      return labels === null || !isAny || slot.isAmount.value
        ? null
        : learningOf(history.value, labels);
    }),
    trouble: useComputed(() => {
      const troubles = found.value.flatMap(({ answer }) =>
        answer !== null && "trouble" in answer ? answer.trouble : [],
      );
      return now.value.trouble ?? troubles[0] ?? null;
    }),
  };
}
