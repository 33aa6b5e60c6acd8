// Answers of the worker as signals of a component, asked for as long as it is there.
import { type ReadonlySignal, useComputed, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { MethodName, ResultOf } from "../../network/methods/index.ts";
import { type Answer, type Asked, keepAnswer, NO_ANSWER } from "./answer.ts";
import { keepAnswers, type OneOfMany } from "./answers.ts";
import { useExplainer } from "./explainer.ts";

interface AnswerOptions {
  /** What follows the slider: it goes before what may take its time. */
  urgent?: boolean;
}

/** The newest answer to `question`, which is null while there is nothing to ask. */
export function useAnswer<N extends MethodName>(
  question: ReadonlySignal<Asked<N> | null>,
  { urgent = false }: AnswerOptions = {},
): ReadonlySignal<Answer<ResultOf<N>>> {
  const explainer = useExplainer();
  const kept = useSignal<ReadonlySignal<Answer<ResultOf<N>>> | null>(null);
  useEffect(() => {
    const { answer, close } = keepAnswer(explainer, question, urgent);
    kept.value = answer;
    return close;
  }, [explainer, question, urgent]);
  return useComputed(() => kept.value?.value ?? NO_ANSWER);
}

const NONE: ReadonlyMap<string, OneOfMany<never>> = new Map();

/** The answers to all of `questions`, by their keys (keyOf); the first are answered first. */
export function useAnswers<N extends MethodName>(
  questions: ReadonlySignal<readonly Asked<N>[]>,
): ReadonlySignal<ReadonlyMap<string, OneOfMany<ResultOf<N>>>> {
  const explainer = useExplainer();
  const kept = useSignal<ReadonlySignal<ReadonlyMap<string, OneOfMany<ResultOf<N>>>> | null>(null);
  useEffect(() => {
    const { answers, close } = keepAnswers(explainer, questions);
    kept.value = answers;
    return close;
  }, [explainer, questions]);
  return useComputed(() => kept.value?.value ?? NONE);
}
