// Which snapshots the playhead needs that the page does not hold: its own, and those that it is about to reach.
import { MOST_SHOWN } from "#contract/selection.ts";
import { type History, isHeld } from "./history.ts";

/** Points `from` (included) to `to` (excluded). */
export interface Stretch {
  from: number;
  to: number;
}

/** Asked for together: neighbours are what a slider and the arrow keys come to next. */
const POINTS_AT_ONCE = 8;

/** Stretches to be fetched for a playhead at `index`, the most urgent first. */
export function missingAround(history: History, index: number): Stretch[] {
  const { length } = history.steps;
  // Where so few were not sent at once, each is dear.
  const together = length <= MOST_SHOWN ? 1 : POINTS_AT_ONCE;
  const wanted = [index, index + 1, index - 1, index + together].filter(
    (one) => one >= 0 && one < length && !isHeld(history, one),
  );
  const starts = new Set(wanted.map((one) => Math.floor(one / together) * together));
  return [...starts].map((from) => ({ from, to: Math.min(from + together, length) }));
}
