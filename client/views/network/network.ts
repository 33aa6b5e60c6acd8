// What the view shows, derived in one place: rows, both models' values, their colours, and what is pointed at.
import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Distribution } from "#contract/distribution.ts";
import { cellEdges, nearestStep } from "../../charts/columns.ts";
import type { MatrixPicture } from "../../charts/matrix.ts";
import { type Cell, type MatrixRow, matrixRows } from "../../charts/matrixRows.ts";
import { paletteOf } from "../../charts/palette.ts";
import { sequential } from "../../charts/ramps.ts";
import { createChosenRows, type MeasuredRow, type RowKind } from "../../store/measuredRows.ts";
import { textOf, wordsFrom } from "../../store/optionWords.ts";
import type { Question } from "../../store/measures/index.ts";
import { standingAt } from "../../store/playheadRules.ts";
import {
  DISTANCES,
  QUANTITIES,
  questionsOf,
  type Values,
  valuesOf,
} from "../../store/quantities.ts";
import { SLOTS, type SlotName } from "../../store/selectionRules.ts";
import type { Store } from "../../store/store.ts";
import { printable } from "../../ui/printable.ts";
import { colourScale } from "./colourScale.ts";
import { commonSteps, type Grid, gridOf } from "./grid.ts";
import { type NetworkOptions, networkOptions, wordsOfNetwork } from "./options.ts";

export interface Network {
  readonly options: ReadonlySignal<NetworkOptions>;
  change(some: Partial<NetworkOptions>): void;
  /** The kinds of rows that there are. */
  readonly kinds: ReadonlySignal<readonly RowKind[]>;
  readonly kind: ReadonlySignal<RowKind | null>;
  readonly layers: ReadonlySignal<readonly MeasuredRow[]>;
  readonly rows: ReadonlySignal<readonly MatrixRow[]>;
  /** The models that have a picture of their own; A's is of both where the quantity is. */
  readonly shown: ReadonlySignal<readonly SlotName[]>;
  readonly grids: Readonly<Record<SlotName, ReadonlySignal<Grid>>>;
  readonly pictures: Readonly<Record<SlotName, ReadonlySignal<MatrixPicture>>>;
  /** Whether all distributions at the playhead are shown: asked for, or so few that there is room. */
  readonly hasMultiples: ReadonlySignal<boolean>;
  /** What the quantity is called, with the distance where it is one. */
  readonly title: ReadonlySignal<string>;
  /** How many series were measured, of how many. */
  readonly progress: ReadonlySignal<{ done: number; all: number }>;
  /** How many points of the longest series are shown, of how many. */
  readonly thinned: ReadonlySignal<{ shown: number; all: number } | null>;
  /** Of the layers the one that is pointed at, anywhere on the page, else the chosen one; −1 where it is not among them. */
  readonly litLayer: ReadonlySignal<number>;
  /** The cell under the pointer or the keyboard's cursor, in either matrix; else that layer at the step that is pointed at, else at the playhead. */
  readonly lit: ReadonlySignal<Cell | null>;
  /** The pointer, or the keyboard's cursor, is on a cell of that model's; null when it has left. */
  point(slot: SlotName, cell: Cell | null): void;
  /** Opens a cell of that model's. */
  choose(slot: SlotName, cell: Cell): void;
  toggle(row: number): void;
  /** A layer’s distribution at the playhead; null where there is none. */
  distribution(slot: SlotName, layer: MeasuredRow): Distribution | "awaited" | null;
  /** How many of those at the playhead are here, of how many. */
  readonly snapshots: ReadonlySignal<{ done: number; all: number }>;
  /** What has to be asked of the server for all this. */
  readonly questions: ReadonlySignal<readonly Question[]>;
}

const LONGEST_NAME = 60;
/** Beside the rows of so few layers there is room for their distributions. */
const FEW_LAYERS = 12;

export function createNetwork(store: Store): Network {
  const { hover, settings, measures, playhead, theme, unit } = store;
  const words = computed(() => settings.options.value.network ?? "");
  const options = computed(() => networkOptions(wordsFrom(words.value)));
  const change = (some: Partial<NetworkOptions>): void => {
    const network = textOf(wordsOfNetwork({ ...options.peek(), ...some }));
    settings.options.value = { ...settings.options.peek(), network };
  };
  const asked = computed(() => options.value.kind);
  const { kinds, kind, rows: layers } = createChosenRows(store, asked);
  const rows = computed(() => {
    const named = layers.value.map(({ name, block }) => {
      return { name: printable(name, LONGEST_NAME), block: printable(block, LONGEST_NAME) };
    });
    return matrixRows(named, new Set(options.value.closed));
  });
  const shown = computed((): readonly SlotName[] => {
    if (QUANTITIES[options.value.quantity].of === "pair") return ["a"];
    return SLOTS.filter((slot) => store.slots[slot].run.value !== null);
  });
  const valuesIn = (slot: SlotName): ReadonlySignal<readonly (Values | null)[]> =>
    computed(() => {
      void measures.version.value;
      const { quantity, distance } = options.value;
      if (!shown.value.includes(slot)) return layers.value.map(() => null);
      return layers.value.map((layer) => valuesOf(store, layer, slot, quantity, distance));
    });
  const values = { a: valuesIn("a"), b: valuesIn("b") };
  const steps = computed(() => commonSteps([...values.a.value, ...values.b.value]));
  const gridIn = (slot: SlotName) => computed(() => gridOf(values[slot].value, steps.value));
  const grids = { a: gridIn("a"), b: gridIn("b") };
  const title = computed(() => {
    const { quantity, distance } = options.value;
    const { label, isDistance } = QUANTITIES[quantity];
    return isDistance ? `${label}, ${DISTANCES[distance].symbol}` : label;
  });
  const scale = computed(() => {
    const ends = SLOTS.map((slot) => grids[slot].value.values);
    return colourScale(ends, QUANTITIES[options.value.quantity].scale);
  });
  const pictureOf = (slot: SlotName) =>
    computed((): MatrixPicture => {
      const { scale: kindOfScale, of } = QUANTITIES[options.value.quantity];
      return {
        quantities: grids[slot].value,
        rows: rows.value,
        title: kindOfScale === "log" ? `${title.value}, log` : title.value,
        scale: scale.value,
        ramp: sequential(theme.value, of === "pair" ? "neutral" : slot),
        stepEdges: cellEdges(steps.value),
        unit: unit.value,
        palette: paletteOf(theme.value),
      };
    });
  const pointed = signal<Cell | null>(null);
  const litLayer = computed(() => {
    const key = hover.parameter.value ?? store.parameterKey.value;
    return layers.value.findIndex((layer) => layer.key === key);
  });
  const lit = computed((): Cell | null => {
    const cell = pointed.value;
    if (cell !== null && cell.row < rows.value.length && cell.step < steps.value.length)
      return cell;
    const row = rows.value.findLastIndex((one) => one.layers.includes(litLayer.value));
    const step = nearestStep(steps.value, hover.step.value ?? playhead.at.value ?? 0);
    return row < 0 || step < 0 ? null : { row, step };
  });
  const series = computed(() => {
    return layers.value.flatMap((layer) => SLOTS.flatMap((slot) => layer[slot] ?? []));
  });
  const snapshotIn = (slot: SlotName, layer: MeasuredRow) => {
    const own = layer[slot];
    const course = own === null ? null : (measures.course(own.place)?.course ?? null);
    if (own === null || course === null) return null;
    const stands = standingAt(course.columns.step, store.slots[slot].at.value ?? -Infinity);
    if (stands.kind === "empty") return null;
    return { place: own.place, index: course.indices[stands.index]! };
  };
  const hasMultiples = computed(() => {
    const { picture, quantity } = options.value;
    if (picture === "multiples") return true;
    return layers.value.length <= FEW_LAYERS && QUANTITIES[quantity].of === "each";
  });
  const wantedSnapshots = computed(() => {
    void measures.version.value;
    if (!hasMultiples.value) return [];
    return layers.value.flatMap((layer) => {
      return SLOTS.flatMap((slot) => snapshotIn(slot, layer) ?? []);
    });
  });

  return {
    options,
    change,
    kinds,
    kind,
    layers,
    rows,
    shown,
    hasMultiples,
    grids,
    pictures: { a: pictureOf("a"), b: pictureOf("b") },
    title,
    progress: computed(() => {
      void measures.version.value;
      const done = series.value.filter(({ place }) => measures.course(place) !== null).length;
      return { done, all: series.value.length };
    }),
    thinned: computed(() => {
      void measures.version.value;
      for (const { place } of series.value) {
        const held = measures.course(place);
        const points = held?.course.indices.length ?? 0;
        if (held !== null && points < held.to) return { shown: points, all: held.to };
      }
      return null;
    }),
    litLayer,
    lit,
    point(slot, cell) {
      pointed.value = cell;
      if (cell === null) return hover.leave();
      const row = rows.peek()[cell.row];
      const layer = row?.kind === "layer" ? layers.peek()[row.layers[0]!] : undefined;
      const step = steps.peek()[cell.step] ?? null;
      return hover.pointIn(slot, { step, parameter: layer?.key ?? null });
    },
    choose(slot, { row, step }) {
      const one = rows.peek()[row];
      const layer = layers.peek()[one?.layers[0] ?? -1];
      if (one?.kind === "layer" && layer !== undefined) settings.parameter.value = layer.key;
      const to = steps.peek()[step];
      if (to !== undefined) playhead.moveTo(store.aligned.playheadAt(slot, to));
    },
    toggle(row) {
      const one = rows.peek()[row];
      if (one?.kind !== "block") return;
      const { closed } = options.peek();
      const rest = closed.filter((name) => name !== one.name);
      change({ closed: one.isClosed ? rest : [...rest, one.name] });
    },
    distribution(slot, layer) {
      const at = snapshotIn(slot, layer);
      if (at === null) return null;
      return measures.snapshot(at.place, at.index)?.distribution ?? "awaited";
    },
    snapshots: computed(() => {
      const all = wantedSnapshots.value;
      const done = all.filter(({ place, index }) => measures.snapshot(place, index) !== null);
      return { done: done.length, all: all.length };
    }),
    questions: computed(() => {
      const snapshots = wantedSnapshots.value.map((at) => ({ kind: "snapshot" as const, ...at }));
      const { quantity } = options.value;
      void measures.version.value;
      return [
        ...snapshots,
        ...layers.value.flatMap((layer) => questionsOf(store, layer, quantity)),
      ];
    }),
  };
}
