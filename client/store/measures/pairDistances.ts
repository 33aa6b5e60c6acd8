// How far two series are apart, for pairs of their points.
import type { Column } from "#contract/frames.ts";
import type { Distances } from "#contract/measures/distances.ts";
import { MOST_PAIRS, type Pair } from "#contract/measures/pairs.ts";
import { distancesPath } from "#contract/protocol.ts";
import { type Place, placeKey } from "../points.ts";
import type { Answers, Held, MeasureDemand } from "./demand.ts";
import type { QuestionOf } from "./questions.ts";

/** Indices of points are smaller: a pair is one number, which maps find fast. */
const MOST_POINTS = 2 ** 26;

export type PairDistances = Distances & { isEstimated: boolean };

export class HeldDistances implements Held<"distances"> {
  readonly #answers: Answers;
  readonly #held = new Map<string, Map<number, PairDistances>>();

  constructor(answers: Answers) {
    this.#answers = answers;
  }

  of(a: Place, b: Place, pair: Pair): PairDistances | null {
    return this.#held.get(keyOf(a, b))?.get(numberOf(pair)) ?? null;
  }

  demand({ a, b, pairs }: QuestionOf<"distances">): MeasureDemand | null {
    const held = this.#held.get(keyOf(a, b)) ?? new Map<number, PairDistances>();
    this.#held.set(keyOf(a, b), held);
    const missing = pairs.filter((pair) => !held.has(numberOf(pair))).slice(0, MOST_PAIRS);
    if (missing.length === 0) return null;
    return this.#answers.frame(
      (server) => distancesPath(server, a, b, missing),
      ({ columns }) => put(held, missing, columns),
    );
  }

  clear(): void {
    this.#held.clear();
  }
}

function keyOf(a: Place, b: Place): string {
  return `${placeKey(a)} ${placeKey(b)}`;
}

function numberOf([a, b]: Pair): number {
  return a * MOST_POINTS + b;
}

function put(
  held: Map<number, PairDistances>,
  pairs: readonly Pair[],
  [wasserstein, jensenShannon, kolmogorovSmirnov, estimated]: readonly Column[],
): void {
  pairs.forEach((pair, i) => {
    held.set(numberOf(pair), {
      wasserstein: wasserstein![i]!,
      jensenShannon: jensenShannon![i]!,
      kolmogorovSmirnov: kolmogorovSmirnov![i]!,
      isEstimated: estimated![i] === 1,
    });
  });
}
