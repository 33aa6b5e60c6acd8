// How a slot's parameter spreads over all its snapshots: columns for the small chart beside its frame.
import { computed, type ReadonlySignal } from "@preact/signals";
import { type Distribution, quantile } from "#contract/distribution.ts";
import { paletteOf } from "../../charts/palette.ts";
import type { SpreadPicture } from "../../charts/spread.ts";
import { QUANTILES } from "../../parts/statistics.ts";
import type { SlotName } from "../../store/selectionRules.ts";
import type { Slot } from "../../store/slot.ts";
import type { Store } from "../../store/store.ts";

type Columns = Pick<SpreadPicture, "steps" | "mean" | "deviation" | "quantiles">;

/** Derives both slots' pictures; while linked they share the value axis as well as the steps. */
export function createSpreadPictures(
  store: Store,
): Readonly<Record<SlotName, ReadonlySignal<SpreadPicture>>> {
  const columns = { a: columnsOf(store.slots.a), b: columnsOf(store.slots.b) };
  const picture = (slot: SlotName): ReadonlySignal<SpreadPicture> =>
    computed(() => {
      const palette = paletteOf(store.theme.value);
      const sharing = store.settings.linked.value ? [columns.a, columns.b] : [columns[slot]];
      const steps = store.playhead.steps.value;
      return {
        ...columns[slot].value,
        stepEdges: [steps[0] ?? 0, store.horizon.value ?? 1],
        edges: edgesOf(sharing.map((column) => column.value)),
        hue: palette.slot[slot],
        palette,
      };
    });
  return { a: picture("a"), b: picture("b") };
}

function columnsOf(slot: Slot): ReadonlySignal<Columns> {
  // Every snapshot that arrives asks for all columns again; walking through all bins is done once for each.
  const known = new WeakMap<Distribution, number[]>();
  const quantilesOf = (distribution: Distribution): number[] => {
    const held = known.get(distribution) ?? QUANTILES.map((p) => quantile(distribution, p));
    known.set(distribution, held);
    return held;
  };
  return computed(() => {
    const points = slot.points.value;
    const all = points.map(({ distribution }) => distribution);
    const rows = all.map(quantilesOf);
    const [p5, p25, p50, p75, p95] = QUANTILES.map((_, i) => rows.map((row) => row[i]!));
    return {
      steps: points.map(({ step }) => step),
      mean: all.map(({ mean }) => mean),
      deviation: all.map(({ variance }) => Math.sqrt(variance)),
      quantiles: [p5!, p25!, p50!, p75!, p95!],
    };
  });
}

const MARGIN = 0.08;

/** The value axis that holds the 5–95 % band and mean ± std of all; extremes are in the numbers beside it. */
function edgesOf(all: readonly Columns[]): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  const include = (value: number): void => {
    if (!Number.isFinite(value)) return;
    low = Math.min(low, value);
    high = Math.max(high, value);
  };
  for (const { mean, deviation, quantiles } of all) {
    for (let i = 0; i < mean.length; i++) {
      include(quantiles[0][i]!);
      include(quantiles[4][i]!);
      include(mean[i]! - deviation[i]!);
      include(mean[i]! + deviation[i]!);
    }
  }
  if (!(low <= high)) return [-1, 1];
  const room = (high - low) * MARGIN || Math.abs(high) * MARGIN || 1;
  return [low - room, high + room];
}
