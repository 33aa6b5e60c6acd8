// Single distributions of series that are not held whole.
import { type DistributionPoint, fromColumns } from "#contract/distributionColumns.ts";
import { pointsPath } from "#contract/protocol.ts";
import { type Place, placeKey } from "../points.ts";
import type { Answers, Held, MeasureDemand } from "./demand.ts";
import type { QuestionOf } from "./questions.ts";

/** About 30 MB. */
const MOST_SNAPSHOTS = 4096;

export class Snapshots implements Held<"snapshot"> {
  readonly #answers: Answers;
  readonly #held = new Map<string, DistributionPoint>();

  constructor(answers: Answers) {
    this.#answers = answers;
  }

  of(place: Place, index: number): DistributionPoint | null {
    return this.#held.get(keyOf(place, index)) ?? null;
  }

  demand({ place, index }: QuestionOf<"snapshot">): MeasureDemand | null {
    if (this.#held.has(keyOf(place, index))) return null;
    return this.#answers.frame(
      (server) => pointsPath(server, { ...place, points: index }, index + 1),
      ({ columns }) => {
        const [point] = fromColumns(columns);
        if (point !== undefined) this.#held.set(keyOf(place, index), point);
        if (this.#held.size > MOST_SNAPSHOTS) this.#held.delete(this.#held.keys().next().value!);
      },
    );
  }

  clear(): void {
    this.#held.clear();
  }
}

function keyOf(place: Place, index: number): string {
  return `${placeKey(place)} ${index}`;
}
