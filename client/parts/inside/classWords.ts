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

/** Of the first `classes` classes. */
export function classNames(names: ClassNames, classes: number): string[] {
  return Array.from({ length: classes }, (_, index) => classWords(names, index));
}
