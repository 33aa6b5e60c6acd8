// What the view is set to, and the words in the address that say so.
import { namedIn, type OptionWords } from "../../store/optionWords.ts";

/** What the map of the sliding square shows. */
export const MAPS = {
  probability: { label: "P(class)", title: "The probability of the class" },
  logit: { label: "Logit", title: "The value of the class before the softmax" },
  predicted: { label: "Answer", title: "The class that is answered" },
  activity: { label: "Unit", title: "The activity of the chosen unit, the mean over its map" },
} as const;
export type MapName = keyof typeof MAPS;

export const FILLS = {
  grey: { label: "Grey" },
  mean: { label: "Examples’ mean" },
  black: { label: "Black" },
  noise: { label: "Noise" },
} as const;
export type FillName = keyof typeof FILLS;

export const LESIONS_TO = {
  zero: { label: "set to zero" },
  mean: { label: "set to their mean" },
} as const;

/** What is switched off in a layer. */
export type OffUnits = "all" | readonly number[];
/** By name of the layer. */
export type Lesions = ReadonlyMap<string, OffUnits>;

export interface OcclusionOptions {
  map: MapName;
  /** Of the square, in pixels; null for a quarter of the image. */
  size: number | null;
  stride: number;
  fill: FillName;
  /** Whether the map of every checkpoint is shown, too. */
  isStrip: boolean;
  off: Lesions;
  to: keyof typeof LESIONS_TO;
  /** The layer whose units can be switched; null for the one of the unit that is looked at. */
  layer: string | null;
}

export const FIRST_OPTIONS: OcclusionOptions = {
  map: "probability",
  size: null,
  stride: 2,
  fill: "grey",
  isStrip: false,
  off: new Map(),
  to: "zero",
  layer: null,
};

const SIZE = "size";
const STRIDE = "stride";
const STRIP = "strip";
const LAYER = "in";
/** Before the name of a layer. */
const OFF = "off.";
const ALL = "all";
/** A fill is called "mean" already. */
const TO_MEAN = "tomean";
const NUMBER = /^\d{1,6}$/;

/** Words that nobody knows are passed over. */
export function occlusionOptions(words: OptionWords): OcclusionOptions {
  const numberOf = (word: string): number | null => {
    const [text = ""] = words.get(word) ?? [];
    return NUMBER.test(text) && Number(text) > 0 ? Number(text) : null;
  };
  return {
    map: namedIn(words, MAPS) ?? FIRST_OPTIONS.map,
    size: numberOf(SIZE),
    stride: numberOf(STRIDE) ?? FIRST_OPTIONS.stride,
    fill: namedIn(words, FILLS) ?? FIRST_OPTIONS.fill,
    isStrip: words.has(STRIP),
    off: offFrom(words),
    to: words.has(TO_MEAN) ? "mean" : "zero",
    layer: words.get(LAYER)?.[0] ?? null,
  };
}

function offFrom(words: OptionWords): Lesions {
  const off = new Map<string, OffUnits>();
  for (const [word, values] of words) {
    if (!word.startsWith(OFF)) continue;
    const units = values.filter((value) => NUMBER.test(value)).map(Number);
    if (values[0] === ALL) off.set(word.slice(OFF.length), ALL);
    else if (units.length > 0) off.set(word.slice(OFF.length), units);
  }
  return off;
}

/** Of what is as at first, nothing. */
export function wordsOfOcclusion(options: OcclusionOptions): OptionWords {
  const { map, size, stride, fill, isStrip, off, to, layer } = options;
  const words = new Map<string, readonly string[]>();
  if (map !== FIRST_OPTIONS.map) words.set(map, []);
  if (size !== null) words.set(SIZE, [String(size)]);
  if (stride !== FIRST_OPTIONS.stride) words.set(STRIDE, [String(stride)]);
  if (fill !== FIRST_OPTIONS.fill) words.set(fill, []);
  if (isStrip) words.set(STRIP, []);
  if (to === "mean") words.set(TO_MEAN, []);
  if (layer !== null) words.set(LAYER, [layer]);
  for (const [name, units] of off)
    words.set(`${OFF}${name}`, units === ALL ? [ALL] : units.map(String));
  return words;
}
