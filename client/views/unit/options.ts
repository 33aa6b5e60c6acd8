// What the view is set to, and the words in the address that say so.
import { namedIn, type OptionWords } from "../../store/optionWords.ts";

/** What of the unit is shown at every checkpoint. */
export const STRIPS = {
  patch: { label: "Strongest patch" },
  projection: { label: "Its projection" },
  optimised: { label: "Optimised image" },
} as const;

export interface UnitOptions {
  strip: keyof typeof STRIPS;
}

export function unitOptions(words: OptionWords): UnitOptions {
  return { strip: namedIn(words, STRIPS) ?? "patch" };
}

export function wordsOfUnit({ strip }: UnitOptions): OptionWords {
  return new Map(strip === "patch" ? [] : [[strip, []]]);
}
