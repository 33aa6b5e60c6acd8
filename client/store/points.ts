// Every point that has arrived, by series; nothing is fetched twice and nothing is thrown away while the server lives.
import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { DistributionPoint } from "#contract/distributionColumns.ts";

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
  distributions(place: Place): ReadonlySignal<readonly DistributionPoint[]>;
  scalars(place: Place): ReadonlySignal<Scalars>;
  appendDistributions(place: Place, points: readonly DistributionPoint[]): void;
  appendScalars(place: Place, points: Scalars): void;
  clear(): void;
}

const NO_SCALARS: Scalars = { steps: new Float64Array(), values: new Float64Array() };

/** Makes the model of all points. */
export function createPoints(): Points {
  const distributions = new Map<string, Signal<readonly DistributionPoint[]>>();
  const scalars = new Map<string, Signal<Scalars>>();
  const distributionsAt = (place: Place) => entry(distributions, place, []);
  const scalarsAt = (place: Place) => entry(scalars, place, NO_SCALARS);

  return {
    distributions: distributionsAt,
    scalars: scalarsAt,
    appendDistributions(place, points) {
      const held = distributionsAt(place);
      held.value = [...held.peek(), ...points];
    },
    appendScalars(place, points) {
      const held = scalarsAt(place);
      const { steps, values } = held.peek();
      held.value = { steps: joined(steps, points.steps), values: joined(values, points.values) };
    },
    clear() {
      distributions.clear();
      scalars.clear();
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

function joined(head: Float64Array, tail: Float64Array): Float64Array {
  const whole = new Float64Array(head.length + tail.length);
  whole.set(head);
  whole.set(tail, head.length);
  return whole;
}
