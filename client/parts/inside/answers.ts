// The answers to many questions, such as the same one at every checkpoint: each as it arrives, in the order they are asked in.
import { effect, type ReadonlySignal, signal, untracked } from "@preact/signals";
import type { Explainer } from "../../network/explainer.ts";
import type { MethodName, ResultOf } from "../../network/methods/index.ts";
import { PassingTrouble } from "../../network/passingTrouble.ts";
import { keyOf } from "../../network/questionKey.ts";
import { AGAIN_MS, type Asked } from "./answer.ts";

/** One of many answers: null while it is on its way. */
export type OneOfMany<T> = { value: T } | { trouble: string } | null;

export interface KeptAnswers<T> {
  /** By the key of the question (see questionKey.ts). */
  answers: ReadonlySignal<ReadonlyMap<string, OneOfMany<T>>>;
  close(this: void): void;
}

/** While questions change faster than this, as when an image is drawn, only those that are left at last are asked. */
const REST_MS = 120;

/** Asks all of `questions`, patiently; those that are no longer among them are given up. */
export function keepAnswers<N extends MethodName>(
  explainer: Explainer,
  questions: ReadonlySignal<readonly Asked<N>[]>,
): KeptAnswers<ResultOf<N>> {
  const answers = signal<ReadonlyMap<string, OneOfMany<ResultOf<N>>>>(new Map());
  const running = new Map<string, AbortController>();
  let resting: ReturnType<typeof setTimeout> | null = null;
  let isFirst = true;

  const put = (key: string, one: OneOfMany<ResultOf<N>>): void => {
    answers.value = new Map(answers.peek()).set(key, one);
  };
  const ask = async (key: string, { method, params }: Asked<N>): Promise<void> => {
    const given = new AbortController();
    running.set(key, given);
    const isWanted = (): boolean => running.get(key) === given;
    while (isWanted()) {
      try {
        const value = await explainer.ask(method, params, {
          signal: given.signal,
          urgency: "whenever",
        });
        if (isWanted()) put(key, { value });
      } catch (error) {
        if (isWanted()) put(key, { trouble: (error as Error).message });
        if (error instanceof PassingTrouble) {
          await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
          continue;
        }
      }
      if (isWanted()) running.delete(key);
    }
  };
  const take = (list: readonly Asked<N>[]): void => {
    const kept = new Map<string, OneOfMany<ResultOf<N>>>();
    const missing: [string, Asked<N>][] = [];
    for (const asked of list) {
      const key = keyOf(asked.method, asked.params);
      const known = explainer.known(asked.method, asked.params);
      const one = known === undefined ? (answers.peek().get(key) ?? null) : { value: known };
      kept.set(key, one);
      if (one === null && !running.has(key)) missing.push([key, asked]);
    }
    for (const [key, given] of running) {
      if (kept.has(key)) continue;
      running.delete(key);
      given.abort();
    }
    answers.value = kept;
    const askMissing = (): void => {
      resting = null;
      for (const [key, asked] of missing) void ask(key, asked);
    };
    if (resting !== null) clearTimeout(resting);
    if (isFirst) askMissing();
    else resting = setTimeout(askMissing, REST_MS);
    isFirst &&= list.length === 0;
  };
  const ignore = effect(() => {
    const list = questions.value;
    untracked(() => take(list));
  });
  return {
    answers,
    close() {
      ignore();
      if (resting !== null) clearTimeout(resting);
      for (const given of running.values()) given.abort();
      running.clear();
    },
  };
}
