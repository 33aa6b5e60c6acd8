// What the view is set to, and the words in the address that say so.
import { namedIn, type OptionWords } from "../../store/optionWords.ts";
import { type SlotName, SLOTS } from "../../store/selectionRules.ts";
import { type ConfusionCell, type Listing, LISTS, ORDERS } from "./listed.ts";

export const SHOWN = {
  strips: { label: "Rows" },
  pictures: { label: "Pictures" },
} as const;

export interface PredictionsOptions extends Listing {
  /** Whether cells are shares of their row, or numbers of examples. */
  inShares: boolean;
  shown: keyof typeof SHOWN;
}

export const FIRST_OPTIONS: PredictionsOptions = {
  inShares: false,
  list: "all",
  cell: null,
  order: "forgotten",
  shown: "strips",
};

const SHARES = "shares";
const CELL = "cell";
/** Some lists and orders have a name in common. */
const LIST = "list";
const ORDER = "by";

/** Words that nobody knows are passed over. */
export function predictionsOptions(words: OptionWords): PredictionsOptions {
  const named = <T extends string>(word: string, table: Readonly<Record<T, unknown>>) =>
    namedIn(new Map((words.get(word) ?? []).map((value) => [value, []])), table);
  return {
    inShares: words.has(SHARES),
    list: named(LIST, LISTS) ?? FIRST_OPTIONS.list,
    cell: cellFrom(words.get(CELL) ?? []),
    order: named(ORDER, ORDERS) ?? FIRST_OPTIONS.order,
    shown: namedIn(words, SHOWN) ?? FIRST_OPTIONS.shown,
  };
}

const NUMBER = /^\d{1,5}$/;

function cellFrom([name, actual, predicted]: readonly string[]): ConfusionCell | null {
  const slot = SLOTS.find((one: SlotName) => one === name);
  if (slot === undefined || !NUMBER.test(actual ?? "") || !NUMBER.test(predicted ?? ""))
    return null;
  return { slot, actual: Number(actual), predicted: Number(predicted) };
}

/** Of what is as at first, nothing. */
export function wordsOfPredictions(options: PredictionsOptions): OptionWords {
  const { inShares, list, cell, order, shown } = options;
  const words = new Map<string, readonly string[]>();
  if (inShares) words.set(SHARES, []);
  if (list !== FIRST_OPTIONS.list) words.set(LIST, [list]);
  if (cell !== null) words.set(CELL, [cell.slot, String(cell.actual), String(cell.predicted)]);
  if (order !== FIRST_OPTIONS.order) words.set(ORDER, [order]);
  if (shown !== FIRST_OPTIONS.shown) words.set(shown, []);
  return words;
}
