// What the classes are called, as many as there are.
import type { Examples } from "../../network/examples.ts";
import { classWords } from "../../parts/inside/classWords.ts";

export function classNames(examples: Examples | null, classes: number): string[] {
  return Array.from({ length: classes }, (_, index) => classWords(examples, index));
}
