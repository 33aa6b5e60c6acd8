// How much of the value axis holds every snapshot, and how tall the tallest of them stands: neither changes with the playhead.
import type { Distribution } from "#contract/distribution.ts";
import { type OverlayPicture, tallestOf } from "../../charts/overlayLayout.ts";
import { rangeOfAll } from "../../charts/bars.ts";

/** Beyond so many deviations there are single weights; how many is said at the edges. */
const MOST_DEVIATIONS = 8;

/** From the lowest to the highest value of all snapshots; null where none is finite. */
export function reachOf(
  all: readonly Distribution[],
  axis: "even" | "log" | "sigma",
): readonly [number, number] | null {
  if (axis !== "sigma") return widened(rangeOfAll(all));
  let [low, high] = [Infinity, -Infinity];
  for (const { min, max, variance } of all) {
    const deviation = Math.sqrt(variance);
    if (!(deviation > 0)) continue;
    low = Math.min(low, min / deviation);
    high = Math.max(high, max / deviation);
  }
  if (!(low <= high)) return null;
  return [Math.max(low, -MOST_DEVIATIONS), Math.min(high, MOST_DEVIATIONS)];
}

/** A single value gets some room on both sides. */
function widened(range: [number, number] | null): readonly [number, number] | null {
  if (range === null || range[0] < range[1]) return range;
  const room = Math.abs(range[0]) / 2 || 1;
  return [range[0] - room, range[1] + room];
}

type Look = Omit<OverlayPicture, "tallest" | "pair">;

/** How tall snapshots stand in one look; each is walked through once, however often one more arrives. */
export class TallestOf {
  readonly #look: Look;
  readonly #known = new WeakMap<Distribution, number>();

  constructor(look: Look) {
    this.#look = look;
  }

  /** The tallest bin of all that are spread: snapshots that start at one value would press the others flat. */
  all(all: readonly Distribution[]): number {
    const spread = all.filter(({ min, max }) => min < max);
    let most = 0;
    for (const one of spread.length > 0 ? spread : all) most = Math.max(most, this.#of(one));
    return most || 1;
  }

  #of(one: Distribution): number {
    const held = this.#known.get(one) ?? tallestOf({ ...this.#look, pair: { a: one, b: null } });
    this.#known.set(one, held);
    return held;
  }
}
