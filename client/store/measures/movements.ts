// How far a parameter's weights moved from one checkpoint to the next.
import type { Column } from "#contract/frames.ts";
import { movementsPath } from "#contract/protocol.ts";
import type { Answers, Held, MeasureDemand } from "./demand.ts";
import type { QuestionOf } from "./questions.ts";

const NONE: ReadonlyMap<number, number> = new Map();

type Moved = Pick<QuestionOf<"movements">, "run" | "generation" | "name">;

export class Movements implements Held<"movements"> {
  readonly #answers: Answers;
  readonly #held = new Map<string, Map<number, number>>();

  constructor(answers: Answers) {
    this.#answers = answers;
  }

  of(moved: Moved): ReadonlyMap<number, number> {
    return this.#held.get(keyOf(moved)) ?? NONE;
  }

  demand({ steps, ...moved }: QuestionOf<"movements">): MeasureDemand | null {
    const held = this.#held.get(keyOf(moved)) ?? new Map<number, number>();
    this.#held.set(keyOf(moved), held);
    const [first, last] = [steps[0], steps.at(-1)];
    if (first === undefined || last === undefined || first === last || held.has(last)) return null;
    const from = steps.findLast((step) => held.has(step)) ?? first;
    const { run, generation, name } = moved;
    return this.#answers.frame(
      (server) => movementsPath(server, run, generation, [from, last], name),
      ({ columns }) => put(held, columns, last),
    );
  }

  clear(): void {
    this.#held.clear();
  }
}

function keyOf({ run, generation, name }: Moved): string {
  return `${run} ${generation} ${name}`;
}

function put(held: Map<number, number>, columns: readonly Column[], last: number): void {
  const [, to, before, , moved] = columns;
  to!.forEach((step, i) => held.set(step, moved![i]! / before![i]!));
  // Where the newest checkpoint lacks the tensor, there is nothing more to ask for.
  if (!held.has(last)) held.set(last, NaN);
}
