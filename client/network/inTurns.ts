// Goes through many things, as many at a time as take about a frame: what is more urgent waits no longer than that.

const TURN_MS = 16;
/** How many take that long is known after the first few. */
const FIRST = 4;
/** More at once gain nothing. */
const MOST = 100;
/** One slow turn, in which another program was busy, says little of the next. */
const GROWTH = 2;

/** Lets what is more urgent go first; rejects when nobody waits for the answer any more. */
export interface Breathing {
  breathe(): Promise<void>;
}

/**
 * Calls `run` with the index of the first and the number of those whose turn it is, until it has been all of them's. A
 * turn that breathes by itself may take longer, for only what lies between two breaths must not.
 */
export async function inTurns(
  all: number,
  world: Breathing,
  run: (from: number, count: number, own: Breathing) => void | Promise<void>,
): Promise<void> {
  let most = FIRST;
  for (let from = 0; from < all;) {
    const count = Math.min(most, all - from);
    let [began, longest] = [Infinity, 0];
    const breathe = async (): Promise<void> => {
      longest = Math.max(longest, performance.now() - began);
      await world.breathe();
      began = performance.now();
    };
    await breathe();
    await run(from, count, { breathe });
    longest = Math.max(longest, performance.now() - began);
    const fitting = Math.min((count * TURN_MS) / longest, MOST);
    most = Math.round(Math.max(Math.min(fitting, most * GROWTH), most / GROWTH, 1));
    from += count;
  }
}
