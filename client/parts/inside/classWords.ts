// What a class is called.
import { printable } from "../../ui/printable.ts";

const LONGEST = 24;

/** Of the examples, or of what a network answers; null while they are not known. */
export type ClassNames = { classes: readonly string[] | null } | null;

/** Stands for a class where a network answers with an amount. */
export const AMOUNT: ClassNames = { classes: ["the value"] };

/** Its name where there is one, else its number. */
export function classWords(names: ClassNames, index: number): string {
  return printable(names?.classes?.[index] ?? String(index), LONGEST);
}

/** What the classes are called that examples are of, and what a network calls those that it takes them for. */
export interface Called {
  is: (index: number) => string;
  taken: (index: number) => string;
}

export function calledBy(examples: ClassNames, network: ClassNames): Called {
  return {
    is: (index) => classWords(examples, index),
    taken: (index) => classWords(network, index),
  };
}

/** Of the first `classes` classes. */
export function classNames(names: ClassNames, classes: number): string[] {
  return Array.from({ length: classes }, (_, index) => classWords(names, index));
}
