// Asks what is found as often as the question changes, one question at a time, with a rest after each.
import type { Finding } from "#contract/findings/finding.ts";
import { findingsPath, type FindingsAnswer } from "#contract/protocol.ts";

export interface Question {
  readonly runs: readonly string[];
  readonly text: string;
}

export interface AskingWorld {
  fetchBytes(path: string): Promise<ArrayBuffer>;
  after(ms: number, callback: () => void): () => void;
}

export interface AskingListener {
  answered(question: Question, findings: readonly Finding[]): void;
  failed(reason: string): void;
}

/** Nobody waits for them while the first picture is drawn, and a live training asks again with every epoch. */
const BEFORE_THE_FIRST_MS = 600;
const BETWEEN_TWO_MS = 4_000;

export interface Asking {
  /** Replaces the question; the same one is not asked twice, null asks nothing. */
  ask(question: Question | null): void;
  close(): void;
}

/** Starts with no question. */
export function startAsking(world: AskingWorld, listener: AskingListener): Asking {
  let wanted: Question | null = null;
  let asked = "";
  let resting = false;
  let cancelRest = (): void => undefined;

  function rest(ms: number): void {
    resting = true;
    cancelRest = world.after(ms, () => {
      resting = false;
      if (wanted !== null && wanted.text !== asked) void fetchAnswer(wanted);
    });
  }

  async function fetchAnswer(question: Question): Promise<void> {
    asked = question.text;
    resting = true;
    try {
      const text = new TextDecoder().decode(await world.fetchBytes(findingsPath(question.runs)));
      listener.answered(question, findingsFrom(text));
    } catch (error) {
      asked = "";
      listener.failed((error as Error).message);
    }
    rest(BETWEEN_TWO_MS);
  }

  return {
    ask(question) {
      wanted = question;
      if (question !== null && question.text !== asked && !resting) rest(BEFORE_THE_FIRST_MS);
    },
    close: () => cancelRest(),
  };
}

/** JSON has no word for what is not finite: those numbers come as null. */
function findingsFrom(text: string): Finding[] {
  const { findings } = JSON.parse(text) as FindingsAnswer;
  return findings.map((finding) => ({
    ...finding,
    numbers: finding.numbers.map(({ label, value }) => ({ label, value: value ?? NaN })),
  }));
}
