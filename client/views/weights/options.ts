// What the view is set to, and the words in the address that say so.
import { namedIn, type OptionWords } from "../../store/optionWords.ts";

export const PICTURES = {
  hinton: { label: "Hinton diagram" },
  kernels: { label: "Kernels" },
} as const;

/** What the weight is that fills its cell, or that is at the end of the colours. */
export const SCALES = {
  shared: { label: "One scale for all epochs, A and B" },
  matrix: { label: "Scale of each matrix" },
  power: { label: "Next power of two" },
} as const;

export const ORDERS = {
  index: { label: "Units by index" },
  norm: { label: "Units by norm" },
  similarity: { label: "Similar units together" },
} as const;

export const MINUENDS = {
  weights: { label: "Weights" },
  change: { label: "Change since …" },
  other: { label: "A − B" },
} as const;

type Range = readonly [from: number, to: number];

type Picture = keyof typeof PICTURES;

/** As asked for: null is the picture that suits the kernel. */
export interface AskedOptions extends Omit<WeightsOptions, "picture"> {
  picture: Picture | null;
}

export interface WeightsOptions {
  picture: Picture;
  scale: keyof typeof SCALES;
  order: keyof typeof ORDERS;
  /** The weights themselves, or what they differ by from another step's or from the other model's. */
  shown: keyof typeof MINUENDS;
  /** The step that changes are counted from; null for the first. */
  since: number | null;
  /** Place in the window of a convolution; null for the norm over all of them. */
  slice: number | null;
  /** Whether a pixel of many weights shows the strongest instead of their mean. */
  isStrongest: boolean;
  /** Places, in their order, of the rows and columns that are looked at; null for all. */
  part: { rows: Range; columns: Range } | null;
  /** The receiving unit whose kernels are shown where all would be too many. */
  unit: number;
}

export const FIRST_OPTIONS: AskedOptions = {
  picture: null,
  scale: "shared",
  order: "index",
  shown: "weights",
  since: null,
  slice: null,
  isStrongest: false,
  part: null,
  unit: 0,
};

const NUMBER = /^\d{1,9}$/;

/** Words that nobody knows are passed over. */
export function weightsOptions(words: OptionWords): AskedOptions {
  const [since = null] = numbersOf(words, "change");
  const [slice = null] = numbersOf(words, "slice");
  const [unit = 0] = numbersOf(words, "unit");
  const [top, bottom, left, right] = numbersOf(words, "part");
  const isPart = right !== undefined && top! < bottom! && left! < right;
  return {
    picture: namedIn(words, PICTURES) ?? null,
    scale: namedIn(words, SCALES) ?? FIRST_OPTIONS.scale,
    order: namedIn(words, ORDERS) ?? FIRST_OPTIONS.order,
    shown: namedIn(words, MINUENDS) ?? FIRST_OPTIONS.shown,
    since,
    slice,
    isStrongest: words.has("strongest"),
    part: isPart ? { rows: [top!, bottom!], columns: [left!, right] } : null,
    unit,
  };
}

function numbersOf(words: OptionWords, word: string): number[] {
  return (words.get(word) ?? []).filter((value) => NUMBER.test(value)).map(Number);
}

/** Of what is as at first, nothing. */
export function wordsOfWeights(options: AskedOptions): OptionWords {
  const { picture, scale, order, shown, since, slice, isStrongest, part, unit } = options;
  const words = new Map<string, readonly string[]>();
  if (picture !== null) words.set(picture, []);
  if (scale !== FIRST_OPTIONS.scale) words.set(scale, []);
  if (order !== FIRST_OPTIONS.order) words.set(order, []);
  if (shown !== FIRST_OPTIONS.shown) {
    words.set(shown, shown === "change" && since !== null ? [String(since)] : []);
  }
  if (slice !== null) words.set("slice", [String(slice)]);
  if (isStrongest) words.set("strongest", []);
  if (part !== null) words.set("part", [...part.rows, ...part.columns].map(String));
  if (unit !== FIRST_OPTIONS.unit) words.set("unit", [String(unit)]);
  return words;
}

/** A convolution's filters are images; what a dense layer's units take from each other is a matrix. */
export function suitsKernel(shape: readonly number[] | null): Picture {
  return (shape?.length ?? 0) > 2 ? "kernels" : "hinton";
}
