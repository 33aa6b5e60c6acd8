// Every parameter of a kind as one row of both models, in the order of the network: what views of the whole network list.
import { computed, type ReadonlySignal } from "@preact/signals";
import type { RunSummary } from "#contract/protocol.ts";
import { isOptimizers, type OfferedParameter, parameterKey } from "./parameters.ts";
import type { Place } from "./points.ts";
import { SLOTS, type SlotName } from "./selectionRules.ts";
import type { Store } from "./store.ts";

/** A model's own series of a row. */
export interface RowSeries {
  place: Place;
  /** How many points it has. */
  known: number;
  tag: string;
}

/** Null where a model has no such parameter, or nothing of it that can be measured. */
export interface MeasuredRow extends Readonly<Record<SlotName, RowSeries | null>> {
  key: string;
  /** Its name within its block. */
  name: string;
  block: string;
}

type Accepts = (parameter: OfferedParameter) => boolean;

/** The kinds of rows; the first that there is any of is shown at first. */
export const ROW_KINDS = {
  kernels: ({ role, quantity }) => role === "kernel" && quantity === "weights",
  weights: ({ quantity }) => quantity === "weights",
  gradients: ({ quantity }) => quantity === "gradients",
  activations: ({ quantity }) => quantity === "activations",
} as const satisfies Readonly<Record<string, Accepts>>;
export type RowKind = keyof typeof ROW_KINDS;

const KINDS = Object.keys(ROW_KINDS) as RowKind[];

/** Of what is offered, what optimisers keep left out. */
export function rowKindsOf(offered: readonly OfferedParameter[]): RowKind[] {
  return KINDS.filter((kind) => offered.some((one) => !isOptimizers(one) && ROW_KINDS[kind](one)));
}

/** The rows of one kind. */
export function measuredRows(store: Store, kind: RowKind): MeasuredRow[] {
  const { slots, offered } = store;
  const series = { a: seriesByKey(slots.a.run.value), b: seriesByKey(slots.b.run.value) };
  return offered.value
    .filter((one) => !isOptimizers(one) && ROW_KINDS[kind](one))
    .map(({ key, label, block }) => {
      const [a = null, b = null] = SLOTS.map((slot) => series[slot].get(key));
      return { key, name: withinBlock(label, block), block, a, b };
    });
}

/** The rows that a view lists, of the kind that it asks for where there is any of it. */
export interface ChosenRows {
  readonly kinds: ReadonlySignal<readonly RowKind[]>;
  /** Null while there is none. */
  readonly kind: ReadonlySignal<RowKind | null>;
  readonly rows: ReadonlySignal<readonly MeasuredRow[]>;
}

/** `asked`: null for the first kind that there is any of. */
export function createChosenRows(store: Store, asked: ReadonlySignal<RowKind | null>): ChosenRows {
  const kinds = computed(() => rowKindsOf(store.offered.value));
  const kind = computed(() => {
    const wished = asked.value;
    return wished !== null && kinds.value.includes(wished) ? wished : (kinds.value[0] ?? null);
  });
  const rows = computed(() => (kind.value === null ? [] : measuredRows(store, kind.value)));
  return { kinds, kind, rows };
}

function seriesByKey(run: RunSummary | null): Map<string, RowSeries> {
  const all = new Map<string, RowSeries>();
  for (const parameter of run?.parameters ?? []) {
    const { series, points: known, unavailable, tag } = parameter;
    if (unavailable !== null || known === 0) continue;
    const place = { run: run!.id, generation: run!.generation, series };
    const key = parameterKey(parameter);
    // As everywhere: the first of those that are called the same.
    if (!all.has(key)) all.set(key, { place, known, tag });
  }
  return all;
}

/** `encoder.3.attn/kernel` in the block `encoder.3` is `attn/kernel`; labels may lack the beginning of the block's name. */
function withinBlock(label: string, block: string): string {
  if (block === "") return label;
  for (let from = 0; from < block.length; from = pieceAfter(block, from)) {
    const path = block.slice(from);
    const rest = label.slice(path.length + 1);
    if (label.startsWith(path) && rest !== "") return rest;
  }
  return label;
}

/** Where the next piece of a path begins. */
function pieceAfter(path: string, from: number): number {
  const end = path.slice(from).search(/[/.]/);
  return end < 0 ? path.length : from + end + 1;
}
