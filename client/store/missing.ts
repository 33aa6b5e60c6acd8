// Which snapshots are to be fetched for the playhead: its own, and those that it may reach next.
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
  // Where so few were not sent at once, each is dear: one after the other, those nearest to the playhead first.
  const isDear = length <= MOST_SHOWN;
  const together = isDear ? 1 : POINTS_AT_ONCE;
  const reach = isDear ? length : POINTS_AT_ONCE;
  const near = Array.from({ length: reach }, (_, i) => [index + i + 1, index - i - 1]).flat();
  const wanted = [index, ...near].filter(
    (one) => one >= 0 && one < length && !isHeld(history, one),
  );
  const starts = new Set(wanted.map((one) => Math.floor(one / together) * together));
  return [...starts].map((from) => ({ from, to: Math.min(from + together, length) }));
}
