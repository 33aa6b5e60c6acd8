// Both models' histories of the chosen parameter, ready to draw on one scale: bins, percentiles, and the ends of all axes.
import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Distribution } from "#contract/distribution.ts";
import type { DistributionPoint } from "#contract/distributionColumns.ts";
import { BAND_SHARES, quantilesOf } from "../../charts/bands.ts";
import { barsOf, gridOver, rangeOfAll } from "../../charts/bars.ts";
import { type BinTable, fullest } from "../../charts/binTable.ts";
import { sameGrid, steady } from "../../parts/steady.ts";
import { SLOTS, type SlotName } from "../../store/selectionRules.ts";
import type { Slot } from "../../store/slot.ts";
import type { Store } from "../../store/store.ts";
import type { Pointed } from "./pictures.ts";
import { type OverTimeOptions, optionsFrom, optionsText } from "./options.ts";

/** One model's. */
export interface Course {
  /** The snapshots within the chosen steps that are here. */
  readonly points: ReadonlySignal<readonly DistributionPoint[]>;
  /** How many there are, here or not. */
  readonly known: ReadonlySignal<number>;
  /** Null where no snapshot has a finite value. */
  readonly table: ReadonlySignal<BinTable | null>;
  /** A column for each of {@link BAND_SHARES}. */
  readonly quantiles: ReadonlySignal<readonly Float64Array[]>;
}

export interface Courses {
  readonly options: ReadonlySignal<OverTimeOptions>;
  change: (options: Partial<OverTimeOptions>) => void;
  readonly of: Readonly<Record<SlotName, Course>>;
  /** Ends of the step axis. */
  readonly stepEdges: ReadonlySignal<readonly [number, number]>;
  /** Ends of the value axis of the bins: every finite value, or the zoomed part. */
  readonly range: ReadonlySignal<readonly [number, number] | null>;
  /** Ends of the value axis of the bands. */
  readonly bandEdges: ReadonlySignal<readonly [number, number]>;
  /** What is pointed at in either picture. */
  readonly pointed: Signal<Pointed | null>;
  /** The fullest bin of both. */
  readonly tallest: ReadonlySignal<number>;
}

export function createCourses(store: Store): Courses {
  const { settings, slots, horizon } = store;
  const options = computed(() => optionsFrom(settings.options.value["overTime"] ?? ""));
  const all = computed(() =>
    SLOTS.flatMap((slot) => slots[slot].points.value.map(({ distribution }) => distribution)),
  );
  const range = computed(() => settings.range.value ?? rangeOfAll(all.value));
  const grid = steady(
    () => (range.value === null ? null : gridOver(all.value, range.value)),
    sameGrid,
  );
  // Every snapshot that arrives asks for all again; walking through all bins is done once for each and grid.
  const rows = computed(() => ({
    grid: grid.value,
    known: new WeakMap<Distribution, Float64Array>(),
  }));
  const tableOf = (points: readonly DistributionPoint[]): BinTable | null => {
    const { grid, known } = rows.value;
    if (grid === null) return null;
    const counts = new Float32Array(points.length * grid.length);
    points.forEach(({ distribution }, row) => {
      const held = known.get(distribution) ?? barsOf(distribution, grid).counts;
      known.set(distribution, held);
      counts.set(held, row * grid.length);
    });
    return { steps: Float64Array.from(points, ({ step }) => step), grid, counts };
  };
  const of = { a: courseOf(slots.a), b: courseOf(slots.b) };
  return {
    options,
    change(changed) {
      const overTime = optionsText({ ...options.peek(), ...changed });
      settings.options.value = { ...settings.options.peek(), overTime };
    },
    of,
    stepEdges: computed(() => {
      if (options.value.steps !== null) return options.value.steps;
      const ends = SLOTS.flatMap((slot) => {
        const steps = slots[slot].steps.value;
        return steps.length === 0 ? [] : [steps[0]!, steps.at(-1)!];
      });
      // Where a training goes on, its planned end: what is drawn stays where it is.
      const [first, last] = [Math.min(...ends), Math.max(...ends, horizon.value ?? -Infinity)];
      if (ends.length === 0) return [0, 1];
      return first < last ? [first, last] : [first - 0.5, first + 0.5];
    }),
    range,
    pointed: signal(null),
    bandEdges: computed(() => {
      return settings.range.value ?? bandEdgesOf(SLOTS.map((slot) => of[slot].quantiles.value));
    }),
    tallest: computed(() => {
      const tables = SLOTS.map((slot) => of[slot].table.value);
      return Math.max(1, ...tables.map((table) => (table === null ? 0 : spreadFullest(table))));
    }),
  };

  function courseOf(slot: Slot): Course {
    const points = computed(() => {
      const steps = options.value.steps;
      if (steps === null) return slot.points.value;
      return slot.points.value.filter(({ step }) => step >= steps[0] && step <= steps[1]);
    });
    const known = new WeakMap<Distribution, readonly number[]>();
    const quantilesAt = (distribution: Distribution): readonly number[] => {
      const held = known.get(distribution) ?? quantilesOf([distribution]).map(([one]) => one!);
      known.set(distribution, held);
      return held;
    };
    return {
      points,
      known: computed(() => {
        const steps = options.value.steps;
        const inside = (step: number): boolean =>
          steps === null || (step >= steps[0] && step <= steps[1]);
        return slot.steps.value.reduce((sum, step) => sum + (inside(step) ? 1 : 0), 0);
      }),
      table: computed(() => tableOf(points.value)),
      quantiles: computed(() => {
        const rows = points.value.map(({ distribution }) => quantilesAt(distribution));
        return BAND_SHARES.map((_, i) => Float64Array.from(rows, (row) => row[i]!));
      }),
    };
  }
}

/** A bin that holds nearly all weights of a snapshot, as where all start at one value, would press the others flat. */
const MOST_ABOVE_SECOND = 4;

/** The fullest bin of all snapshots but the few that stand far above the others. */
function spreadFullest(table: BinTable): number {
  const { length } = table.grid;
  const highest = Float64Array.from(table.steps, (_, row) => {
    const row0 = row * length;
    return fullest({ ...table, counts: table.counts.subarray(row0, row0 + length) });
  }).sort();
  const usual = highest[highest.length >> 1] ?? 0;
  const fitting = highest.filter((most) => most <= usual * MOST_ABOVE_SECOND);
  return fitting.at(-1) ?? usual;
}

const MARGIN = 0.05;

/** From the lowest to the highest of all percentiles, with some room. */
export function bandEdgesOf(all: readonly (readonly Float64Array[])[]): readonly [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const column of all.flat()) {
    for (const value of column) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  if (!(low <= high)) return [-1, 1];
  const room = (high - low) * MARGIN || Math.abs(high) * MARGIN || 1;
  return [low - room, high + room];
}
