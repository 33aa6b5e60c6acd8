// What is measured on the weights themselves, where checkpoints hold both sides: of every row at the playhead, of the chosen one over all steps.
import type { TensorPlace } from "#contract/protocol.ts";
import { type ExactDistances, MOST_SORTED } from "#contract/measures/exactDistances.ts";
import type { MeasuredRow } from "../../store/measuredRows.ts";
import type { ExactQuestion } from "../../store/measures/index.ts";
import { indexAt } from "../../store/playheadRules.ts";
import type { DistanceName, Values } from "../../store/quantities.ts";
import type { SlotName } from "../../store/selectionRules.ts";
import type { Store } from "../../store/store.ts";
import type { Between } from "./options.ts";
import type { Course } from "./ranking.ts";

/** Weights that are put in order for all rows at one step: some seconds of one core. */
const MOST_AT_ONCE = 67_108_864;
/** The same for one row over all its steps. */
const MOST_OVER_TIME = 268_435_456;

/** Which of the weights' own distances is meant; Jensen's and Shannon's needs bins. */
const MEASURES: Readonly<Record<DistanceName, keyof ExactDistances | null>> = {
  w1: "wasserstein",
  relative: "wasserstein",
  ks: "kolmogorovSmirnov",
  js: null,
};

const EARLIER: Readonly<Record<Exclude<Between, "ab">, (index: number) => number>> = {
  start: () => 0,
  step: (index) => index - 1,
};

/** A distance of one row's, of one model or between both. */
export interface Measured {
  row: MeasuredRow;
  /** A where it is of both. */
  slot: SlotName;
  between: Between;
  distance: DistanceName;
}

/** One side's weights at its steps. */
interface Side {
  steps: Float64Array;
  deviations: Float64Array;
  /** Number of weights. */
  count: number;
  at(index: number): TensorPlace | null;
}

/** What is measured, and what it is measured against. */
interface Sides {
  own: Side;
  other: Side;
}

/** The questions at the playhead for as many rows as there is patience for, those in front first. Reads signals. */
export function exactQuestions(store: Store, asked: readonly Measured[]): ExactQuestion[] {
  let left = MOST_AT_ONCE;
  return asked.flatMap((measured) => {
    const sides = sidesOf(store, measured);
    if (sides === null) return [];
    left -= sides.own.count + sides.other.count;
    return left < 0
      ? []
      : (questionAt(store, measured, sides, indexNow(store, measured, sides)) ?? []);
  });
}

/** At as many steps as there is patience for, evenly apart. Reads signals. */
export function courseQuestions(store: Store, measured: Measured): ExactQuestion[] {
  const sides = sidesOf(store, measured);
  if (sides === null) return [];
  const { own, other } = sides;
  const every = Math.ceil(((own.count + other.count) * own.steps.length) / MOST_OVER_TIME);
  return Array.from(own.steps.keys()).flatMap((index) => {
    return index % every === 0 ? (questionAt(store, measured, sides, index) ?? []) : [];
  });
}

/** The course with every value that is known exactly in the place of the one from bins. Reads signals. */
export function withExact(store: Store, measured: Measured, values: Values): Course {
  const exact = new Uint8Array(values.steps.length);
  const course = { ...values, values: values.values.slice(), exact };
  const sides = sidesOf(store, measured);
  if (sides === null) return course;
  for (const index of values.steps.keys()) {
    const value = values.known[index] === 0 ? null : exactAt(store, measured, sides, index);
    if (value === null) continue;
    course.values[index] = value;
    exact[index] = 1;
  }
  return course;
}

/** At the playhead, in the unit of the distance; null where it has not arrived or has none. Reads signals. */
export function exactNow(store: Store, measured: Measured): number | null {
  const sides = sidesOf(store, measured);
  return sides && exactAt(store, measured, sides, indexNow(store, measured, sides));
}

function exactAt(store: Store, measured: Measured, sides: Sides, index: number): number | null {
  const measure = MEASURES[measured.distance];
  const question = questionAt(store, measured, sides, index);
  const held = question === null || measure === null ? null : store.measures.exact(question);
  const value = held?.[measure!] ?? NaN;
  if (!Number.isFinite(value)) return null;
  if (measured.distance !== "relative") return value;
  const deviation = sides.own.deviations[index]!;
  return deviation > 0 ? value / deviation : null;
}

function indexNow({ slots }: Store, { slot }: Measured, { own }: Sides): number {
  return indexAt(own.steps, slots[slot].at.value ?? -Infinity);
}

/** At a point of the slot's course; null where a checkpoint is missing on either side. */
function questionAt(
  store: Store,
  { between }: Measured,
  { own, other }: Sides,
  index: number,
): ExactQuestion | null {
  const step = own.steps[index];
  if (step === undefined) return null;
  const a = own.at(index);
  const b = other.at(
    between === "ab" ? indexOfPartner(store, other.steps, step) : EARLIER[between](index),
  );
  return a && b ? { kind: "exact", a, b } : null;
}

/** As distances from bins are paired: none beyond the other's last step. */
function indexOfPartner({ aligned }: Store, steps: Float64Array, step: number): number {
  const own = aligned.partner(step);
  return own > (steps.at(-1) ?? -Infinity) ? -1 : indexAt(steps, own);
}

/** Null where there is nothing to put in order. */
function sidesOf(store: Store, { row, slot, between, distance }: Measured): Sides | null {
  if (MEASURES[distance] === null) return null;
  const own = sideOf(store, row, slot);
  const other = between === "ab" ? sideOf(store, row, "b") : own;
  return own && other && { own, other };
}

function sideOf(store: Store, row: MeasuredRow, slot: SlotName): Side | null {
  const [series, run] = [row[slot], store.slots[slot].run.value];
  const columns = series === null ? null : store.measures.course(series.place)?.course.columns;
  if (series === null || run === null || !columns) return null;
  const parameter = run.parameters.find((one) => one.series === series.place.series);
  if (parameter === undefined || parameter.count > MOST_SORTED) return null;
  const { id, generation, checkpoints } = run;
  return {
    steps: columns.step,
    deviations: columns.deviation,
    count: parameter.count,
    at(index) {
      const step = columns.step[index];
      // They ascend: of a long training, looking at all of them for every step would take seconds.
      if (step === undefined || checkpoints[indexAt(checkpoints, step)] !== step) return null;
      return { run: id, generation, step, name: series.tag };
    },
  };
}
