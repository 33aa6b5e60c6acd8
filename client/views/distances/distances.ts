// What the view shows, derived in one place: rows, their distances, their order, and one scale for all.
import { computed, type ReadonlySignal } from "@preact/signals";
import { createChosenRows, type MeasuredRow, type RowKind } from "../../store/measuredRows.ts";
import type { Question } from "../../store/measures/index.ts";
import { textOf, wordsFrom } from "../../store/optionWords.ts";
import { DISTANCES, questionsOf, valuesOf } from "../../store/quantities.ts";
import type { SlotName } from "../../store/selectionRules.ts";
import type { Store } from "../../store/store.ts";
import { createHeldOrder, type HeldOrder } from "../../ui/heldOrder.ts";
import {
  type Between,
  type DistancesOptions,
  distancesOptions,
  wordsOfDistances,
} from "./options.ts";
import { courseQuestions, exactNow, exactQuestions, type Measured, withExact } from "./exact.ts";
import { largest, ranked, type RowValues, type Told, toldAt } from "./ranking.ts";

export interface RankedRow extends MeasuredRow {
  values: RowValues;
}

export interface DistancesModel {
  readonly options: ReadonlySignal<DistancesOptions>;
  readonly between: ReadonlySignal<Between>;
  change(some: Partial<DistancesOptions>): void;
  readonly kinds: ReadonlySignal<readonly RowKind[]>;
  readonly kind: ReadonlySignal<RowKind | null>;
  /** The models that have bars of their own; A's are of both between A and B. */
  readonly shown: ReadonlySignal<readonly SlotName[]>;
  readonly rows: ReadonlySignal<readonly RankedRow[]>;
  /** The step of each model under the playhead. */
  readonly at: ReadonlySignal<Readonly<Record<SlotName, number>>>;
  /** The steps that are pointed at, in the models that are shown. */
  readonly hovered: ReadonlySignal<readonly number[]>;
  /** The rows stay where they are while somebody reads or points at them. */
  readonly order: Pick<HeldOrder<RankedRow>, "isKept" | "hold">;
  /** What a row says of a model at the playhead, of the weights themselves where these are known. */
  told(row: RankedRow, slot: SlotName): Told;
  /** What the longest bar and the highest curve stand for. */
  readonly end: ReadonlySignal<number>;
  /** First and last step of all. */
  readonly stepEdges: ReadonlySignal<readonly [number, number]>;
  readonly progress: ReadonlySignal<{ done: number; all: number }>;
  readonly questions: ReadonlySignal<readonly Question[]>;
}

export function createDistances(store: Store): DistancesModel {
  const { settings, measures, playhead, slots } = store;
  const words = computed(() => settings.options.value.distances ?? "");
  const options = computed(() => distancesOptions(wordsFrom(words.value)));
  const areTwo = computed(() => slots.a.run.value !== null && slots.b.run.value !== null);
  const between = computed((): Between => options.value.between ?? (areTwo.value ? "ab" : "start"));
  const asked = computed(() => options.value.kind);
  const { kinds, kind, rows: layers } = createChosenRows(store, asked);
  const shown = computed((): readonly SlotName[] => {
    if (between.value === "ab") return ["a"];
    return (["a", "b"] as const).filter((slot) => slots[slot].run.value !== null);
  });
  const measured = computed((): RankedRow[] => {
    void measures.version.value;
    const valuesIn = (layer: MeasuredRow, slot: SlotName) => {
      if (!shown.value.includes(slot)) return null;
      return valuesOf(store, layer, slot, between.value, options.value.distance);
    };
    return layers.value.map((layer) => {
      return { ...layer, values: { a: valuesIn(layer, "a"), b: valuesIn(layer, "b") } };
    });
  });
  const at = computed(() => {
    return { a: slots.a.at.value ?? -Infinity, b: slots.b.at.value ?? -Infinity };
  });
  const sorted = computed(() => {
    const values = measured.value.map((row) => row.values);
    return ranked(values, options.value.ranking, at.value).map((i) => measured.value[i]!);
  });
  const sortedBy = computed(() => {
    const { distance, ranking } = options.value;
    return [kind.value, between.value, distance, ranking].join(" ");
  });
  const order = createHeldOrder({ sorted, asked: sortedBy, nameOf: ({ key }) => key });
  const measuredOf = (row: MeasuredRow, slot: SlotName): Measured => {
    return { row, slot, between: between.value, distance: options.value.distance };
  };
  /** The whole course of the weights' own distances, where somebody looks at one layer. */
  const chosen = computed((): RankedRow | null => {
    const row = measured.value.find(({ key }) => key === store.parameterKey.value);
    if (row === undefined) return null;
    const exact = (slot: SlotName) => {
      const values = row.values[slot];
      return values === null ? null : withExact(store, measuredOf(row, slot), values);
    };
    return { ...row, values: { a: exact("a"), b: exact("b") } };
  });
  const rows = computed(() => {
    const one = chosen.value;
    return order.shown.value.map((row) => (row.key === one?.key ? one : row));
  });
  return {
    options,
    between,
    change(some) {
      const distances = textOf(wordsOfDistances({ ...options.peek(), ...some }));
      settings.options.value = { ...settings.options.peek(), distances };
    },
    kinds,
    kind,
    shown,
    rows,
    hovered: computed(() => [
      ...new Set(shown.value.flatMap((slot) => store.hover.own[slot].value ?? [])),
    ]),
    order,
    told(row, slot) {
      void measures.version.value;
      const told = toldAt(row.values[slot], at.value[slot]);
      const value = exactNow(store, measuredOf(row, slot));
      return told.kind === "value" && value !== null
        ? { kind: "value", value, from: "weights" }
        : told;
    },
    at,
    end: computed(() => {
      const of = measured.value.flatMap(({ values }) => [largest(values.a), largest(values.b)]);
      const most = of.reduce((highest, one) => Math.max(highest, one), 0);
      return most > 0 ? most : (DISTANCES[options.value.distance].end ?? 1);
    }),
    stepEdges: computed((): [number, number] => {
      const edges = measured.value.flatMap(({ values }) => {
        return shown.value.flatMap((slot) => {
          const steps = values[slot]?.steps;
          return steps === undefined || steps.length === 0 ? [] : [steps[0]!, steps.at(-1)!];
        });
      });
      const first = edges.reduce((least, step) => Math.min(least, step), Infinity);
      const last = edges.reduce((most, step) => Math.max(most, step), -Infinity);
      return first < last ? [first, last] : [0, 1];
    }),
    progress: computed(() => {
      const all = measured.value.flatMap((row) => {
        return shown.value.flatMap((slot) => (row[slot] === null ? [] : [row.values[slot]]));
      });
      return { done: all.filter((one) => one !== null).length, all: all.length };
    }),
    questions: computed(() => {
      void measures.version.value;
      const each = (row: MeasuredRow) => shown.value.map((slot) => measuredOf(row, slot));
      // While the playhead runs, each of its places would be left before it is measured.
      const exact = playhead.playing.value
        ? []
        : [
            ...exactQuestions(store, rows.value.flatMap(each)),
            ...(chosen.value === null ? [] : each(chosen.value)).flatMap((one) =>
              courseQuestions(store, one),
            ),
          ];
      return [
        ...layers.value.flatMap((layer) => questionsOf(store, layer, between.value)),
        ...exact,
      ];
    }),
  };
}
