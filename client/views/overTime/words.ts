// A picture over time in words, for those who do not see it.
import type { Slot } from "../../store/slot.ts";
import type { Store } from "../../store/store.ts";
import { nounOf } from "../../parts/nouns.ts";
import { wholeText } from "../../ui/format.ts";
import { printable } from "../../ui/printable.ts";
import type { Courses } from "./course.ts";
import { quantilesInWords } from "./pictures.ts";

const KIND_WORDS = { ridges: "Ridges", heat: "Heat map", bands: "Percentile bands" } as const;

/** "Ridges of the weights of hidden1/kernel of dropout-0.2, 16 epochs. epoch 0: median …; epoch 15: median …". */
export function courseInWords({ unit, parameterKey }: Store, courses: Courses, slot: Slot): string {
  const { points, quantiles } = courses.of[slot.slot];
  const shown = points.value;
  if (shown.length === 0) return "Nothing to show yet";
  const at = (row: number): string =>
    `${unit.value} ${wholeText(shown[row]!.step)}: ${quantilesInWords(quantiles.value, row)}`;
  const last = shown.length - 1;
  const what = `${KIND_WORDS[courses.options.value.kind]} of the ${nounOf(slot).many}`;
  const whose = `${printable(parameterKey.value ?? "", 60)} of ${printable(slot.name.value ?? "", 60)}`;
  return `${what} of ${whose}, ${wholeText(shown.length)} ${unit.value}s. ${at(0)}${last > 0 ? `; ${at(last)}` : ""}`;
}
