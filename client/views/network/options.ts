// What the view is set to, and the words in the address that say so.
import type { RowKind } from "../../store/measuredRows.ts";
import { ROW_KINDS } from "../../store/measuredRows.ts";
import { namedIn, type OptionWords } from "../../store/optionWords.ts";
import {
  DISTANCES,
  type DistanceName,
  QUANTITIES,
  type QuantityName,
} from "../../store/quantities.ts";

export interface NetworkOptions {
  quantity: QuantityName;
  distance: DistanceName;
  /** Null shows the first kind that there is any of. */
  kind: RowKind | null;
  picture: "matrix" | "multiples";
  /** Whether small multiples have one value axis and one height. */
  isShared: boolean;
  /** Blocks whose layers are hidden. */
  closed: readonly string[];
}

export const FIRST_OPTIONS: NetworkOptions = {
  quantity: "std",
  distance: "w1",
  kind: null,
  picture: "matrix",
  isShared: false,
  closed: [],
};

const CLOSED = "closed";

/** Words that nobody knows are passed over. */
export function networkOptions(words: OptionWords): NetworkOptions {
  return {
    quantity: namedIn(words, QUANTITIES) ?? FIRST_OPTIONS.quantity,
    distance: namedIn(words, DISTANCES) ?? FIRST_OPTIONS.distance,
    kind: namedIn(words, ROW_KINDS) ?? null,
    picture: words.has("multiples") ? "multiples" : "matrix",
    isShared: words.has("shared"),
    closed: words.get(CLOSED) ?? [],
  };
}

/** Of what is as at first, nothing. */
export function wordsOfNetwork(options: NetworkOptions): OptionWords {
  const { quantity, distance, kind, picture, isShared, closed } = options;
  const words: string[] = [];
  if (quantity !== FIRST_OPTIONS.quantity) words.push(quantity);
  if (distance !== FIRST_OPTIONS.distance) words.push(distance);
  if (kind !== null) words.push(kind);
  if (picture !== FIRST_OPTIONS.picture) words.push(picture);
  if (isShared) words.push("shared");
  const all = new Map<string, readonly string[]>(words.map((word) => [word, []]));
  return closed.length === 0 ? all : all.set(CLOSED, closed);
}
