// What a command line says of units that a model is trained without, and what its run is called.
import { type Without, withoutWords } from "#contract/without.ts";
import { TrainerError } from "./trainerError.ts";

const UNITS = /^\d{1,7}(-\d{1,7})?$/;
const MOST_UNITS = 1_000_000;

/**
 * Of one or several `hidden1:3,17-20`.
 *
 * @throws TrainerError for what names no units
 */
export function withoutFrom(texts: readonly string[]): Without {
  const found = new Map<string, Set<number>>();
  for (const text of texts) {
    const [layer = "", list = "", ...more] = text.split(":");
    const ranges = list.split(",");
    if (layer === "" || more.length > 0 || !ranges.every((range) => UNITS.test(range))) {
      throw new TrainerError(
        `--without ${text} names no units. It has to be a layer and its units, such as hidden1:3,17-20`,
      );
    }
    const units = found.get(layer) ?? new Set();
    found.set(layer, units);
    for (const range of ranges) {
      const [from, to = from] = range.split("-").map(Number) as [number, number?];
      if (to < from || to - from >= MOST_UNITS) {
        throw new TrainerError(`--without ${text}: the units ${range} are none, or too many`);
      }
      for (let unit = from; unit <= to; unit++) units.add(unit);
    }
  }
  return Object.fromEntries(
    [...found].map(([layer, units]) => [layer, [...units].sort((one, other) => one - other)]),
  );
}

/** The same again, in one line. */
export function withoutInWords(without: Without): string {
  return withoutWords(without).join(" ");
}

const LONGEST = 32;

/** Ends the name of a run: all units where they are few, else how many. */
export function withoutInNames(without: Without): string {
  const words = withoutInWords(without).replace(/[^A-Za-z0-9._-]+/g, ".");
  const count = Object.values(without).reduce((sum, units) => sum + units.length, 0);
  return `without-${words.length <= LONGEST ? words : `${count}-units`}`;
}
