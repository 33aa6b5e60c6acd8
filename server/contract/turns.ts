// Long work in turns: it pauses where others may go on meanwhile, so that no browser waits for all of it.

/** Work that may pause at every `yield`, and returns what it made. */
export type Turns<Made> = Generator<void, Made, void>;

/** Of a stretch after which others have their turn, in milliseconds. */
export const TURN_MS = 8;
/** Between two looks at the clock: a few dozen microseconds of work. */
const ITEMS_AT_ONCE = 32;
/** So many are sorted in a millisecond. */
const SORTED_AT_ONCE = 512;

/** All of the work without a pause. */
export function atOnce<Made>(turns: Turns<Made>): Made {
  for (;;) {
    const next = turns.next();
    if (next.done) return next.value;
  }
}

/** Goes on with the work until it is done, or the clock (`performance.now()`) says `end`: then null. */
export function until<Made>(turns: Turns<Made>, end: number): { made: Made } | null {
  for (;;) {
    const next = turns.next();
    if (next.done) return { made: next.value };
    if (performance.now() >= end) return null;
  }
}

/** All of the work; `pause` is waited for after each of its turns. Short work has only one. */
export async function inTurns<Made>(
  turns: Turns<Made>,
  pause: () => Promise<unknown>,
): Promise<Made> {
  for (;;) {
    const done = until(turns, performance.now() + TURN_MS);
    if (done) return done.made;
    await pause();
  }
}

/** What `make` makes of each item. */
export function* mapped<Item, Made>(
  items: readonly Item[],
  make: (item: Item, i: number) => Made,
): Turns<Made[]> {
  const made: Made[] = [];
  for (let i = 0; i < items.length; i++) {
    if (i % ITEMS_AT_ONCE === 0) yield;
    made.push(make(items[i]!, i));
  }
  return made;
}

/** The items in order; those that are alike stay as they were. */
export function* sorted<Item>(
  items: readonly Item[],
  compare: (one: Item, other: Item) => number,
): Turns<Item[]> {
  let stretches: Item[][] = [];
  for (let at = 0; at < items.length; at += SORTED_AT_ONCE) {
    yield;
    stretches.push(items.slice(at, at + SORTED_AT_ONCE).sort(compare));
  }
  while (stretches.length > 1) {
    const merged: Item[][] = [];
    for (let i = 0; i < stretches.length; i += 2)
      merged.push(yield* merge(stretches[i]!, stretches[i + 1] ?? [], compare));
    stretches = merged;
  }
  return stretches[0] ?? [];
}

function* merge<Item>(
  one: readonly Item[],
  other: readonly Item[],
  compare: (one: Item, other: Item) => number,
): Turns<Item[]> {
  if (other.length === 0 || compare(one.at(-1)!, other[0]!) <= 0) return [...one, ...other];
  const both: Item[] = [];
  let [i, j] = [0, 0];
  while (i < one.length && j < other.length) {
    if (both.length % ITEMS_AT_ONCE === 0) yield;
    both.push(compare(one[i]!, other[j]!) <= 0 ? one[i++]! : other[j++]!);
  }
  return [...both, ...one.slice(i), ...other.slice(j)];
}
