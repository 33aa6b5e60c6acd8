// The points that have arrived, by series: all scalars, and of the snapshots as many as a picture needs.
import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { DistributionPoint } from "#contract/distributionColumns.ts";
import { appended } from "./column.ts";
import { type Arrived, completed, extended, type History, NO_HISTORY } from "./history.ts";

/** A series of one generation of one run. */
export interface Place {
  run: string;
  generation: number;
  series: number;
}

/** A scalar series as parallel columns. */
export interface Scalars {
  steps: Float64Array;
  values: Float64Array;
}

export interface Points {
  history(place: Place): ReadonlySignal<History>;
  scalars(place: Place): ReadonlySignal<Scalars>;
  /** What a restarted job wrote again; null until it was asked for and has arrived. */
  supersededSnapshots(place: Place): ReadonlySignal<readonly DistributionPoint[] | null>;
  supersededScalars(place: Place): ReadonlySignal<Scalars | null>;
  extendHistory(place: Place, arrived: Arrived): void;
  /** Puts the points from the series' index `from` on where they belong. */
  completeHistory(place: Place, from: number, points: readonly DistributionPoint[]): void;
  appendScalars(place: Place, points: Scalars): void;
  putSupersededSnapshots(place: Place, points: readonly DistributionPoint[]): void;
  putSupersededScalars(place: Place, points: Scalars): void;
  clear(): void;
}

const NO_SCALARS: Scalars = { steps: new Float64Array(), values: new Float64Array() };

/** Makes the model of all points. */
export function createPoints(): Points {
  const histories = new Map<string, Signal<History>>();
  const scalars = new Map<string, Signal<Scalars>>();
  const oldSnapshots = new Map<string, Signal<readonly DistributionPoint[] | null>>();
  const oldScalars = new Map<string, Signal<Scalars | null>>();
  const historyAt = (place: Place) => entry(histories, place, NO_HISTORY);
  const scalarsAt = (place: Place) => entry(scalars, place, NO_SCALARS);
  const oldSnapshotsAt = (place: Place) => entry(oldSnapshots, place, null);
  const oldScalarsAt = (place: Place) => entry(oldScalars, place, null);

  return {
    history: historyAt,
    scalars: scalarsAt,
    supersededSnapshots: oldSnapshotsAt,
    supersededScalars: oldScalarsAt,
    extendHistory(place, arrived) {
      const held = historyAt(place);
      held.value = extended(held.peek(), arrived);
    },
    completeHistory(place, from, points) {
      const held = historyAt(place);
      held.value = completed(held.peek(), from, points);
    },
    putSupersededSnapshots(place, points) {
      oldSnapshotsAt(place).value = points;
    },
    putSupersededScalars(place, points) {
      oldScalarsAt(place).value = points;
    },
    appendScalars(place, points) {
      const held = scalarsAt(place);
      const { steps, values } = held.peek();
      held.value = {
        steps: appended(steps, points.steps),
        values: appended(values, points.values),
      };
    },
    clear() {
      for (const known of [histories, scalars, oldSnapshots, oldScalars]) known.clear();
    },
  };
}

function entry<T>(map: Map<string, Signal<T>>, place: Place, empty: T): Signal<T> {
  const key = `${place.run} ${place.generation} ${place.series}`;
  const known = map.get(key);
  if (known) return known;
  const made = signal(empty);
  map.set(key, made);
  return made;
}
