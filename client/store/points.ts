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

/** Tells it from all others. */
export function placeKey({ run, generation, series }: Place): string {
  return `${run} ${generation} ${series}`;
}

/** A scalar series as parallel columns. */
export interface Scalars {
  steps: Float64Array;
  /** Seconds since 1970. */
  wallTimes: Float64Array;
  values: Float64Array;
}

/** Points `from` … `to` of a series that could not be had. */
export interface Trouble {
  from: number;
  to: number;
  /** In words. */
  reason: string;
}

export interface Points {
  history(place: Place): ReadonlySignal<History>;
  scalars(place: Place): ReadonlySignal<Scalars>;
  /** What a restarted job wrote again; null until it was asked for and has arrived. */
  supersededSnapshots(place: Place): ReadonlySignal<readonly DistributionPoint[] | null>;
  supersededScalars(place: Place): ReadonlySignal<Scalars | null>;
  /** What could not be had of a series, and has not arrived since. */
  troubles(place: Place): ReadonlySignal<readonly Trouble[]>;
  extendHistory(place: Place, arrived: Arrived): void;
  /** Puts the points from the series' index `from` on where they belong. */
  completeHistory(place: Place, from: number, points: readonly DistributionPoint[]): void;
  appendScalars(place: Place, points: Scalars): void;
  putSupersededSnapshots(place: Place, points: readonly DistributionPoint[]): void;
  putSupersededScalars(place: Place, points: Scalars): void;
  tellTrouble(place: Place, trouble: Trouble): void;
  clear(): void;
}

/** A series of which nothing has arrived. */
export const NO_SCALARS: Scalars = {
  steps: new Float64Array(),
  wallTimes: new Float64Array(),
  values: new Float64Array(),
};
const NO_TROUBLE: readonly Trouble[] = [];

/** Makes the model of all points. */
export function createPoints(): Points {
  const histories = new Map<string, Signal<History>>();
  const scalars = new Map<string, Signal<Scalars>>();
  const oldSnapshots = new Map<string, Signal<readonly DistributionPoint[] | null>>();
  const oldScalars = new Map<string, Signal<Scalars | null>>();
  const troubles = new Map<string, Signal<readonly Trouble[]>>();
  const historyAt = (place: Place) => entry(histories, place, NO_HISTORY);
  const scalarsAt = (place: Place) => entry(scalars, place, NO_SCALARS);
  const oldSnapshotsAt = (place: Place) => entry(oldSnapshots, place, null);
  const oldScalarsAt = (place: Place) => entry(oldScalars, place, null);
  const troublesAt = (place: Place) => entry(troubles, place, NO_TROUBLE);
  const settle = (place: Place, from: number): void => {
    const known = troublesAt(place);
    if (known.peek().some((trouble) => trouble.from === from))
      known.value = known.peek().filter((trouble) => trouble.from !== from);
  };

  return {
    history: historyAt,
    scalars: scalarsAt,
    supersededSnapshots: oldSnapshotsAt,
    supersededScalars: oldScalarsAt,
    troubles: troublesAt,
    extendHistory(place, arrived) {
      const held = historyAt(place);
      settle(place, held.peek().steps.length);
      held.value = extended(held.peek(), arrived);
    },
    completeHistory(place, from, points) {
      const held = historyAt(place);
      held.value = completed(held.peek(), from, points);
      settle(place, from);
    },
    putSupersededSnapshots(place, points) {
      oldSnapshotsAt(place).value = points;
    },
    putSupersededScalars(place, points) {
      oldScalarsAt(place).value = points;
    },
    appendScalars(place, points) {
      const held = scalarsAt(place);
      const { steps, wallTimes, values } = held.peek();
      held.value = {
        steps: appended(steps, points.steps),
        wallTimes: appended(wallTimes, points.wallTimes),
        values: appended(values, points.values),
      };
    },
    tellTrouble(place, trouble) {
      settle(place, trouble.from);
      const known = troublesAt(place);
      known.value = [...known.peek(), trouble];
    },
    clear() {
      for (const known of [histories, scalars, oldSnapshots, oldScalars, troubles]) known.clear();
    },
  };
}

function entry<T>(map: Map<string, Signal<T>>, place: Place, empty: T): Signal<T> {
  const key = placeKey(place);
  const known = map.get(key);
  if (known) return known;
  const made = signal(empty);
  map.set(key, made);
  return made;
}
