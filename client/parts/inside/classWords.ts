// What a class is called.
import type { Examples } from "../../network/examples.ts";
import { printable } from "../../ui/printable.ts";

const LONGEST = 24;

/** Its name where the examples have one, else its number. */
export function classWords(examples: Examples | null, index: number): string {
  return printable(examples?.classes?.[index] ?? String(index), LONGEST);
}

/** Of the first `classes` classes. */
export function classNames(examples: Examples | null, classes: number): string[] {
  return Array.from({ length: classes }, (_, index) => classWords(examples, index));
}
