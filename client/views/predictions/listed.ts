// Which examples are listed, and in which order.
import { type SlotName, SLOTS } from "../../store/selectionRules.ts";
import { isForgotten, isLate, isNeverRight, type Learning } from "./learning.ts";

/** One cell of a slot's matrix. */
export interface ConfusionCell {
  slot: SlotName;
  actual: number;
  predicted: number;
}

/** What a slot answers; null where it is not known. */
export interface SlotAnswers {
  now: ArrayLike<number> | null;
  learning: Learning | null;
}
export type AllAnswers = Readonly<Record<SlotName, SlotAnswers>>;

interface ListWords {
  label: string;
  title: string;
  /** Whether one slot's answers put the example on the list. */
  holds?: (learning: Learning, example: number) => boolean;
}

export const LISTS = {
  all: { label: "All", title: "Every example" },
  forgotten: {
    label: "Forgotten",
    title: "Right at one checkpoint and wrong at the next, at least once",
    holds: isForgotten,
  },
  late: {
    label: "Learned late",
    title: "Right for good only in the second half of the checkpoints",
    holds: isLate,
  },
  never: { label: "Never learned", title: "Wrong at every checkpoint", holds: isNeverRight },
  apart: { label: "A and B differ", title: "A and B answer differently at the playhead" },
} as const satisfies Readonly<Record<string, ListWords>>;
export type ListName = keyof typeof LISTS;

export const ORDERS = {
  forgotten: { label: "Most forgotten first" },
  learned: { label: "Learned last first" },
  wrong: { label: "Most often wrong first" },
  number: { label: "By number" },
} as const;
export type OrderName = keyof typeof ORDERS;

export interface Listing {
  list: ListName;
  /** Instead of a list: the examples in one cell at the playhead. */
  cell: ConfusionCell | null;
  order: OrderName;
}

/** Numbers of the examples, in their order. Of two models, what either does counts. */
export function listed(
  { list, cell, order }: Listing,
  answers: AllAnswers,
  labels: ArrayLike<number>,
): number[] {
  const all = Array.from({ length: labels.length }, (_, example) => example);
  const found = all.filter((example) =>
    cell === null ? isOn(list, answers, example) : isIn(cell, answers, labels, example),
  );
  const rank = RANKS[order];
  const ranks = new Map(found.map((example) => [example, sumOf(answers, example, rank)]));
  return found.sort((one, other) => ranks.get(other)! - ranks.get(one)! || one - other);
}

function isOn(list: ListName, answers: AllAnswers, example: number): boolean {
  if (list === "all") return true;
  if (list === "apart") {
    const [a, b] = [answers.a.now, answers.b.now];
    return a !== null && b !== null && a[example] !== b[example];
  }
  const { holds } = LISTS[list];
  return SLOTS.some((slot) => {
    const { learning } = answers[slot];
    return learning !== null && holds(learning, example);
  });
}

function isIn(
  { slot, actual, predicted }: ConfusionCell,
  answers: AllAnswers,
  labels: ArrayLike<number>,
  example: number,
): boolean {
  return labels[example] === actual && answers[slot].now?.[example] === predicted;
}

type Rank = (learning: Learning, example: number) => number;

/** What is never learned comes after all that is. */
const NOT_LEARNED = -1;

const RANKS: Readonly<Record<OrderName, Rank>> = {
  // Of those forgotten as often, the one that is wrong more often.
  forgotten: ({ forgotten, wrong, known }, example) =>
    forgotten[example]! + wrong[example]! / (known + 1),
  learned: ({ learned }, example) => (learned[example]! < 0 ? NOT_LEARNED : learned[example]!),
  wrong: ({ wrong }, example) => wrong[example]!,
  number: () => 0,
};

function sumOf(answers: AllAnswers, example: number, rank: Rank): number {
  return SLOTS.reduce((sum, slot) => {
    const { learning } = answers[slot];
    return learning === null ? sum : sum + rank(learning, example);
  }, 0);
}
