// What is measured on the weights themselves at the playhead: of the first rows, where checkpoints hold both sides.
import type { TensorPlace } from "#contract/protocol.ts";
import { type ExactDistances, MOST_SORTED } from "#contract/measures/exactDistances.ts";
import type { MeasuredRow } from "../../store/measuredRows.ts";
import type { ExactQuestion } from "../../store/measures.ts";
import { indexAt } from "../../store/playheadRules.ts";
import type { DistanceName } from "../../store/quantities.ts";
import { SLOTS, type SlotName } from "../../store/selectionRules.ts";
import type { Store } from "../../store/store.ts";
import type { Between } from "./options.ts";

/** Of each, two tensors are put in order: for more rows nobody would wait. */
export const MOST_EXACT = 12;

/** Which of the weights' own distances is meant; between them, bins tell Jensen's and Shannon's. */
const MEASURES: Readonly<Record<DistanceName, keyof ExactDistances | null>> = {
  w1: "wasserstein",
  relative: "wasserstein",
  ks: "kolmogorovSmirnov",
  js: null,
};

const NOW = (index: number): number => index;
const EARLIER: Readonly<Record<Exclude<Between, "ab">, (index: number) => number>> = {
  start: () => 0,
  step: (index) => index - 1,
};

/** Null where a checkpoint is missing on either side. Reads signals: call it inside of a computed one. */
export function exactQuestion(
  store: Store,
  row: MeasuredRow,
  slot: SlotName,
  between: Between,
  distance: DistanceName,
): ExactQuestion | null {
  if (MEASURES[distance] === null) return null;
  const [a, b] =
    between === "ab"
      ? SLOTS.map((one) => at(store, row, one, NOW))
      : [at(store, row, slot, NOW), at(store, row, slot, EARLIER[between])];
  return a && b ? { kind: "exact", a, b } : null;
}

/** In the unit of the distance; null where it has not arrived or has none. */
export function exactValue(
  store: Store,
  row: MeasuredRow,
  slot: SlotName,
  question: ExactQuestion | null,
  distance: DistanceName,
): number | null {
  const measure = MEASURES[distance];
  const held = question === null || measure === null ? null : store.measures.exact(question);
  if (held === null || !Number.isFinite(held[measure!])) return null;
  if (distance !== "relative") return held[measure!];
  const deviation = deviationAt(store, row, slot);
  return deviation > 0 ? held[measure!] / deviation : null;
}

function deviationAt(store: Store, row: MeasuredRow, slot: SlotName): number {
  const course = row[slot] === null ? null : store.measures.course(row[slot].place);
  const columns = course?.course.columns;
  const index = indexAt(columns?.step ?? [], store.slots[slot].at.value ?? -Infinity);
  return columns?.deviation[index] ?? NaN;
}

/** The weights at the point that `from` makes of the playhead's. */
function at(
  store: Store,
  row: MeasuredRow,
  slot: SlotName,
  from: (index: number) => number,
): TensorPlace | null {
  const [series, run] = [row[slot], store.slots[slot].run.value];
  const steps = series === null ? null : store.measures.course(series.place)?.course.columns.step;
  if (series === null || run === null || !steps) return null;
  const here = indexAt(steps, store.slots[slot].at.value ?? -Infinity);
  const step = here < 0 ? undefined : steps[from(here)];
  if (step === undefined || !run.checkpoints.includes(step)) return null;
  const { count } = run.parameters.find((one) => one.series === series.place.series) ?? {
    count: 0,
  };
  if (count > MOST_SORTED) return null;
  return { run: run.id, generation: run.generation, step, name: series.tag };
}
