// What the view is set to, and the words in the address that say so.
import { type RowKind, ROW_KINDS } from "../../store/measuredRows.ts";
import { namedIn, type OptionWords } from "../../store/optionWords.ts";
import { DISTANCES, type DistanceName } from "../../store/quantities.ts";

/** Between what the distances are. */
export const BETWEEN = {
  ab: { label: "A and B" },
  step: { label: "Consecutive steps" },
  start: { label: "Start and now" },
} as const;
export type Between = keyof typeof BETWEEN;

export const RANKINGS = {
  now: { label: "Largest now first" },
  most: { label: "Largest ever first" },
  network: { label: "Network order" },
} as const;
export type Ranking = keyof typeof RANKINGS;

export interface DistancesOptions {
  /** Null: A and B, where there are two. */
  between: Between | null;
  distance: DistanceName;
  ranking: Ranking;
  /** Null shows the first kind that there is any of. */
  kind: RowKind | null;
}

export const FIRST_OPTIONS: DistancesOptions = {
  between: null,
  distance: "w1",
  ranking: "now",
  kind: null,
};

/** Words that nobody knows are passed over. */
export function distancesOptions(words: OptionWords): DistancesOptions {
  return {
    between: namedIn(words, BETWEEN) ?? null,
    distance: namedIn(words, DISTANCES) ?? FIRST_OPTIONS.distance,
    ranking: namedIn(words, RANKINGS) ?? FIRST_OPTIONS.ranking,
    kind: namedIn(words, ROW_KINDS) ?? null,
  };
}

/** Of what is as at first, nothing. */
export function wordsOfDistances({
  between,
  distance,
  ranking,
  kind,
}: DistancesOptions): OptionWords {
  const words = [
    between,
    distance === FIRST_OPTIONS.distance ? null : distance,
    ranking === FIRST_OPTIONS.ranking ? null : ranking,
    kind,
  ];
  return new Map(words.filter((word) => word !== null).map((word) => [word, []]));
}
