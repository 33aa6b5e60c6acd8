// What the view is set to, and the words in the address that say so.
import { namedIn, type OptionWords } from "../../store/optionWords.ts";

/** What a neuron is drawn as. */
export const PICTURES = {
  mixed: { label: "Images and rows" },
  images: { label: "Images" },
  rows: { label: "Rows of classes" },
} as const;
export type PictureKind = keyof typeof PICTURES;

/** What a band between two clusters stands for. */
export const BANDS = {
  net: { label: "Net weight" },
  signs: { label: "By sign" },
} as const;
export type BandKind = keyof typeof BANDS;

export const SHOWN = {
  both: { label: "A and B" },
  onlyA: { label: "A" },
  onlyB: { label: "B" },
} as const;
export type ShownModels = keyof typeof SHOWN;

/** Of CNNVis: fewer say nothing, more are not told apart. */
export const LEAST_K = 2;
export const MOST_K = 12;

export interface ClustersOptions {
  /** Clusters in each layer. */
  k: number;
  /** Edges at least that share of the strongest are drawn. */
  edges: number;
  bands: BandKind;
  picture: PictureKind;
  models: ShownModels;
}

export const FIRST_OPTIONS: ClustersOptions = {
  k: 6,
  edges: 0.35,
  bands: "net",
  picture: "mixed",
  models: "both",
};

/** Words that nobody knows are passed over. */
export function clustersOptions(words: OptionWords): ClustersOptions {
  const k = numberIn(words, "k");
  const edges = numberIn(words, "edges");
  return {
    k: Number.isInteger(k) && k >= LEAST_K && k <= MOST_K ? k : FIRST_OPTIONS.k,
    edges: edges >= 0 && edges <= 1 ? edges : FIRST_OPTIONS.edges,
    bands: namedIn(words, BANDS) ?? FIRST_OPTIONS.bands,
    picture: namedIn(words, PICTURES) ?? FIRST_OPTIONS.picture,
    models: namedIn(words, SHOWN) ?? FIRST_OPTIONS.models,
  };
}

function numberIn(words: OptionWords, word: string): number {
  const text = words.get(word)?.[0] ?? "";
  return text === "" ? NaN : Number(text);
}

/** Of what is as at first, nothing. */
export function wordsOfClusters({
  k,
  edges,
  bands,
  picture,
  models,
}: ClustersOptions): OptionWords {
  const words = new Map<string, readonly string[]>();
  if (k !== FIRST_OPTIONS.k) words.set("k", [String(k)]);
  if (edges !== FIRST_OPTIONS.edges) words.set("edges", [String(edges)]);
  if (bands !== FIRST_OPTIONS.bands) words.set(bands, []);
  if (picture !== FIRST_OPTIONS.picture) words.set(picture, []);
  if (models !== FIRST_OPTIONS.models) words.set(models, []);
  return words;
}
