// The newest answer to a question that changes: what was answered last stays in sight while the next is on its way.
import { effect, type ReadonlySignal, signal, untracked } from "@preact/signals";
import type { Explainer } from "../../network/explainer.ts";
import type { MethodName, ParamsOf, ResultOf } from "../../network/methods/index.ts";
import type { NetworkAt, NetworkSource } from "../../network/methods/method.ts";
import { PassingTrouble } from "../../network/passingTrouble.ts";
import { keyOf } from "../../network/questionKey.ts";

/** What a method is asked. */
export interface Asked<N extends MethodName> {
  method: N;
  params: ParamsOf<N>;
}

export interface Answer<T> {
  /** The newest answer of the same model, which may still be an earlier question's; null before the first. */
  value: T | null;
  /** Whether `value` answers the question. */
  isCurrent: boolean;
  /** How much is done (0 … 1); null while nothing is waited for. */
  progress: number | null;
  /** What there is already of an answer that is on its way, as its method tells. */
  partial: unknown;
  /** Why there is none, in words; null when there may be. */
  trouble: string | null;
}

export const NO_ANSWER: Answer<never> = {
  value: null,
  isCurrent: false,
  progress: null,
  partial: null,
  trouble: null,
};

export interface KeptAnswer<T> {
  answer: ReadonlySignal<Answer<T>>;
  close(this: void): void;
}

/**
 * A question that is nearly answered is not given up for the next one, or a dragged slider would show nothing until it
 * rests; one that takes longer than this is.
 */
const PATIENCE_MS = 250;
/** A server that does not answer is asked again. */
export const AGAIN_MS = 3000;

interface Running<N extends MethodName> {
  asked: Asked<N>;
  key: string;
  given: AbortController;
  timer: ReturnType<typeof setTimeout>;
  isSlow: boolean;
}

/** Asks whatever `question` is, one at a time and always the newest; null asks nothing. */
export function keepAnswer<N extends MethodName>(
  explainer: Explainer,
  question: ReadonlySignal<Asked<N> | null>,
  urgent: boolean,
): KeptAnswer<ResultOf<N>> {
  const answer = signal<Answer<ResultOf<N>>>(NO_ANSWER);
  let wanted: { asked: Asked<N>; key: string } | null = null;
  let running: Running<N> | null = null;
  let again: ReturnType<typeof setTimeout>;
  /** Of the answer that is shown. */
  let source = "";

  const stop = (): void => {
    clearTimeout(again);
    clearTimeout(running?.timer);
    running?.given.abort();
    running = null;
  };
  const show = (asked: Asked<N>, value: ResultOf<N>, isCurrent: boolean): void => {
    source = sourceOf(asked);
    const progress = isCurrent ? null : 0;
    answer.value = { value, isCurrent, progress, partial: null, trouble: null };
  };
  const tell = (error: unknown): void => {
    const trouble = error instanceof Error ? error.message : String(error);
    answer.value = { ...answer.peek(), progress: null, partial: null, trouble };
    if (error instanceof PassingTrouble) again = setTimeout(next, AGAIN_MS);
  };
  const start = async ({ asked, key }: { asked: Asked<N>; key: string }): Promise<void> => {
    const given = new AbortController();
    const own: Running<N> = {
      asked,
      key,
      given,
      isSlow: false,
      timer: setTimeout(() => {
        own.isSlow = true;
        if (running === own && wanted?.key !== key) next();
      }, PATIENCE_MS),
    };
    running = own;
    const isWanted = (): boolean => wanted?.key === key;
    const progress = (share: number, partial: unknown): void => {
      if (running !== own || !isWanted()) return;
      answer.value = { ...answer.peek(), progress: share, partial };
    };
    // The next question is under way while the page paints this answer.
    const ended = (): boolean => {
      clearTimeout(own.timer);
      if (running !== own) return false;
      running = null;
      if (!isWanted()) next();
      return true;
    };
    try {
      const value = await explainer.ask(asked.method, asked.params, {
        signal: given.signal,
        urgency: urgent ? "now" : "soon",
        progress,
      });
      if (ended()) show(asked, value, isWanted());
    } catch (error) {
      if (ended() && isWanted()) tell(error);
    }
  };
  const next = (): void => {
    stop();
    if (wanted !== null) void start(wanted);
  };
  const take = (asked: Asked<N> | null): void => {
    if (asked === null) {
      wanted = null;
      stop();
      answer.value = NO_ANSWER;
      return;
    }
    const key = keyOf(asked.method, asked.params);
    if (wanted?.key === key) return;
    wanted = { asked, key };
    const known = explainer.known(asked.method, asked.params);
    if (known !== undefined) {
      stop();
      show(asked, known, true);
      return;
    }
    const kept = sourceOf(asked) === source ? answer.peek().value : null;
    answer.value = { ...NO_ANSWER, value: kept, progress: 0 };
    if (running === null || !urgent || running.isSlow) next();
  };
  const ignore = effect(() => {
    const asked = question.value;
    untracked(() => take(asked));
  });
  return {
    answer,
    close() {
      ignore();
      wanted = null;
      stop();
    },
  };
}

/** Of another model, what was answered last would say nothing. */
function sourceOf(asked: Asked<MethodName>): string {
  const { network, source } = asked.params as { network?: NetworkAt; source?: NetworkSource };
  return `${asked.method} ${(network?.source ?? source)?.key ?? ""}`;
}
