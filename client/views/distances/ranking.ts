// Which rows come first, and what each says at a step.
import { indexAt } from "../../store/playheadRules.ts";
import type { Values } from "../../store/quantities.ts";
import type { SlotName } from "../../store/selectionRules.ts";
import type { Ranking } from "./options.ts";

/** `exact`: 1 where a value is measured on the weights themselves. */
export type Course = Values & { exact?: Uint8Array };

/** What a row tells of each model; null where it tells nothing. What is of both is A's. */
export type RowValues = Readonly<Record<SlotName, Course | null>>;

/** What a distance was measured on: the weights themselves, bins that count them, or logged buckets. */
export type Source = "weights" | "bins" | "buckets";

export type Told =
  | { kind: "value"; value: number; from: Source }
  | { kind: "notFinite" }
  | { kind: "missing" };

const MISSING: Told = { kind: "missing" };

/** The distance at the last step that is not behind `at`. */
export function toldAt(values: Course | null, at: number): Told {
  const index = values === null ? -1 : indexAt(values.steps, at);
  if (values === null || index < 0 || values.known[index] === 0) return MISSING;
  const value = values.values[index]!;
  if (!Number.isFinite(value)) return { kind: "notFinite" };
  return { kind: "value", value, from: sourceAt(values, index) };
}

export function sourceAt({ exact, estimated }: Course, index: number): Source {
  if (exact?.[index] === 1) return "weights";
  return estimated[index] === 1 ? "buckets" : "bins";
}

/** The largest finite value of all; 0 when there is none. */
export function largest(values: Values | null): number {
  let most = 0;
  for (const value of values?.values ?? []) if (value < Infinity && value > most) most = value;
  return most;
}

type Weight = (row: RowValues, at: Readonly<Record<SlotName, number>>) => number;

/** By what rows are ordered, in descending order; what is not finite stands out most. */
const WEIGHTS: Readonly<Record<Ranking, Weight>> = {
  now: (row, at) =>
    Math.max(...(["a", "b"] as const).map((slot) => lastWeight(row[slot], at[slot]))),
  most: (row) => Math.max(largest(row.a), largest(row.b)),
  network: () => 0,
};

/** Of the newest that is known: until a new epoch is measured, of both models, rows stay in their order. */
function lastWeight(values: Course | null, at: number): number {
  let index = values === null ? -1 : indexAt(values.steps, at);
  while (index >= 0 && values!.known[index] === 0) index--;
  if (index < 0) return -1;
  const value = values!.values[index]!;
  return Number.isFinite(value) ? value : Infinity;
}

/** Indices of the rows, the first first; equal ones in the order in which they are. */
export function ranked(
  rows: readonly RowValues[],
  ranking: Ranking,
  at: Readonly<Record<SlotName, number>>,
): number[] {
  const weights = rows.map((row) => WEIGHTS[ranking](row, at));
  // Infinities are equal, though their difference is no number.
  return rows
    .map((_, i) => i)
    .sort((one, two) => (weights[two] === weights[one] ? 0 : weights[two]! - weights[one]!));
}
