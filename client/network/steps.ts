// Long work in short steps: whoever has it done says what may happen between two of them.
import type { Breathing } from "./inTurns.ts";

/** Comes to a stop after every step, none of which takes longer than a few milliseconds; gives the result in the end. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** All of it without a stop. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/** Lets what is more urgent go first between any two steps; rejects when nobody waits any more. */
export async function breathing<T>(steps: Steps<T>, world: Breathing): Promise<T> {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
    await world.breathe();
  }
}
