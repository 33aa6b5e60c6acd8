// The quantities that can be compared across layers, steps and models: what each is called, asked by, and read from.
import { type Course, type CourseColumn, isEstimated } from "#contract/measures/course.ts";
import type { Distances } from "#contract/measures/distances.ts";
import type { Pair } from "#contract/measures/pairs.ts";
import type { MeasuredRow } from "./measuredRows.ts";
import type { PairDistances, Question } from "./measures/index.ts";
import { SLOTS, type SlotName } from "./selectionRules.ts";
import type { Store } from "./store.ts";

/** How far two distributions are apart is measured in one of these. */
export const DISTANCES = {
  w1: { label: "Wasserstein-1", symbol: "W₁", measure: "wasserstein", end: null },
  relative: { label: "Wasserstein-1 ÷ σ", symbol: "W₁ ÷ σ", measure: "wasserstein", end: null },
  js: { label: "Jensen-Shannon", symbol: "JS", measure: "jensenShannon", end: Math.LN2 },
  ks: { label: "Kolmogorov-Smirnov", symbol: "KS", measure: "kolmogorovSmirnov", end: 1 },
} as const satisfies Readonly<
  Record<string, { label: string; symbol: string; measure: keyof Distances; end: number | null }>
>;
export type DistanceName = keyof typeof DISTANCES;

/** Why the weights themselves do not tell it better. */
export const JS_NEEDS_BINS =
  "Always of shared bins: hardly two single weights are equal, and without bins any two models would be ln 2 apart.";

export interface Quantity {
  label: string;
  /** One sentence on what it is. */
  about: string;
  /** Whether it is told of each model, or of both together. */
  of: "each" | "pair";
  /** Whether a distance has to be chosen. */
  isDistance: boolean;
  scale: "log" | "linear";
  /** Whether it also says something where weights are not finite. */
  isOfNonFinite: boolean;
}

const EACH = { of: "each", isDistance: false, scale: "log", isOfNonFinite: false } as const;

export const QUANTITIES = {
  std: {
    ...EACH,
    label: "Standard deviation",
    about: "How wide the weights are spread around their mean.",
  },
  start: {
    ...EACH,
    isDistance: true,
    label: "Distance from the start",
    about: "How far each distribution is from the first that was logged.",
  },
  step: {
    ...EACH,
    isDistance: true,
    label: "Step-to-step distance",
    about: "How far each distribution is from the one before it: dark rows have stopped moving.",
  },
  ab: {
    ...EACH,
    of: "pair",
    isDistance: true,
    label: "A to B distance",
    about: "How far A’s distribution is from B’s at the moment that belongs to it.",
  },
  norm: { ...EACH, label: "‖W‖", about: "The Euclidean norm of all the parameter’s weights." },
  update: {
    ...EACH,
    label: "Update ÷ weight",
    about:
      "‖ΔW‖ ÷ ‖W‖ between consecutive checkpoints, exact: all updates in between together. Only where checkpoints hold the weights.",
  },
  zeros: {
    ...EACH,
    scale: "linear",
    label: "Zeros",
    about: "The share of weights that are exactly zero.",
  },
  nonFinite: {
    ...EACH,
    scale: "linear",
    isOfNonFinite: true,
    label: "Not finite",
    about: "The share of weights that are NaN or infinite.",
  },
} as const satisfies Readonly<Record<string, Quantity>>;
export type QuantityName = keyof typeof QUANTITIES;

/** One quantity of one row over its steps. */
export interface Values {
  steps: Float64Array;
  /** NaN where the weights are not finite. */
  values: Float64Array;
  /** 1 where there is a value, finite or not. */
  known: Uint8Array;
  /** 1 where it is only estimated. */
  estimated: Uint8Array;
  /** Points of the series that were looked at; of very many, some are shown. */
  looked: number;
}

/** What has to be asked to tell the quantity of a row, of both models. */
export function questionsOf(store: Store, row: MeasuredRow, name: QuantityName): Question[] {
  const questions: Question[] = SLOTS.flatMap((slot) => {
    const series = row[slot];
    return series === null ? [] : [{ kind: "course" as const, ...series }];
  });
  if (name === "ab" && row.a !== null && row.b !== null) {
    const pairs = pairsOf(store, row).filter((pair): pair is Pair => pair !== null);
    questions.push({ kind: "distances", a: row.a.place, b: row.b.place, pairs });
  }
  for (const slot of name === "update" ? SLOTS : []) {
    const run = store.slots[slot].run.value;
    const series = row[slot];
    if (run === null || series === null || run.checkpoints.length < 2) continue;
    const { id, generation, checkpoints: steps } = run;
    questions.push({ kind: "movements", run: id, generation, name: series.tag, steps });
  }
  return questions;
}

/** The quantity of a row as far as it has arrived; null before its course has. What is of both is A's. */
export function valuesOf(
  store: Store,
  row: MeasuredRow,
  slot: SlotName,
  name: QuantityName,
  distance: DistanceName,
): Values | null {
  const series = row[slot];
  const held = series === null ? null : store.measures.course(series.place);
  if (series === null || held === null) return null;
  const { course } = held;
  const { columns } = course;
  const { length } = columns.step;
  const steps = columns.step;
  const values = new Float64Array(length).fill(NaN);
  const known = new Uint8Array(length);
  const estimated = new Uint8Array(length);
  const { value, isEstimated: areEstimated } = READERS[name](store, row, slot, course, distance);
  const { isOfNonFinite } = QUANTITIES[name];
  for (let i = 0; i < length; i++) {
    const own = value(i);
    const hasNonFinite = columns.nonFinite[i]! > 0;
    if (Number.isNaN(own) && !hasNonFinite) continue;
    known[i] = 1;
    values[i] = hasNonFinite && !isOfNonFinite ? NaN : own;
    estimated[i] = areEstimated(i) ? 1 : 0;
  }
  return { steps, values, known, estimated, looked: held.to };
}

/** Of each point of a course; NaN where nothing can be told or has arrived. */
interface Reading {
  value(this: void, point: number): number;
  isEstimated(this: void, point: number): boolean;
}

type Reader = (
  store: Store,
  row: MeasuredRow,
  slot: SlotName,
  course: Course,
  distance: DistanceName,
) => Reading;

const READERS: Readonly<Record<QuantityName, Reader>> = {
  std: column("deviation"),
  norm: column("norm"),
  zeros: column("zeros"),
  nonFinite: column("nonFinite"),
  start: distanceColumn("FromFirst"),
  step: distanceColumn("FromPrevious"),
  ab: (store, row, _slot, course, distance) => {
    const pairs = pairsOf(store, row);
    const { measure } = DISTANCES[distance];
    const unit = unitOf(course, distance);
    const at = (point: number): PairDistances | null => {
      const pair = pairs[point];
      return pair ? store.measures.distances(row.a!.place, row.b!.place, pair) : null;
    };
    return {
      value: (point) => (at(point)?.[measure] ?? NaN) / unit(point),
      isEstimated: (point) => at(point)?.isEstimated === true,
    };
  },
  update: (store, row, slot, { columns }) => {
    const { place, tag } = row[slot]!;
    const movements = store.measures.movements(place.run, place.generation, tag);
    return {
      value: (point) => movements.get(columns.step[point]!) ?? NaN,
      isEstimated: () => false,
    };
  },
};

function column(name: CourseColumn): Reader {
  return (_store, _row, _slot, course) => {
    const values = course.columns[name];
    return {
      value: (point) => values[point]!,
      isEstimated: (point) => isEstimated(course, point, name),
    };
  };
}

function distanceColumn(ending: "FromFirst" | "FromPrevious"): Reader {
  return (_store, _row, _slot, course, distance) => {
    const name = `${DISTANCES[distance].measure}${ending}` as const;
    const values = course.columns[name];
    const unit = unitOf(course, distance);
    return {
      value: (point) => values[point]! / unit(point),
      isEstimated: (point) => isEstimated(course, point, name),
    };
  };
}

/** In units of the standard deviation at that point, layers of different width compare; where it is 0, there is none. */
function unitOf({ columns }: Course, name: DistanceName): (point: number) => number {
  if (name !== "relative") return () => 1;
  return (point) => {
    const deviation = columns.deviation[point]!;
    return deviation > 0 ? deviation : NaN;
  };
}

/** For each point of A's course the pair with B's that belongs to it; null where B has none, or had ended. */
function pairsOf(store: Store, row: MeasuredRow): (Pair | null)[] {
  const [a, b] = SLOTS.map((slot) => {
    const series = row[slot];
    return series === null ? null : (store.measures.course(series.place)?.course ?? null);
  });
  if (!a || !b) return [];
  const { leader, partner } = store.aligned;
  const isSameStep = leader.value === null;
  const steps = b.columns.step;
  const last = steps.at(-1) ?? -Infinity;
  let found = -1;
  return Array.from(a.columns.step, (step, i) => {
    const own = isSameStep ? step : partner(step);
    // However they are aligned, B's moments never fall along A's; only an infinite one stands behind those after it.
    if (own > last) return null;
    while (found + 1 < steps.length && steps[found + 1]! <= own) found++;
    return found < 0 || own < steps[0]! ? null : [a.indices[i]!, b.indices[found]!];
  });
}
