// Both networks' activations on the same image, each layer on one scale for both, and the unit that is pinned.
import { computed, type ReadonlySignal } from "@preact/signals";
import type { ActivationsResult, LayerActivations } from "../../network/methods/activations.ts";
import { deadUnits } from "../../network/deadUnits.ts";
import type { ActivityResult } from "../../network/methods/activity.ts";
import type { Answer } from "../../parts/inside/answer.ts";
import type { UnitChoice } from "../../store/inside.ts";
import { SLOTS, type SlotName } from "../../store/selectionRules.ts";

/** Ends of a layer's scale; `low` is below zero where any activation of it is. */
export interface LayerScale {
  low: number;
  high: number;
}

export interface Looked {
  readonly answers: Readonly<Record<SlotName, ReadonlySignal<Answer<ActivationsResult>>>>;
  readonly activity: Readonly<Record<SlotName, ReadonlySignal<Answer<ActivityResult>>>>;
  /** By the layer's name. */
  readonly scales: ReadonlySignal<ReadonlyMap<string, LayerScale>>;
  /** Units that no example activates, by layer. */
  readonly dead: Readonly<
    Record<SlotName, ReadonlySignal<ReadonlyMap<string, ReadonlySet<number>>>>
  >;
}

export function createLooked({ answers, activity }: Pick<Looked, "answers" | "activity">): Looked {
  const deadIn = (slot: SlotName) =>
    computed(() => {
      const layers = activity[slot].value.value?.layers ?? [];
      return new Map(layers.map((one) => [one.layer, new Set(deadUnits(one))]));
    });
  return {
    answers,
    activity,
    scales: computed(() => {
      const scales = new Map<string, LayerScale>();
      for (const slot of SLOTS) {
        for (const { layer, values } of answers[slot].value.value?.layers ?? []) {
          const [low, high] = endsOf(values);
          const before = scales.get(layer) ?? { low: 0, high: 0 };
          scales.set(layer, {
            low: Math.min(before.low, low),
            high: Math.max(before.high, high),
          });
        }
      }
      return scales;
    }),
    dead: { a: deadIn("a"), b: deadIn("b") },
  };
}

type Ends = readonly [low: number, high: number];

const knownEnds = new WeakMap<Float32Array, Ends>();

/** From the least to the largest finite value, zero between them. */
export function endsOf(values: Float32Array): Ends {
  const ends = knownEnds.get(values) ?? measuredEnds(values);
  knownEnds.set(values, ends);
  return ends;
}

function measuredEnds(values: Float32Array): Ends {
  let [low, high] = [0, 0];
  for (const value of values) {
    if (value < low && value > -Infinity) low = value;
    if (value > high && value < Infinity) high = value;
  }
  return [low, high];
}

/** Units, or channels, of a layer: the last size. */
export function unitsIn({ shape }: Pick<LayerActivations, "shape">): number {
  return shape.at(-1)!;
}

/** The pinned unit's layer; null where this network has no such unit. */
export function pinnedLayer(
  result: ActivationsResult,
  unit: UnitChoice | null,
): LayerActivations | null {
  const layer = result.layers.find((one) => one.layer === unit?.layer);
  return layer !== undefined && unit!.index < unitsIn(layer) ? layer : null;
}

/** One unit's activations: all places of its map, or one number. */
export function unitValues({ shape, values }: LayerActivations, unit: number): Float32Array {
  const units = shape.at(-1)!;
  return Float32Array.from({ length: values.length / units }, (_, place) => {
    return values[place * units + unit]!;
  });
}

export interface Figures {
  largest: number;
  /** Index of the first that is as large. */
  at: number;
  mean: number;
  /** How many are above zero. */
  above: number;
  /** How many are exactly zero. */
  zeros: number;
}

/** Of answers, which never change; several parts of the page want them. */
const known = new WeakMap<Float32Array, Figures>();

export function figuresOf(values: Float32Array): Figures {
  const before = known.get(values);
  if (before !== undefined) return before;
  let [largest, at, sum, above, zeros] = [-Infinity, 0, 0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value > largest) [largest, at] = [value, i];
    sum += value;
    if (value > 0) above++;
    else if (value === 0) zeros++;
  }
  const figures = { largest, at, mean: sum / values.length, above, zeros };
  known.set(values, figures);
  return figures;
}
