// What the two frames have in common: bars, axes and the scale of their height, fixed over every snapshot.
import { computed, type ReadonlySignal } from "@preact/signals";
import type { Distribution, Window } from "#contract/distribution.ts";
import {
  type BarGrid,
  barsOf,
  gridOver,
  middlesOf,
  rangeOfAll,
  tallest,
} from "../../charts/bars.ts";
import { sameGrid, samePair, steady } from "../../parts/steady.ts";
import { SLOTS, type SlotName } from "../../store/selectionRules.ts";
import type { Slot } from "../../store/slot.ts";
import type { Store } from "../../store/store.ts";

/** How one slot's frame is laid out. */
export interface FrameBars {
  /** Null while there is no finite value to draw. */
  readonly grid: ReadonlySignal<BarGrid | null>;
  readonly middles: ReadonlySignal<Float64Array>;
  /** What the count axis reaches to; only a snapshot of one single value may be higher. */
  readonly tallest: ReadonlySignal<number>;
  /** Lowest and highest finite value over all snapshots, of both slots when linked. */
  readonly reach: ReadonlySignal<readonly [number, number] | null>;
  /** A snapshot's bars; counted once, then remembered. */
  windowOf(distribution: Distribution): Window;
}

export type Comparison = Readonly<Record<SlotName, FrameBars>>;

/** A curve far above the bars is cut rather than pressing them flat. */
const MOST_ROOM_FOR_CURVE = 1.6;

/** Derives both frames' layout. */
export function createComparison({ slots, settings }: Store): Comparison {
  const sharing = (slot: SlotName): readonly Slot[] => {
    return settings.linked.value ? SLOTS.map((name) => slots[name]) : [slots[slot]];
  };
  const frame = (slot: SlotName): FrameBars => {
    const shared = computed(() => {
      return sharing(slot).flatMap(({ points }) => points.value.map((point) => point.distribution));
    });
    const reach = steady(() => rangeOfAll(shared.value), samePair);
    const grid = steady(() => {
      const range = settings.range.value ?? reach.value;
      return range === null ? null : gridOver(shared.value, range);
    }, sameGrid);
    // One cache for each grid: another grid makes all windows of the old one worthless at once.
    const windows = computed(() => ({
      grid: grid.value,
      known: new WeakMap<Distribution, Window>(),
    }));
    const windowAt = (distribution: Distribution): Window => {
      const { grid, known } = windows.value;
      const held = known.get(distribution);
      if (held || grid === null)
        return held ?? { level: 0, first: 0, counts: new Float64Array(), below: 0, above: 0 };
      const made = barsOf(distribution, grid);
      known.set(distribution, made);
      return made;
    };
    return {
      grid,
      middles: computed(() => (grid.value === null ? new Float64Array() : middlesOf(grid.value))),
      tallest: computed(() => {
        // Weights that all start at one value are one bar as high as there are weights: it is cut, and
        // said to be, so that every other snapshot can be seen.
        const spread = shared.value.filter(({ min, max }) => min < max);
        const bars = tallest((spread.length > 0 ? spread : shared.value).map(windowAt));
        if (!settings.normal.value || grid.value === null) return bars;
        const peaks = spread.map((one) => normalPeak(one, 2 ** grid.value!.level));
        return Math.min(Math.max(bars, ...peaks), bars * MOST_ROOM_FOR_CURVE);
      }),
      reach,
      windowOf: windowAt,
    };
  };
  return { a: frame("a"), b: frame("b") };
}

/** Height of the fitted normal's curve over bars of `width`. */
function normalPeak({ count, nonFinite, variance }: Distribution, width: number): number {
  return ((count - nonFinite) * width) / Math.sqrt(2 * Math.PI * variance);
}
