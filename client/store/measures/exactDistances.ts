// How far the weights themselves of two checkpoints are apart.
import type { ExactDistances } from "#contract/measures/exactDistances.ts";
import { exactDistancesPath } from "#contract/protocol.ts";
import type { Answers, Held, MeasureDemand } from "./demand.ts";
import type { QuestionOf } from "./questions.ts";

export class HeldExactDistances implements Held<"exact"> {
  readonly #answers: Answers;
  readonly #held = new Map<string, ExactDistances | null>();

  constructor(answers: Answers) {
    this.#answers = answers;
  }

  of({ a, b }: QuestionOf<"exact">): ExactDistances | null {
    return this.#held.get(exactDistancesPath("", a, b)) ?? null;
  }

  demand({ a, b }: QuestionOf<"exact">): MeasureDemand | null {
    const key = exactDistancesPath("", a, b);
    if (this.#held.has(key)) return null;
    return this.#answers.frame(
      (server) => exactDistancesPath(server, a, b),
      ({ columns: [wasserstein, kolmogorovSmirnov] }) =>
        this.#held.set(key, {
          wasserstein: wasserstein![0]!,
          kolmogorovSmirnov: kolmogorovSmirnov![0]!,
        }),
      // Too large, or not taken along: the distances of the bins stand for it, which is no trouble.
      () => this.#held.set(key, null),
    );
  }

  clear(): void {
    this.#held.clear();
  }
}
