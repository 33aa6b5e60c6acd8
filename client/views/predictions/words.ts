// What the pictures show, in words for those who do not see them and for those who point at them.
import { wholeText } from "../../ui/format.ts";
import { letter, type SlotName } from "../../store/selectionRules.ts";
import type { Called } from "../../parts/inside/classWords.ts";
import type { Confusion } from "../../parts/inside/confusion.ts";
import { countOf, isForgotten, isNeverRight, type Learning } from "./learning.ts";
import { type ConfusionCell, LISTS, type Listing } from "./listed.ts";
import type { SlotPredictions } from "./predictions.ts";

export function percent(share: number): string {
  return `${(share * 100).toFixed(share > 0 && share < 0.1 ? 1 : 0)}%`;
}

/** The mistakes that stand out, most first. */
const MOST_TOLD = 3;

export function confusionInWords(
  { classes, counts, total, right }: Confusion,
  { is, taken }: Called,
  slot: SlotName,
): string {
  const mistakes = Array.from(counts, (count, i) => ({ count, i }))
    .filter(({ count, i }) => count > 0 && Math.floor(i / classes) !== i % classes)
    .sort((one, other) => other.count - one.count)
    .slice(0, MOST_TOLD)
    .map(
      ({ count, i }) => `${is(Math.floor(i / classes))} taken for ${taken(i % classes)}: ${count}`,
    );
  const told = mistakes.length === 0 ? "" : ` Most often ${mistakes.join(", ")}.`;
  return `Confusion matrix of ${letter(slot)}: ${wholeText(right)} of ${wholeText(total)} examples right.${told}`;
}

export function cellInWords(
  { counts, classes }: Confusion,
  { row, column }: { row: number; column: number },
  { is, taken }: Called,
): string {
  const count = counts[row * classes + column]!;
  const of = counts.subarray(row * classes, (row + 1) * classes).reduce((sum, one) => sum + one, 0);
  const share = of === 0 ? "" : `, ${percent(count / of)} of the class`;
  return `${is(row)} taken for ${taken(column)}: ${wholeText(count)}${share}`;
}

export function learningInWords(learning: Learning): string {
  const events = learning.forgotten.reduce((sum, times) => sum + times, 0);
  const forgotten = countOf(learning, isForgotten);
  const never = countOf(learning, isNeverRight);
  const times = events === forgotten ? "" : `, ${wholeText(events)} times in all`;
  return `${wholeText(forgotten)} forgotten at least once${times} · ${wholeText(never)} never right`;
}

/** How many checkpoints' answers there are already, and how many are not asked for; empty when all is there. */
export function progressInWords(
  slots: readonly Pick<SlotPredictions, "history" | "left">[],
): string {
  const all = slots.flatMap(({ history }) => history.value.predicted);
  const known = all.filter((one) => one !== null).length;
  const left = slots.reduce((sum, one) => sum + one.left.value, 0);
  const parts = [
    ...(known < all.length
      ? [`${percent(known / all.length)} of ${wholeText(all.length)} checkpoints asked`]
      : []),
    ...(left > 0 ? [`${wholeText(left)} checkpoints in between are left out`] : []),
  ];
  return parts.join(" · ");
}

export function listInWords(
  { list, cell }: Listing,
  count: number,
  called: (slot: SlotName) => Called,
): string {
  const examples = `${wholeText(count)} ${count === 1 ? "example" : "examples"}`;
  if (cell !== null) return `${examples} ${cellTitle(cell, called(cell.slot))}`;
  return list === "all" ? examples : `${examples}: ${LISTS[list].title.toLowerCase()}`;
}

export function cellTitle(
  { slot, actual, predicted }: ConfusionCell,
  { is, taken }: Called,
): string {
  return actual === predicted
    ? `of class ${is(actual)} that ${letter(slot)} gets right`
    : `of class ${is(actual)} that ${letter(slot)} takes for ${taken(predicted)}`;
}

/** "right from 3 on, forgotten twice". */
export function exampleInWords(
  { learned, forgotten, wrong, known }: Learning,
  example: number,
  stepOf: (checkpoint: number) => string,
): string {
  if (wrong[example] === known) return "never right";
  const times = forgotten[example]!;
  const again = times === 0 ? "" : times === 1 ? ", forgotten once" : `, forgotten ${times} times`;
  const since = learned[example]!;
  if (since < 0) return `wrong at the last${again}`;
  return since === 0 ? "always right" : `right from ${stepOf(since)} on${again}`;
}
