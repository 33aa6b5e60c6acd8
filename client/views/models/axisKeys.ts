// Keys on the parallel axes: from axis to axis, and either end of the stretch of one from model to model.

/** A stretch of an axis in its places; null: all of it. */
export type Stretch = readonly [from: number, to: number] | null;

const MOVES: Readonly<Record<string, number>> = { ArrowUp: 1, ArrowDown: -1 };
const FREEING: ReadonlySet<string> = new Set(["Delete", "Backspace"]);
/** Rounding puts an end next to the model that it is at. */
const NEAR = 1e-6;

/** The axis that a key leads to; undefined for another key. */
export function axisAfter(key: string, axis: number, count: number): number | undefined {
  const to = { ArrowLeft: axis - 1, ArrowRight: axis + 1, Home: 0, End: count - 1 }[key];
  return to === undefined ? undefined : Math.min(Math.max(to, 0), count - 1);
}

/**
 * The stretch that a key makes: up and down move its upper end to the next of the `places` where models are, with the
 * Shift key its lower one; Delete frees the axis. Undefined for another key. `places` may be NaN.
 */
export function stretchAfter(
  key: string,
  isShifted: boolean,
  places: ArrayLike<number>,
  stretch: Stretch,
): Stretch | undefined {
  if (FREEING.has(key)) return null;
  const by = MOVES[key];
  if (by === undefined) return undefined;
  const all = [...new Set(Array.from(places))]
    .filter((place) => !Number.isNaN(place))
    .sort(upwards);
  if (all.length === 0) return null;
  const last = all.length - 1;
  const [from, to] = stretch ?? [all[0]!, all[last]!];
  const lowest = all.findIndex((place) => place >= from - NEAR);
  const highest = all.findLastIndex((place) => place <= to + NEAR);
  const low = isShifted ? Math.min(Math.max(lowest + by, 0), highest) : Math.max(lowest, 0);
  const high = isShifted ? highest : Math.max(Math.min(highest + by, last), low);
  return low === 0 && high === last ? null : [all[low]!, all[high]!];
}

function upwards(one: number, two: number): number {
  return one - two;
}
