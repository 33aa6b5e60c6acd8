// Long work in turns, in the worker: whatever is more urgent goes first between any two of them.
import type { Turns } from "#contract/turns.ts";
import type { Breathing } from "./inTurns.ts";

/** All of the work; rejects when nobody waits for it any more. */
export async function breathing<Made>(turns: Turns<Made>, world: Breathing): Promise<Made> {
  for (;;) {
    const next = turns.next();
    if (next.done) return next.value;
    await world.breathe();
  }
}
